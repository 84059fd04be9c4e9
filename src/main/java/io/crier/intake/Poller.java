package io.crier.intake;

import io.crier.background.BackgroundWork;
import io.crier.load.Capacity;
import io.crier.load.Demand;
import io.crier.load.Overloaded;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Polls sources as they become due, a few at a time: each of its workers polls one after the other,
 * and looks again a little later when none is due, or at once when the bell rings.
 */
@Component
class Poller extends BackgroundWork {
    private static final Logger log = LoggerFactory.getLogger(Poller.class);

    private final Sinks.Many<Boolean> bell = Sinks.many().multicast().directBestEffort();
    private final Intake intake;
    private final IntakeSettings settings;
    private final Capacity capacity;
    private final Scheduler timer;

    Poller(
            Intake intake,
            Sources sources,
            IntakeSettings settings,
            Capacity capacity,
            Scheduler timer) {
        this.intake = intake;
        this.settings = settings;
        this.capacity = capacity;
        this.timer = timer;
        // Nobody needs to be told where nobody waits: all workers are at work then.
        sources.onDue(() -> bell.tryEmitNext(true));
    }

    private Mono<Void> work() {
        return next().hasElement()
                .doOnError(failure ->
                        log.warn("no source can be polled, trying again: {}", failure.toString()))
                .retryWhen(
                        Retry.backoff(Long.MAX_VALUE, settings.lookout())
                                .maxBackoff(Duration.ofMinutes(1))
                                .scheduler(timer))
                .flatMap(found -> found ? Mono.<Void>empty() : rest())
                .repeat()
                .then();
    }

    /** Sources wait while there is too much to do for others to write. */
    private Mono<Source> next() {
        return Mono.defer(
                        () -> {
                            capacity.require(Demand.WRITE);
                            return intake.pollNext();
                        })
                .onErrorComplete(Overloaded.class);
    }

    private Mono<Void> rest() {
        return Mono.firstWithSignal(
                        Mono.delay(settings.lookout(), timer).then(), bell.asFlux().next().then())
                .then();
    }

    @Override
    protected Disposable begin() {
        return Flux.range(0, settings.concurrency())
                .flatMap(_ -> work(), settings.concurrency())
                .subscribe();
    }

    /** After what announcements are written with has started, and before it stops. */
    @Override
    public int getPhase() {
        return 1_000;
    }
}
