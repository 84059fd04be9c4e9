/** Lists of announcements in the forms that other programs read: calendars, feeds, tables. */
@NullMarked
package io.crier.syndication;

import org.jspecify.annotations.NullMarked;
