/** What Crier does at the moment, for those who run it: a page, and the figures that it shows. */
@NullMarked
package io.crier.status;

import org.jspecify.annotations.NullMarked;
