/**
 * Lists, single announcements, calendars, feeds and counts over HTTP, with conditional requests.
 */
@NullMarked
package io.crier.reading.web;

import org.jspecify.annotations.NullMarked;
