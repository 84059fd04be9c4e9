/** Measures Crier beside nchan and beside the least that a server can do. */
@NullMarked
package io.crier.bench;

import org.jspecify.annotations.NullMarked;
