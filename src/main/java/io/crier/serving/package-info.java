/**
 * What every answer over HTTP has to do with, whatever it is about: content codings, lists in
 * headers, the address that clients know Crier by, and files that stay as they are.
 */
@NullMarked
package io.crier.serving;

import org.jspecify.annotations.NullMarked;
