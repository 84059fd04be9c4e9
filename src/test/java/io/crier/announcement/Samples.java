package io.crier.announcement;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Announcements to test with. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private Samples() {}

    /** A webinar with something in most fields. */
    public static Content webinar() {
        return Content.titled("Bridging the gap")
                .summary("How councils and newcomers decide together.")
                .language("en")
                .startsAt(OffsetDateTime.parse("2027-03-04T17:00:00+01:00"))
                .endsAt(OffsetDateTime.parse("2027-03-04T18:00:00+01:00"))
                .timeZone(ZoneId.of("Europe/Brussels"))
                .attendance(Attendance.ONLINE)
                .place(new Place("Online", null, null, null, null, null))
                .organisers(List.of(new Party("City Network", null)))
                .topics(List.of("Participation", "inclusion"))
                .build();
    }

    public static Announcement announcement(Content content) {
        return new Announcement(
                UUID.fromString("01a206f3-e667-72a6-9ada-f13027f133bc"),
                1,
                0,
                content,
                List.of(),
                null,
                NOW,
                NOW);
    }

    /** The change that an edit to another content makes. */
    public static Change updated(long position, Announcement before, Content after) {
        return change(position, before, new Write.Edit(before.id(), _ -> after, Match.ANY));
    }

    public static Change removed(long position, Announcement before) {
        return change(position, before, new Write.Remove(before.id(), Match.ANY));
    }

    private static Change change(long position, Announcement before, Write write) {
        var stored = new Stored(before, false, new Cursor("e", position - 1));
        var revision = Objects.requireNonNull(Revision.of(write, stored, NOW));
        return new Change(
                position,
                revision.kind(),
                revision.changed(),
                revision.earlier(),
                revision.next(),
                NOW);
    }
}
