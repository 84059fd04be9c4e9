package io.crier.platform.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Crier keeps what it must find again after a restart.
 *
 * @param dataDirectory relative to the working directory; {@code data}, so that a first start needs
 *     no setting and no right beyond the directory it is started in
 */
@ConfigurationProperties("crier")
public record DataDirectorySettings(@DefaultValue("data") Path dataDirectory) {}
