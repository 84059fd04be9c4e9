/** Crier as real processes on a real PostgreSQL, to which bad things happen. */
@NullMarked
package io.crier.fault;

import org.jspecify.annotations.NullMarked;
