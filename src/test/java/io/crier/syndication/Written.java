package io.crier.syndication;

import io.crier.announcement.Announcement;
import io.crier.announcement.Attendance;
import io.crier.announcement.Content;
import io.crier.announcement.Cursor;
import io.crier.announcement.Facet;
import io.crier.announcement.Filter;
import io.crier.announcement.Origin;
import io.crier.announcement.Party;
import io.crier.announcement.Place;
import io.crier.announcement.Status;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Documents as they are written, and what they are written of. */
final class Written {
    static final Instant PUBLISHED = Instant.parse("2026-11-03T09:00:00Z");
    static final Instant UPDATED = Instant.parse("2026-11-23T09:00:00.123456Z");
    static final URI BASE = URI.create("https://crier.example");

    private static final Filter CLIMATE =
            new Filter(
                    null,
                    Map.of(Facet.TOPIC, Set.of("climate"), Facet.LANGUAGE, Set.of("en")),
                    null,
                    null,
                    null);

    private Written() {}

    /** The second page of three. */
    static Listing page(Format format) {
        var address = BASE + "/v1/announcements." + format.suffix() + "?topic=climate&language=en";
        return new Listing(
                BASE,
                URI.create(address + "&page=p2"),
                CLIMATE,
                false,
                new Listing.Turn("p3", URI.create(address + "&page=p3")),
                new Listing.Turn("p1", URI.create(address + "&page=p1")),
                new Cursor("e", 7),
                UPDATED,
                UPDATED,
                Cancelled.MARK);
    }

    static Listing everything(Format format) {
        return listing(format, false);
    }

    static Listing single(Format format) {
        return listing(format, true);
    }

    private static Listing listing(Format format, boolean single) {
        return new Listing(
                BASE,
                URI.create(BASE + "/v1/announcements." + format.suffix()),
                Filter.ALL,
                single,
                null,
                null,
                new Cursor("e", 7),
                UPDATED,
                UPDATED,
                Cancelled.MARK);
    }

    static byte[] bytes(
            Format format,
            Listing listing,
            List<Announcement> announcements,
            List<Announcement> tombstones) {
        var bytes = new ByteArrayOutputStream();
        var document = format.open(listing);
        bytes.writeBytes(document.begin());
        bytes.writeBytes(document.removed(tombstones));
        bytes.writeBytes(document.items(announcements));
        bytes.writeBytes(document.end());
        return bytes.toByteArray();
    }

    static String text(Format format, Listing listing, Announcement... announcements) {
        return new String(
                bytes(format, listing, List.of(announcements), List.of()), StandardCharsets.UTF_8);
    }

    static Announcement announcement(Content content) {
        return announcement(content, List.of());
    }

    static Announcement announcement(Content content, List<OffsetDateTime> previousStarts) {
        return new Announcement(
                UUID.fromString("01a206f3-e667-72a6-9ada-f13027f133bc"),
                3,
                1,
                content,
                previousStarts,
                new Origin("s1", "https://town.example/?p=7", URI.create("https://town.example/")),
                PUBLISHED,
                UPDATED);
    }

    /** With something in every field. */
    static Announcement full() {
        return announcement(
                Content.titled("Streets for <people> & trees")
                        .summary("What 30 km/h did in 5 cities.")
                        .body("<p>Come &amp; see.</p>")
                        .language("en-GB")
                        .startsAt(OffsetDateTime.parse("2027-03-04T17:00:00+01:00"))
                        .endsAt(OffsetDateTime.parse("2027-03-04T18:30:00+01:00"))
                        .timeZone(ZoneId.of("Europe/Brussels"))
                        .status(Status.RESCHEDULED)
                        .attendance(Attendance.HYBRID)
                        .place(new Place("Town hall", "Grote Markt 1", "Gent", "BE", 51.05, -3.7))
                        .organisers(
                                List.of(
                                        new Party(
                                                "City Network", URI.create("https://net.example")),
                                        new Party("Town of \"Gent\"", null)))
                        .partners(List.of(new Party("Trees, Inc.", null)))
                        .topics(List.of("climate", "mobility"))
                        .accessibility(List.of("sign language"))
                        .url(URI.create("https://net.example/streets?a=1&b=2"))
                        .registrationUrl(URI.create("https://net.example/register"))
                        .recordingUrl(URI.create("https://net.example/streets.mp4"))
                        .imageUrl(URI.create("https://net.example/streets.jpg"))
                        .build(),
                List.of(OffsetDateTime.parse("2027-02-25T17:00:00+01:00")));
    }
}
