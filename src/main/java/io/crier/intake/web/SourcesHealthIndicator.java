package io.crier.intake.web;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * How sources do. A source that fails is somebody else's trouble: it is told, and makes nothing of
 * Crier unwell.
 */
@Component
class SourcesHealthIndicator implements ReactiveHealthIndicator {
    /** A database that is silent for longer is told of by another indicator. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final io.crier.intake.Health sources;
    private final Scheduler timer;

    SourcesHealthIndicator(io.crier.intake.Health sources, Scheduler timer) {
        this.sources = sources;
        this.timer = timer;
    }

    @Override
    public Mono<Health> health() {
        return sources.summary()
                .timeout(PATIENCE, timer)
                .map(SourcesHealthIndicator::of)
                .onErrorResume(_ ->
                        Mono.just(
                                Health.unknown()
                                        .withDetail("why", "the database does not tell")
                                        .build()));
    }

    private static Health of(io.crier.intake.Health.Summary summary) {
        var health =
                Health.up()
                        .withDetail("well", summary.well())
                        .withDetail("failing", summary.failing())
                        .withDetail("untried", summary.untried())
                        .withDetail("off", summary.off());
        return (summary.oldest() == null
                        ? health
                        : health.withDetail("oldestSuccess", summary.oldest()))
                .build();
    }
}
