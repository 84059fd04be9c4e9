/** How near Crier is to the end of what it runs on, and what it turns away before it gets there. */
@NullMarked
package io.crier.load;

import org.jspecify.annotations.NullMarked;
