package io.crier.feed;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the feed is at one moment, for those who watch it.
 *
 * @param log {@code null} before its end was seen for the first time
 * @param age since the log was last read to its end, {@code null} before the first time
 * @param maxAge how old that may be while this process is ready
 * @param line by which the log is followed
 * @param draining whether streams are ended and none is let in any more
 * @param streams that are open
 */
public record FeedState(
        @Nullable Log log,
        @Nullable Duration age,
        Duration maxAge,
        Line line,
        boolean draining,
        int streams) {

    /**
     * The log as it was last read.
     *
     * @param epoch names it
     * @param floor changes up to here are no longer kept
     * @param head position of the last change
     */
    public record Log(String epoch, long floor, long head) {}

    /** How changes of other processes come to be known. */
    public enum Line {
        /** They are heard of at once. */
        LISTENING,
        /** They are looked for twice a second, since nothing can be heard or nothing shall be. */
        POLLING,
        /** There is no connection, or not yet. */
        NONE
    }

    /** Whether the end of the log is known, without which no stream can begin. */
    public boolean hasBegun() {
        return log != null && age != null;
    }

    /** Whether the log was not read for longer than may be. */
    public boolean isStale() {
        return age != null && age.compareTo(maxAge) > 0;
    }
}
