package io.crier.intake;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place outside that announcements are taken in from, and how it has fared.
 *
 * @param title what an operator calls it, else what it calls itself
 * @param enabled whether it is polled unasked
 * @param interval how often it is polled while it answers
 * @param lastPolledAt whatever came of it
 * @param lastSucceededAt when it was polled without an error, also if nothing had changed
 * @param lastError why the last poll failed; nothing if it did not
 * @param failures polls that failed one after the other
 * @param items how many it has ever told
 * @param lastPoll what the last poll did; nothing if it failed
 */
public record Source(
        UUID id,
        URI url,
        @Nullable String title,
        boolean enabled,
        Duration interval,
        Instant createdAt,
        @Nullable Instant lastPolledAt,
        @Nullable Instant lastSucceededAt,
        @Nullable Instant nextPollAt,
        @Nullable String lastError,
        int failures,
        long items,
        @Nullable PollCounts lastPoll) {}
