/** What goes on by itself for as long as Crier runs. */
@NullMarked
package io.crier.background;

import org.jspecify.annotations.NullMarked;
