package io.crier.announcement;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An organiser or a partner of an event.
 *
 * @param name what it is called
 * @param url its web site
 */
public record Party(String name, @Nullable URI url) {}
