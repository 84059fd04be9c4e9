package io.crier.syndication;

import io.crier.announcement.Announcement;
import io.crier.announcement.Content;
import io.crier.announcement.Party;
import io.crier.announcement.Place;
import io.crier.announcement.Status;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One event (VEVENT, RFC 5545 §3.6.1). All that is in it is of the announcement as it is kept, so
 * the same version is the same bytes at any time.
 *
 * <p>Organisers are a CONTACT each: an ORGANIZER is one who sends invitations (§3.8.4.3), and
 * calendars treat the event as one. Components within the event (RFC 9073) are left out, since
 * calendars that don't know them take their properties for the event's own.
 *
 * @param listed whether it is one of a list. Who subscribes to one doesn't go to all of them, so
 *     they leave the reader's time free (§3.8.2.7); who takes a single event into a calendar means
 *     to go there
 */
record CalendarEvent(
        Announcement announcement, EventTimes times, Standing standing, boolean listed) {
    /** Some ten centimetres, and what §3.8.1.6 recommends. */
    private static final int GEO_DECIMALS = 6;

    void write(ContentLines lines) {
        lines.name("BEGIN").value("VEVENT");
        writeRevision(lines);
        times.write(lines);
        lines.name("STATUS").value(standing.status());
        var free = listed || standing.off() || announcement.content().allDay();
        lines.name("TRANSP").value(free ? "TRANSPARENT" : "OPAQUE");
        var content = announcement.content();
        var text = new EventText(content, Wording.of(content.language()));
        writeText(lines, content, text);
        writeAddresses(lines, content, text);
        lines.name("END").value("VEVENT");
    }

    private void writeRevision(ContentLines lines) {
        var updated = CalendarTime.utc(announcement.updatedAt());
        lines.name("UID").value(announcement.id().toString());
        // Without a METHOD it is the time of the last revision (§3.8.7.2), and so moves with it
        // alone.
        lines.name("DTSTAMP").value(updated);
        lines.name("CREATED").value(CalendarTime.utc(announcement.publishedAt()));
        lines.name("LAST-MODIFIED").value(updated);
        lines.name("SEQUENCE").value(String.valueOf(announcement.sequence()));
    }

    private void writeText(ContentLines lines, Content content, EventText text) {
        lines.name("SUMMARY")
                .parameter("LANGUAGE", content.language())
                .text(text.summary(standing.word()));
        var description = text.description();
        if (description != null) {
            lines.name("DESCRIPTION").parameter("LANGUAGE", content.language()).text(description);
        }
        var location = text.location();
        if (location != null) {
            lines.name("LOCATION").text(location);
        }
        var place = content.place();
        if (place != null && content.status() != Status.MOVED_ONLINE) {
            writePosition(lines, place);
        }
        if (!content.topics().isEmpty()) {
            lines.name("CATEGORIES")
                    .texts(content.topics().stream().map(ContentLines::oneLine).toList());
        }
        for (Party organiser : content.organisers()) {
            var url = organiser.url();
            lines.name("CONTACT")
                    .parameter("ALTREP", url == null ? null : url.toASCIIString())
                    .text(ContentLines.oneLine(organiser.name()));
        }
    }

    private static void writePosition(ContentLines lines, Place place) {
        if (place.latitude() != null && place.longitude() != null) {
            lines.name("GEO").value(degrees(place.latitude()) + ";" + degrees(place.longitude()));
        }
    }

    private static void writeAddresses(ContentLines lines, Content content, EventText text) {
        if (content.url() != null) {
            lines.name("URL").uri(content.url());
        }
        if (content.imageUrl() != null) {
            lines.name("IMAGE")
                    .parameter("VALUE", "URI")
                    .parameter("DISPLAY", "FULLSIZE")
                    .uri(content.imageUrl());
        }
        // Where one learns how to take part; the room itself is often told to the registered alone.
        var entrance =
                content.registrationUrl() == null ? content.url() : content.registrationUrl();
        if (text.isOnline() && entrance != null) {
            lines.name("CONFERENCE")
                    .parameter("VALUE", "URI")
                    .parameter("FEATURE", "VIDEO")
                    .parameter(
                            "LABEL",
                            text.word(
                                    content.registrationUrl() == null ? "online" : "registration"))
                    .uri(entrance);
        }
        if (content.recordingUrl() != null) {
            lines.name("LINK")
                    .parameter("VALUE", "URI")
                    .parameter("LINKREL", "related")
                    .parameter("LABEL", text.word("recording"))
                    .uri(content.recordingUrl());
        }
    }

    private static String degrees(double angle) {
        var rounded = BigDecimal.valueOf(angle).setScale(GEO_DECIMALS, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
