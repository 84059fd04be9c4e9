/** Checks what writers did and what clients were told against what the feed promises. */
@NullMarked
package io.crier.history;

import org.jspecify.annotations.NullMarked;
