/**
 * The live feed: one tail of the log, a ring of encoded frames, and streams that are a position and
 * a filter.
 */
@NullMarked
package io.crier.feed;

import org.jspecify.annotations.NullMarked;
