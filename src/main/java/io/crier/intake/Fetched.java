package io.crier.intake;

import java.net.URI;

/**
 * A document as a source's server gave it.
 *
 * @param address where it came from in the end, after redirects
 * @param text decoded
 * @param validators for the next, conditional request
 */
record Fetched(URI address, String text, Validators validators) implements Answer {}
