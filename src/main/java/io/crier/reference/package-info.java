/**
 * The API's own description (OpenAPI 3.1) and a page to read it on. Knows every feature's public
 * words, and nobody knows it.
 */
@NullMarked
package io.crier.reference;

import org.jspecify.annotations.NullMarked;
