package io.crier.announcement;

import io.crier.announcement.Change.Earlier;
import io.crier.announcement.Change.FieldChange;
import io.crier.announcement.Change.Kind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a write makes of an announcement: the next version and the change that leads to it.
 *
 * @param next the announcement after the write
 * @param kind what happened
 * @param changed which fields differ
 * @param earlier the rest of the version before, {@code null} where none was visible
 */
record Revision(
        Announcement next, Kind kind, List<FieldChange> changed, @Nullable Earlier earlier) {
    /** Starts told before are kept up to this number, the oldest are forgotten. */
    static final int MOST_PREVIOUS_STARTS = 50;

    /**
     * A change of one of these makes calendars take the new version (RFC 5545 §3.8.7.4, RFC 5546
     * §2.1.4).
     */
    private static final Set<String> CALENDAR_FIELDS =
            Set.of(
                    "startsAt",
                    "endsAt",
                    "timeZone",
                    "allDay",
                    "status",
                    "attendance",
                    "place",
                    "url");

    /**
     * The revision that the write makes, or {@code null} if the announcement says all of it
     * already.
     *
     * @param current what is there, if anything ever was
     * @throws io.crier.refusal.Refusal if the write may not be done on what is there
     */
    static @Nullable Revision of(Write write, @Nullable Stored current, Instant now) {
        return switch (write) {
            case Write.Put put -> {
                require(put.match(), put, current);
                yield current == null
                        ? first(put, now)
                        : current.removed()
                                ? again(put, current.announcement(), now)
                                : edited(current.announcement(), put.content(), now);
            }
            case Write.Edit edit -> {
                var existing = existing(edit, current);
                require(edit.match(), edit, current);
                yield edited(existing, edit.edit().apply(existing.content()), now);
            }
            case Write.Remove remove -> {
                var existing = existing(remove, current);
                require(remove.match(), remove, current);
                yield removed(existing, now);
            }
        };
    }

    private static void require(Match match, Write write, @Nullable Stored current) {
        var version = current == null || current.removed() ? 0 : current.version();
        if (!match.admits(version, current == null ? "" : current.cursor().epoch())) {
            throw new StaleVersion(write.id(), version);
        }
    }

    private static Announcement existing(Write write, @Nullable Stored current) {
        if (current == null) {
            throw new UnknownAnnouncement(write.id());
        }
        if (current.removed()) {
            throw new AnnouncementRemoved(current.announcement(), current.cursor());
        }
        return current.announcement();
    }

    private static Revision first(Write.Put put, Instant now) {
        var publishedAt = put.publishedAt() == null ? now : put.publishedAt();
        return new Revision(
                new Announcement(
                        put.id(), 1, 0, put.content(), List.of(), put.source(), publishedAt, now),
                Kind.CREATED,
                List.of(),
                null);
    }

    private static Revision again(Write.Put put, Announcement last, Instant now) {
        return new Revision(
                next(
                        last,
                        put.content(),
                        last.sequence() + 1,
                        previousStarts(last, put.content()),
                        now),
                Kind.CREATED,
                List.of(),
                null);
    }

    private static @Nullable Revision edited(Announcement before, Content content, Instant now) {
        var changed = Differences.between(before.content(), content);
        if (changed.isEmpty()) {
            return null;
        }
        var matters = changed.stream().map(FieldChange::field).anyMatch(CALENDAR_FIELDS::contains);
        var sequence = before.sequence() + (matters ? 1 : 0);
        return new Revision(
                next(before, content, sequence, previousStarts(before, content), now),
                Kind.UPDATED,
                changed,
                Earlier.of(before));
    }

    private static Revision removed(Announcement last, Instant now) {
        var tombstone =
                next(last, last.content(), last.sequence() + 1, last.previousStartsAt(), now);
        return new Revision(tombstone, Kind.REMOVED, List.of(), Earlier.of(last));
    }

    private static Announcement next(
            Announcement before,
            Content content,
            int sequence,
            List<OffsetDateTime> previousStarts,
            Instant now) {
        return new Announcement(
                before.id(),
                before.version() + 1,
                sequence,
                content,
                previousStarts,
                before.source(),
                before.publishedAt(),
                now.isAfter(before.updatedAt()) ? now : before.updatedAt());
    }

    /** A start that holds again is no longer a previous one. */
    private static List<OffsetDateTime> previousStarts(Announcement before, Content content) {
        var previous = new ArrayList<>(before.previousStartsAt());
        if (before.content().startsAt() != null) {
            previous.add(before.content().startsAt());
        }
        var start = content.startsAt();
        previous.removeIf(told -> start != null && told.isEqual(start));
        return previous.subList(
                Math.max(0, previous.size() - MOST_PREVIOUS_STARTS), previous.size());
    }
}
