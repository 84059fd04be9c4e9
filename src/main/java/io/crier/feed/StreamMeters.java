package io.crier.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What streams do, in figures.
 *
 * <p>Nothing is counted one by one where streams are told together: {@link Tally} adds up what a
 * turn of an event loop sends, so that a meter costs as much for ten thousand streams as for one.
 */
@Component
class StreamMeters {
    /** What is told of lateness is told of the last minute. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int PARTS_OF_WINDOW = 6;

    private static final Duration[] BOUNDARIES = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Map<Entrance, Counter> opens = new EnumMap<>(Entrance.class);
    private final Map<ResetReason, Counter> resets = new EnumMap<>(ResetReason.class);
    private final Counter deliveries;
    private final Counter bytes;
    private final Timer lag;

    /** What became of somebody who wanted a stream. */
    enum Entrance {
        OPENED,
        /** Crier is about to stop. */
        STOPPING,
        /** As many streams are open as may be. */
        FULL,
        /** One client has as many open as one may, or opens them faster than it may. */
        CLIENT_FULL,
        /** Too many a second. */
        TOO_FAST,
        /** Too many read the log already. */
        CATCHING_UP,
        /** Something else went wrong, the database mostly. */
        FAILED
    }

    StreamMeters(MeterRegistry registry) {
        this.registry = registry;
        for (var entrance : Entrance.values()) {
            opens.put(
                    entrance,
                    Counter.builder("crier.stream.opens")
                            .description("Streams that were asked for, by what became of them")
                            .tag("outcome", word(entrance))
                            .register(registry));
        }
        for (var reason : ResetReason.values()) {
            resets.put(
                    reason,
                    Counter.builder("crier.resets")
                            .description(
                                    "Clients that had to begin anew, on streams and /v1/changes")
                            .tag("reason", reason.word())
                            .register(registry));
        }
        this.deliveries =
                Counter.builder("crier.deliveries")
                        .description("Changes told on streams, each counted once a stream")
                        .register(registry);
        this.bytes =
                Counter.builder("crier.delivered")
                        .description("What open streams were sent, bookmarks included")
                        .baseUnit("bytes")
                        .register(registry);
        this.lag =
                Timer.builder("crier.delivery.lag")
                        .description(
                                "From the commit of a change, by the database's clock, until all streams of"
                                        + " an event loop that are level were sent it; once a turn of the loop")
                        .publishPercentiles(0.5, 0.99)
                        .percentilePrecision(2)
                        .serviceLevelObjectives(BOUNDARIES)
                        .distributionStatisticExpiry(WINDOW)
                        .distributionStatisticBufferLength(PARTS_OF_WINDOW)
                        .register(registry);
    }

    private static String word(Entrance entrance) {
        return entrance.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How many streams are open, and of how many filters, is asked there. */
    void watch(Admission admission, Groups groups) {
        Gauge.builder("crier.streams", admission, Admission::open)
                .description("Streams that are open")
                .register(registry);
        Gauge.builder("crier.groups", groups, Groups::size)
                .description("Filters that open streams have, each counted once")
                .register(registry);
    }

    void opened() {
        count(Entrance.OPENED);
    }

    void refused(Throwable why) {
        count(
                switch (why) {
                    case TooManyStreams tooMany -> tooMany.entrance();
                    case TooManyStreamsOfClient _ -> Entrance.CLIENT_FULL;
                    default -> Entrance.FAILED;
                });
    }

    private void count(Entrance entrance) {
        var counter = opens.get(entrance);
        if (counter != null) {
            counter.increment();
        }
    }

    void reset(ResetReason reason) {
        var counter = resets.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    void sent(long changes, long size) {
        deliveries.increment((double) changes);
        bytes.increment((double) size);
    }

    /** Clocks differ: what seems to have been sent before its commit was sent at once. */
    void late(Duration late) {
        lag.record(late.isNegative() ? Duration.ZERO : late);
    }
}
