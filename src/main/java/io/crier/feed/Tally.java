package io.crier.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what one event loop sends, on its thread, and tells the meters at the end of a turn: for
 * a burst to thousands of streams two additions, and one record of lateness for all bursts of all
 * filters, at the moment when the last stream was sent its own.
 */
final class Tally {
    private final StreamMeters meters;
    private final InstantSource clock;
    private long changes;
    private long bytes;
    private @Nullable Instant oldest;

    Tally(StreamMeters meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** A burst goes to so many streams that are level. */
    void level(Burst burst, int streams) {
        changes += (long) burst.changes() * streams;
        bytes += (long) burst.size() * streams;
        var committed = burst.committed();
        if (streams > 0 && committed != null && (oldest == null || committed.isBefore(oldest))) {
            oldest = committed;
        }
    }

    /** A burst goes to a stream that comes after the others, at its own pace. */
    void single(Burst burst) {
        meters.sent(burst.changes(), burst.size());
    }

    void reset(ResetReason reason) {
        meters.reset(reason);
    }

    /** All were sent what there was for them. */
    void close() {
        if (bytes > 0) {
            meters.sent(changes, bytes);
            changes = 0;
            bytes = 0;
        }
        if (oldest != null) {
            meters.late(Duration.between(oldest, clock.instant()));
            oldest = null;
        }
    }
}
