package io.crier.demo;

import io.crier.announcement.Announcement;
import io.crier.announcement.Content;
import io.crier.announcement.Match;
import io.crier.announcement.Origin;
import io.crier.announcement.Phase;
import io.crier.announcement.Write;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A written announcement and what becomes of it.
 *
 * @param uid tells it from the others
 * @param published how long ago, when it is there at first
 * @param says what is told first
 * @param since what was told after that, before anybody looked
 * @param turns what is told one after the other from then on; the last leads back to before the
 *     first, so that it can go on for ever without saying anything that was not written
 */
record Sample(
        String uid,
        Period published,
        Presence presence,
        Telling says,
        List<Telling> since,
        List<Telling> turns) {
    static final String SOURCE = "demo";

    /** Announcements are published in the hours of an office. */
    private static final LocalTime OPENING = LocalTime.of(8, 0);

    private static final int MINUTES_OPEN = 9 * 60;

    Sample {
        since = List.copyOf(since);
        turns = List.copyOf(turns);
    }

    static Sample of(JsonNode json) {
        return new Sample(
                json.required("uid").stringValue(),
                Period.parse(json.path("published").stringValue("P0D")),
                Presence.valueOf(
                        json.path("presence").stringValue("steady").toUpperCase(Locale.ROOT)),
                Telling.of(json.required("says")),
                tellings(json.path("since")),
                tellings(json.path("turns")));
    }

    private static List<Telling> tellings(JsonNode json) {
        return json.valueStream().map(Telling::of).toList();
    }

    /** Whether the announcement is this sample's. */
    boolean isOf(Announcement announcement) {
        var source = announcement.source();
        return source != null && source.id().equals(SOURCE) && source.uid().equals(uid);
    }

    /** The writes that lead to what is there at first. */
    Stream<Write> past(Instant now) {
        var put = publication(now, publishedAt(now));
        return Stream.concat(
                Stream.of(put),
                since.stream()
                        .map(telling ->
                                new Write.Edit(
                                        put.id(),
                                        content -> telling.after(content, now),
                                        Match.ANY)));
    }

    /** The write that publishes it now. */
    Write.Put publication(Instant now) {
        return publication(now, now);
    }

    private Write.Put publication(Instant now, Instant publishedAt) {
        return new Write.Put(
                id(now),
                says.first(now),
                Match.NONE,
                new Origin(SOURCE, uid, null),
                publishedAt,
                null);
    }

    /** Whether there is something to tell about an event that stands there on the clock. */
    boolean hasTurnIn(Phase phase) {
        return !turns.isEmpty() && (phase == Phase.ENDED) == isPast();
    }

    private boolean isPast() {
        return says.when() instanceof When.Slot(int weeks, _, _, _) && weeks < 0;
    }

    /** What is told next, after what the announcement says. */
    Content next(Content content, Instant now) {
        return turns.get((latest(content, now) + 1) % turns.size()).after(content, now);
    }

    /** The last of the turns that hold; -1 where none does, after a publisher's own edit say. */
    private int latest(Content content, Instant now) {
        for (var turn = turns.size() - 1; turn >= 0; turn--) {
            if (turns.get(turn).after(content, now).equals(content)) {
                return turn;
            }
        }
        return -1;
    }

    /**
     * One a day: a sample that comes back on another day has other times, and is another
     * announcement. A UUID of version 7 whose random bits are the name's hash.
     */
    private UUID id(Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var day = today.minus(published).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        var hash = UUID.nameUUIDFromBytes((uid + " " + today).getBytes(StandardCharsets.UTF_8));
        return new UUID(
                day << 16 | 0x7000 | (hash.getMostSignificantBits() & 0x0fff),
                hash.getLeastSignificantBits());
    }

    private Instant publishedAt(Instant now) {
        var minute = Math.floorMod(uid.hashCode(), MINUTES_OPEN);
        var told =
                LocalDate.ofInstant(now, ZoneOffset.UTC)
                        .minus(published)
                        .atTime(OPENING.plusMinutes(minute))
                        .toInstant(ZoneOffset.UTC);
        return told.isBefore(now) ? told : now;
    }
}
