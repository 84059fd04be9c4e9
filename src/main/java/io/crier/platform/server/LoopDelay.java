package io.crier.platform.server;

import io.crier.background.BackgroundWork;
import io.crier.load.Lateness;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.netty.resources.LoopResources;

/**
 * Measures how late event loops come to what they are to do: each has a task five times a second,
 * which tells how long after its time it was run. An event loop that is held up makes all of its
 * connections wait for so long.
 */
@Component
class LoopDelay extends BackgroundWork {
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int PARTS_OF_WINDOW = 6;

    private final Supplier<? extends Iterable<EventExecutor>> loops;
    private final Timer delay;
    private final Lateness lateness;

    @Autowired
    LoopDelay(ReactorResourceFactory resources, MeterRegistry registry, Lateness lateness) {
        this(
                () -> resources.getLoopResources().onServer(LoopResources.DEFAULT_NATIVE),
                registry,
                lateness);
    }

    LoopDelay(
            Supplier<? extends Iterable<EventExecutor>> loops,
            MeterRegistry registry,
            Lateness lateness) {
        this.loops = loops;
        this.lateness = lateness;
        this.delay =
                Timer.builder("crier.loop.delay")
                        .description("How late event loops come to what they are to do")
                        .publishPercentiles(0.5, 0.99)
                        .percentilePrecision(2)
                        .distributionStatisticExpiry(WINDOW)
                        .distributionStatisticBufferLength(PARTS_OF_WINDOW)
                        .register(registry);
    }

    @Override
    protected Disposable begin() {
        var tasks =
                StreamSupport.stream(loops.get().spliterator(), false).map(this::measured).toList();
        return () -> tasks.forEach(Disposable::dispose);
    }

    /** A run that comes late does not put off the next one. */
    private Disposable measured(EventExecutor loop) {
        var beat = lateness.expect(EVERY);
        var task =
                loop.scheduleAtFixedRate(
                        () -> delay.record(beat.comes(), TimeUnit.NANOSECONDS),
                        EVERY,
                        EVERY,
                        TimeUnit.NANOSECONDS);
        return () -> {
            beat.end();
            task.cancel(false);
        };
    }
}
