/** Crier: event announcements go in, are kept, are listed, and stream live. */
@NullMarked
package io.crier;

import org.jspecify.annotations.NullMarked;
