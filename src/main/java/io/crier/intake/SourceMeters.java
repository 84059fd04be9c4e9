package io.crier.intake;

import io.crier.background.BackgroundWork;
import io.crier.intake.Health.Summary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * How sources do, in figures. They are looked up now and then, since whoever reads a meter must not
 * wait for the database; while that does not answer, they are not a number. All processes on one
 * database tell the same.
 */
@Component
class SourceMeters extends BackgroundWork {
    /** As often as meters are usually read. */
    private static final Duration EVERY = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(SourceMeters.class);

    private final Health health;
    private final InstantSource clock;
    private final Scheduler timer;
    private volatile @Nullable Summary known;

    SourceMeters(Health health, InstantSource clock, Scheduler timer, MeterRegistry registry) {
        this.health = health;
        this.clock = clock;
        this.timer = timer;
        gauge(registry, "well", Summary::well);
        gauge(registry, "failing", Summary::failing);
        gauge(registry, "untried", Summary::untried);
        gauge(registry, "off", Summary::off);
        TimeGauge.builder("crier.source.age", this, TimeUnit.MILLISECONDS, SourceMeters::age)
                .description(
                        "Since the source that is switched on and succeeded longest ago did, or was added;"
                                + " not a number where there is none")
                .register(registry);
        TimeGauge.builder(
                        "crier.sources.overdue", this, TimeUnit.MILLISECONDS, SourceMeters::overdue)
                .description(
                        "Since the source that is switched on and waits longest should have been polled;"
                                + " 0 where none should")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String kind, ToDoubleFunction<Summary> figure) {
        Gauge.builder(
                        "crier.sources",
                        this,
                        meters -> {
                            var summary = meters.known;
                            return summary == null ? Double.NaN : figure.applyAsDouble(summary);
                        })
                .description("Sources, by how they do")
                .tag("health", kind)
                .register(registry);
    }

    /** In milliseconds. */
    private double age() {
        var summary = known;
        return summary == null || summary.oldest() == null
                ? Double.NaN
                : Duration.between(summary.oldest(), clock.instant()).toMillis();
    }

    /** In milliseconds. */
    private double overdue() {
        var summary = known;
        if (summary == null) {
            return Double.NaN;
        }
        return summary.due() == null
                ? 0
                : Math.max(0, Duration.between(summary.due(), clock.instant()).toMillis());
    }

    private Mono<Summary> look() {
        return health.summary()
                .timeout(PATIENCE, timer)
                .doOnNext(summary -> known = summary)
                .onErrorResume(failure -> {
                    log.debug("it is not known how sources do: {}", failure.toString());
                    known = null;
                    return Mono.empty();
                });
    }

    @Override
    protected Disposable begin() {
        return Flux.interval(Duration.ZERO, EVERY, timer)
                .onBackpressureDrop()
                .concatMap(_ -> look(), 0)
                .subscribe();
    }

    /** After what uses the database has started, and before it stops. */
    @Override
    public int getPhase() {
        return 1_000;
    }
}
