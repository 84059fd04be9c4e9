package io.crier.announcement;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of time that an event takes, for filters and the {@link Phase}.
 *
 * <p>Many announcements tell no end. Such an event is taken to last for {@value #USUAL_HOURS}
 * hours, an all-day one to the end of its day; the announcement itself is left as it was told.
 *
 * @param start the first instant; {@code null} where it is unknown, and then there is no end either
 * @param end the instant at which it is over, exclusive; always after the start
 */
public record Span(@Nullable Instant start, @Nullable Instant end) {
    static final int USUAL_HOURS = 2;

    private static final Span UNKNOWN = new Span(null, null);

    public static Span of(Content content) {
        var start = content.startsAt();
        if (start == null) {
            return UNKNOWN;
        }
        var end = content.endsAt();
        if (content.allDay()) {
            var zone = content.timeZone() == null ? start.getOffset() : content.timeZone();
            return new Span(dayOf(start, zone).toInstant(), dayAfter(start, end, zone).toInstant());
        }
        var over = end != null && end.isAfter(start) ? end : start.plusHours(USUAL_HOURS);
        return new Span(start.toInstant(), over.toInstant());
    }

    Phase phase(Instant now) {
        if (start == null || end == null) {
            return Phase.UNDATED;
        }
        if (now.isBefore(start)) {
            return Phase.UPCOMING;
        }
        return now.isBefore(end) ? Phase.LIVE : Phase.ENDED;
    }

    /** When the phase will be another one; nothing if it never will. */
    Optional<Instant> nextTurn(Instant now) {
        return switch (phase(now)) {
            case UPCOMING -> Optional.ofNullable(start);
            case LIVE -> Optional.ofNullable(end);
            case ENDED, UNDATED -> Optional.empty();
        };
    }

    /** Whether any of the span lies in [from, to), either of which may be open. */
    boolean overlaps(@Nullable Instant from, @Nullable Instant to) {
        if (from == null && to == null) {
            return true;
        }
        return start != null
                && end != null
                && (from == null || end.isAfter(from))
                && (to == null || start.isBefore(to));
    }

    private static ZonedDateTime dayOf(OffsetDateTime time, ZoneId zone) {
        return time.atZoneSameInstant(zone).toLocalDate().atStartOfDay(zone);
    }

    /**
     * The midnight after the last day; an end at midnight is itself that midnight, as in RFC 5545
     * §3.6.1.
     */
    private static ZonedDateTime dayAfter(
            OffsetDateTime start, @Nullable OffsetDateTime end, ZoneId zone) {
        if (end == null || !end.isAfter(start)) {
            return dayOf(start, zone).plusDays(1);
        }
        return dayOf(end.minus(Duration.ofNanos(1)), zone).plusDays(1);
    }
}
