/** Holds migrations to what can be done while Criers of the version before run. */
@NullMarked
package io.crier.migration;

import org.jspecify.annotations.NullMarked;
