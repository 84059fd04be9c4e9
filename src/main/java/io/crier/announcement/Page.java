package io.crier.announcement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items in the order asked for
 * @param next the page after it, {@code null} after the last
 * @param cursor the place in the log at which the list is shown, the same for every page of a walk:
 *     whoever reads all pages and then follows the log from here has exactly the table
 */
public record Page(List<Announcement> items, @Nullable PageToken next, Cursor cursor) {
    public Page {
        items = List.copyOf(items);
    }
}
