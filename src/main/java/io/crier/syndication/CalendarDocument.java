package io.crier.syndication;

import io.crier.announcement.Announcement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One calendar that is being written. Keeps the names of the time zones that it has told of, and
 * nothing else of what went by.
 */
final class CalendarDocument implements Document {
    /** As often as the calendar should be asked for; a poll of what hasn't changed costs little. */
    private static final String REFRESH = "PT1H";

    private final Listing listing;
    private final ContentLines lines = new ContentLines();
    private final Set<ZoneId> zones = new HashSet<>();
    private boolean empty = true;

    CalendarDocument(Listing listing) {
        this.listing = listing;
    }

    @Override
    public byte[] begin() {
        lines.name("BEGIN").value("VCALENDAR");
        lines.name("VERSION").value("2.0");
        lines.name("PRODID").text("-//Crier//Crier//EN");
        lines.name("CALSCALE").value("GREGORIAN");
        // No METHOD: it would make a message of the calendar, which needs an organiser (RFC 5546
        // §3.2.1).
        if (!listing.single()) {
            describeList();
        }
        return lines.take();
    }

    @Override
    public byte[] items(List<Announcement> announcements) {
        for (var announcement : announcements) {
            write(announcement, Standing.of(announcement.content().status(), listing.cancelled()));
        }
        return lines.take();
    }

    @Override
    public byte[] removed(List<Announcement> tombstones) {
        for (var tombstone : tombstones) {
            write(tombstone, Standing.removed(listing.cancelled()));
        }
        return lines.take();
    }

    @Override
    public byte[] end() {
        if (empty) {
            // A calendar holds at least one component (RFC 5545 §3.6), and this one harms nobody.
            ZoneDefinition.write(lines, ZoneId.of("Etc/UTC"));
        }
        lines.name("END").value("VCALENDAR");
        return lines.take();
    }

    private void write(Announcement announcement, @Nullable Standing standing) {
        var content = announcement.content();
        var start = content.startsAt();
        if (start == null || standing == null) {
            return;
        }
        var times = EventTimes.of(content, start);
        var zone = times.zone();
        if (zone != null && zones.add(zone)) {
            ZoneDefinition.write(lines, zone);
        }
        new CalendarEvent(announcement, times, standing, !listing.single()).write(lines);
        empty = false;
    }

    private void describeList() {
        var title = ListingTitle.of(listing);
        lines.name("NAME").text(title);
        lines.name("X-WR-CALNAME").text(title);
        lines.name("SOURCE").parameter("VALUE", "URI").uri(listing.self());
        lines.name("URL").uri(listing.base());
        if (!listing.updated().equals(Instant.EPOCH)) {
            lines.name("LAST-MODIFIED").value(CalendarTime.utc(listing.updated()));
        }
        lines.name("REFRESH-INTERVAL").parameter("VALUE", "DURATION").value(REFRESH);
        lines.name("X-PUBLISHED-TTL").value(REFRESH);
    }
}
