package io.crier.feed;

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
 * @param maxStreams streams open at once; 15,000, which leaves room below the 20,000 descriptors
 *     that a process may usually hold
 * @param maxWaiting requests for changes that wait for one at once; 10,000, each of which holds a
 *     descriptor as a stream does and some hundred bytes
 * @param heartbeat between bookmarks on a quiet stream; 15 s, since proxies cut what is silent for
 *     60 s and more
 * @param retention how long changes can be resumed from; 30 days, so that a phone comes back from a
 *     holiday with a delta
 */
@Validated
@ConfigurationProperties("crier.feed")
record FeedSettings(
        @DefaultValue("15000") @Min(1) int maxStreams,
        @DefaultValue("10000") @Min(1) int maxWaiting,
        @DefaultValue("15s") @NotNull Duration heartbeat,
        @DefaultValue("30d") @NotNull Duration retention,
        @DefaultValue Ring ring) {

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
}
