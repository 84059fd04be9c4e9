package io.crier.syndication;

import io.crier.announcement.Announcement;
import io.crier.announcement.Cursor;
import io.crier.announcement.Filter;
import io.crier.announcement.Samples;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.List;

/** Documents to test with. */
final class Listings {
    private Listings() {}

    static Listing list(Cancelled cancelled) {
        return listing(false, cancelled);
    }

    static Listing single() {
        return listing(true, Cancelled.MARK);
    }

    /** A calendar of the announcements, each a chunk. */
    static byte[] calendar(Listing listing, List<Announcement> items, List<Announcement> removed) {
        var written = new ByteArrayOutputStream();
        var document = new ICalendar().open(listing);
        written.writeBytes(document.begin());
        items.forEach(item -> written.writeBytes(document.items(List.of(item))));
        written.writeBytes(document.removed(removed));
        written.writeBytes(document.end());
        return written.toByteArray();
    }

    private static Listing listing(boolean single, Cancelled cancelled) {
        return new Listing(
                URI.create("https://crier.example"),
                URI.create("https://crier.example/v1/announcements.ics"),
                Filter.ALL,
                single,
                null,
                null,
                new Cursor("e", 7),
                Samples.NOW,
                Samples.NOW,
                cancelled);
    }
}
