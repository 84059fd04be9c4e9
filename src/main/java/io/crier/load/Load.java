package io.crier.load;

import io.crier.background.BackgroundWork;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * Looks again and again how near Crier is to the end of its memory, its descriptors, its
 * connections to the database and its processors, and says what is to be turned away meanwhile.
 * Asking costs a look at a few fields.
 */
@Component
class Load extends BackgroundWork implements Capacity {
    private static final Duration EVERY = Duration.ofMillis(200);

    /** Everything is looked at once a second; in between, what may be gone within less. */
    private static final int LOOKS_A_SECOND = 5;

    private static final String DESCRIPTORS = "descriptors";

    /** Counting many descriptors takes milliseconds, and fewer are not near any end. */
    private static final double MANY_DESCRIPTORS = 0.25;

    /**
     * Samples for which something may be refused for want of memory before the heap is looked at.
     */
    private static final int PATIENCE = 15;

    private static final Logger log = LoggerFactory.getLogger(Load.class);

    private final List<Signal> signals;
    private final Signal memory;
    private final Runnable collection;
    private final Scheduler timer;
    private int looks;
    private int shortOfMemory;
    private boolean refusing;

    @Autowired
    Load(
            LoadSettings settings,
            Lateness lateness,
            ObjectProvider<ConnectionPool> pool,
            Scheduler timer,
            MeterRegistry registry) {
        this(settings, new Heap(), waiting(pool.getIfAvailable()), lateness, timer, registry);
    }

    private Load(
            LoadSettings settings,
            Heap heap,
            DoubleSupplier waiting,
            Lateness lateness,
            Scheduler timer,
            MeterRegistry registry) {
        this(
                memory(heap::held, settings.memory()),
                List.of(
                        descriptors(settings.freeDescriptors()),
                        pool(waiting, settings.waiting()),
                        delay(lateness::seconds, settings.delay())),
                heap::collect,
                timer,
                registry);
    }

    Load(
            Signal memory,
            List<Signal> others,
            Runnable collection,
            Scheduler timer,
            MeterRegistry registry) {
        this.memory = memory;
        this.signals = Stream.concat(Stream.of(memory), others.stream()).toList();
        this.collection = collection;
        this.timer = timer;
        for (var signal : signals) {
            Gauge.builder("crier.load", signal, Signal::level)
                    .description(
                            "How near what Crier runs on is to its end; from 1 on something is refused")
                    .tag("of", signal.name())
                    .register(registry);
        }
    }

    static Signal memory(DoubleSupplier held, double limit) {
        return new Signal(
                "memory",
                "there is little memory left",
                held,
                Map.of(
                        Demand.STREAM, limit,
                        Demand.WRITE, limit + (1 - limit) / 3,
                        Demand.READ, limit + (1 - limit) * 2 / 3));
    }

    private static Signal descriptors(int free) {
        return new Signal(
                DESCRIPTORS,
                "as many connections are open as may be",
                Descriptors::open,
                Map.of(Demand.STREAM, (double) Math.max(1, Descriptors.most() - free)));
    }

    private static Signal pool(DoubleSupplier waiting, int most) {
        return new Signal(
                "pool",
                "as many wait for the database as may",
                waiting,
                Map.of(Demand.WRITE, (double) most, Demand.READ, (double) most));
    }

    private static DoubleSupplier waiting(@Nullable ConnectionPool pool) {
        var metrics = pool == null ? null : pool.getMetrics().orElse(null);
        return metrics == null ? () -> Double.NaN : () -> pending(metrics);
    }

    private static double pending(PoolMetrics metrics) {
        return metrics.pendingAcquireSize();
    }

    private static Signal delay(DoubleSupplier seconds, Duration limit) {
        var first = (double) limit.toNanos() / TimeUnit.SECONDS.toNanos(1);
        return new Signal(
                "delay",
                "there is more to do than the processors can",
                seconds,
                Map.of(Demand.STREAM, first, Demand.WRITE, 2 * first, Demand.READ, 4 * first));
    }

    @Override
    public void require(Demand demand) {
        for (var signal : signals) {
            if (signal.refuses(demand)) {
                throw new Overloaded(signal.sentence());
            }
        }
    }

    private void look() {
        looks++;
        if (looks % LOOKS_A_SECOND == 0) {
            sample();
        } else {
            signals.stream().filter(this::isSudden).forEach(Signal::sample);
        }
    }

    private boolean isSudden(Signal signal) {
        return signal == memory
                || (signal.name().equals(DESCRIPTORS) && signal.level() > MANY_DESCRIPTORS);
    }

    /** By one thread at a time. */
    void sample() {
        signals.forEach(Signal::sample);
        tell();
        shortOfMemory = memory.refusesAnything() ? shortOfMemory + 1 : 0;
        if (shortOfMemory == PATIENCE) {
            collection.run();
            shortOfMemory = 0;
        }
    }

    /** Once when it begins, and once when it is over; the figures are in the meters. */
    private void tell() {
        var reasons = signals.stream().filter(Signal::refusesAnything).map(Signal::name).toList();
        if (refusing && reasons.isEmpty()) {
            log.info("everybody is let in again");
        } else if (!refusing && !reasons.isEmpty()) {
            log.warn("there is too much to do, some are turned away: short of {}", reasons);
        }
        refusing = !reasons.isEmpty();
    }

    @Override
    protected Disposable begin() {
        signals.forEach(Signal::forget);
        return timer.schedulePeriodically(
                this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Before whoever asks it starts, and after he has stopped: else he would be stopped with it,
     * and be counted for one of its phase, such as the drain, which nobody would wait for then.
     */
    @Override
    public int getPhase() {
        return 0;
    }
}
