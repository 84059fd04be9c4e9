/** Publishing announcements over HTTP. */
@NullMarked
package io.crier.announcement.web;

import org.jspecify.annotations.NullMarked;
