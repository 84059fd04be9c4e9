package io.crier.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** How the log is followed and looked back on, in figures. */
@Component
class LogMeters {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int PARTS_OF_WINDOW = 6;

    private final MeterRegistry registry;
    private final Counter hits;
    private final Counter misses;
    private final Counter catchups;
    private final Counter reconnects;
    private final Timer lag;

    LogMeters(MeterRegistry registry) {
        this.registry = registry;
        this.hits = lookups("hit");
        this.misses = lookups("miss");
        this.catchups =
                Counter.builder("crier.catchups")
                        .description(
                                "Readings of old changes from the log, for those the ring has left behind")
                        .register(registry);
        this.reconnects =
                Counter.builder("crier.listen.reconnects")
                        .description("Connections to follow the log by, after the first")
                        .register(registry);
        this.lag =
                Timer.builder("crier.tail.lag")
                        .description(
                                "From the commit of a change, by the database's clock, until it was in the ring;"
                                        + " the oldest of each reading")
                        .publishPercentiles(0.5, 0.99)
                        .percentilePrecision(2)
                        .distributionStatisticExpiry(WINDOW)
                        .distributionStatisticBufferLength(PARTS_OF_WINDOW)
                        .register(registry);
    }

    private Counter lookups(String result) {
        return Counter.builder("crier.ring.lookups")
                .description(
                        "Looks into the ring for what follows a position, where something does")
                .tag("result", result)
                .register(registry);
    }

    /**
     * What is in the ring, and when the end of the log was last seen, are asked there.
     *
     * @param notifications whether it is to hear of others; where it is not, nothing is told of it
     */
    void watch(Tail tail, boolean notifications) {
        ring(tail, "crier.ring.from", "Position of the oldest change in the ring", Ring::first)
                .register(registry);
        ring(tail, "crier.ring.head", "Position of the latest change in the ring", Ring::head)
                .register(registry);
        ring(tail, "crier.ring.changes", "Changes in the ring", Ring::count).register(registry);
        ring(tail, "crier.ring.size", "What the changes in the ring take, roughly", Ring::size)
                .baseUnit("bytes")
                .register(registry);
        TimeGauge.builder("crier.tail.age", tail, TimeUnit.MILLISECONDS, LogMeters::age)
                .description(
                        "Since the log was last read to its end; below a second while all is well")
                .register(registry);
        if (notifications) {
            Gauge.builder("crier.listening", tail, it -> isListening(it) ? 1 : 0)
                    .description(
                            "Whether commits of other processes are heard of: 1, or 0 while they are only seen"
                                    + " by polling or not at all")
                    .register(registry);
        }
    }

    private static boolean isListening(Tail tail) {
        return tail.line() == FeedState.Line.LISTENING;
    }

    /** How many wait is asked there. */
    void watch(Watch watch) {
        Gauge.builder("crier.changes.waiting", watch, Watch::waiting)
                .description("Requests for changes that are held until there is one")
                .register(registry);
    }

    private static double age(Tail tail) {
        var age = tail.age();
        return age == null ? Double.NaN : age.toMillis();
    }

    private static Gauge.Builder<Tail> ring(
            Tail tail, String name, String description, ToDoubleFunction<Ring> figure) {
        return Gauge.builder(
                        name,
                        tail,
                        it -> {
                            var feedstock = it.current();
                            return feedstock == null
                                    ? Double.NaN
                                    : figure.applyAsDouble(feedstock.ring());
                        })
                .description(description);
    }

    void found() {
        hits.increment();
    }

    void missed() {
        misses.increment();
    }

    void caughtUp() {
        catchups.increment();
    }

    void reconnected() {
        reconnects.increment();
    }

    /** Clocks differ: what seems to have been read before its commit was read at once. */
    void late(Duration late) {
        lag.record(late.isNegative() ? Duration.ZERO : late);
    }
}
