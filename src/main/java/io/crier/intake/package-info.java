/** Sources: places outside that announcements are taken in from, and how they are read. */
@NullMarked
package io.crier.intake;

import org.jspecify.annotations.NullMarked;
