package io.crier.platform.server;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose scripts may read.
 *
 * @param allowedOrigins such as {@code https://www.example.org}, or {@code *} for all: what anybody
 *     can read with a browser of his own is no secret from web sites
 */
@ConfigurationProperties("crier.cors")
record CrossOriginSettings(@DefaultValue("*") List<String> allowedOrigins) {}
