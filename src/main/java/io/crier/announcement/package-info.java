/** Announcements, the log of their changes, and the store that keeps both in one commit. */
@NullMarked
package io.crier.announcement;

import org.jspecify.annotations.NullMarked;
