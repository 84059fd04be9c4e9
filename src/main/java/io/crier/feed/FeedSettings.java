package io.crier.feed;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the feed is held.
 *
 * @param maxStreams streams open at once; 19,000, which leaves room below the 20,000 descriptors
 *     that a process may usually hold
 * @param maxStreamsPerClient streams open at once from one address, or from one /64 network of
 *     IPv6; 1,000, enough for a campus behind one address, and a twentieth of all; it may open the
 *     same part of those that are opened each second, and as many of its requests for changes may
 *     wait; 0 for no limit
 * @param maxOpensPerSecond streams that may be opened each second in the long run; 2,000, somewhat
 *     less than half of what a core can do; for a moment as many as may be open, since all come
 *     back at once after a lost network
 * @param maxCatchups readings of the log that may wait until no stream is let in that needs one
 *     more; 500, some seconds' work for the database
 * @param maxWaiting requests for changes that wait for one at once; 10,000, each of which holds a
 *     descriptor as a stream does and some hundred bytes
 * @param heartbeat between bookmarks on a quiet stream; 15 s, since proxies cut what is silent for
 *     60 s and more; 30 s at the most, since pages take 37 s of silence for a broken line
 * @param maxTailAge how long the log may go unread until this process says that it is not ready; 2
 *     min, longer than a database usually takes to fail over, in which what is in memory is still
 *     served: all replicas lose their database together, and none would be left
 * @param maxAge how long a stream lives at the most, and four fifths of it at the least; an hour,
 *     so that streams spread over replicas again after one was restarted
 * @param drain over how long streams are ended when Crier stops; 10 s, a third of the time that
 *     Kubernetes gives
 * @param retention how long changes can be resumed from; 30 days, so that a phone comes back from a
 *     holiday with a delta
 * @param maxRetainedChanges how many changes can be resumed from, though they be younger than that;
 *     5,000,000, two a second for the month, at the most some 10 GB of disk as announcements are
 *     usually long
 * @param notifications whether processes on one database tell each other of changes with LISTEN and
 *     NOTIFY; true. Off, changes of other processes are seen up to half a second later: for a
 *     database that takes no LISTEN, or in which other programs notify so much that it is too dear
 */
@Validated
@ConfigurationProperties("crier.feed")
record FeedSettings(
        @DefaultValue("19000") @Min(1) int maxStreams,
        @DefaultValue("1000") @Min(0) int maxStreamsPerClient,
        @DefaultValue("2000") @Min(1) int maxOpensPerSecond,
        @DefaultValue("500") @Min(1) int maxCatchups,
        @DefaultValue("10000") @Min(1) int maxWaiting,
        @DefaultValue("15s") @NotNull Duration heartbeat,
        @DefaultValue("2m") @NotNull Duration maxTailAge,
        @DefaultValue("1h") @NotNull Duration maxAge,
        @DefaultValue("10s") @NotNull Duration drain,
        @DefaultValue("30d") @NotNull Duration retention,
        @DefaultValue("5000000") @Min(1) long maxRetainedChanges,
        @DefaultValue("true") boolean notifications,
        @DefaultValue @NotNull @Valid Ring ring) {

    /**
     * What is kept encoded in memory.
     *
     * @param maxChanges 8,192: at one change a second more than two hours, longer than clients are
     *     away that sleep
     * @param maxSize of the frames; 32 MB, a small part of the smallest sensible heap
     */
    record Ring(
            @DefaultValue("8192") @Min(1) int maxChanges,
            @DefaultValue("32MB") @NotNull DataSize maxSize) {}

    private static final Duration LONGEST_HEARTBEAT = Duration.ofSeconds(30);
    private static final Duration SHORTEST_TAIL_AGE = Duration.ofSeconds(2);

    /** A number without its unit is of milliseconds, and would forget everything. */
    private static final Duration SHORTEST_RETENTION = Duration.ofMinutes(1);

    @AssertTrue(
            message =
                    "heartbeat and max-age must be longer than nothing, heartbeat 30 s at the most, max-tail-age 2 s at the least, for the log is read twice a second, retention a minute, and drain not less than nothing")
    boolean isInOrder() {
        return heartbeat.isPositive()
                && heartbeat.compareTo(LONGEST_HEARTBEAT) <= 0
                && maxTailAge.compareTo(SHORTEST_TAIL_AGE) >= 0
                && retention.compareTo(SHORTEST_RETENTION) >= 0
                && maxAge.isPositive()
                && !drain.isNegative();
    }
}
