package io.crier.announcement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items in the order asked for
 * @param next the page after it, {@code null} after the last
 * @param previous the page before it, {@code null} before the first
 * @param cursor the place in the log at which the list is shown, the same for every page of a walk:
 *     whoever reads all pages and then follows the log from here has exactly the table
 * @param at the time at which the list is shown, the same for every page of a walk
 * @param until when the clock alone makes another page of it, since an event begins or ends; {@code
 *     null} if it never does. Exclusive: at this time it is another one
 */
public record Page(
        List<Announcement> items,
        @Nullable PageToken next,
        @Nullable PageToken previous,
        Cursor cursor,
        Instant at,
        @Nullable Instant until) {
    public Page {
        items = List.copyOf(items);
    }
}
