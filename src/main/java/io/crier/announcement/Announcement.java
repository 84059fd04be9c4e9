package io.crier.announcement;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as its organiser tells it, as of one version.
 *
 * @param id a UUID of version 7 (RFC 9562 §5.7), unless a publisher chose another one; never reused
 * @param version 1 at first, one more with every change
 * @param sequence the revision that iCalendar knows (RFC 5545 §3.8.7.4): 0 at first, one more with
 *     every change that matters to a calendar
 * @param content what the organiser says
 * @param previousStartsAt the starts that were told before and no longer hold, oldest first
 *     (schema.org calls a previous start date)
 * @param source where it was taken in from, if no publisher posted it
 * @param publishedAt when it was first published; never moves
 * @param updatedAt when this version was written
 */
public record Announcement(
        UUID id,
        long version,
        int sequence,
        @JsonUnwrapped Content content,
        List<OffsetDateTime> previousStartsAt,
        @Nullable Origin source,
        Instant publishedAt,
        Instant updatedAt) {

    public Announcement {
        previousStartsAt = List.copyOf(previousStartsAt);
    }

    /** Where the event stands on the clock at the given time. */
    public Phase phase(Instant now) {
        return Span.of(content).phase(now);
    }

    /** When it is in another phase than at the given time; {@code null} if it stays in it. */
    public @Nullable Instant phaseUntil(Instant now) {
        return Span.of(content).nextTurn(now).orElse(null);
    }
}
