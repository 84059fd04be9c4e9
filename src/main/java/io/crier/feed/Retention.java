package io.crier.feed;

import io.crier.announcement.ChangeLog;
import io.crier.background.BackgroundWork;
import io.crier.database.Patience;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.function.Tuple2;

/**
 * Forgets changes that are older or more than are kept, a few at a time.
 *
 * <p>Rows are deleted, not partitions dropped. To delete one writes about as much to PostgreSQL's
 * log as to insert it did, which writers do not notice while it is done so; to drop a partition,
 * everybody must let go of the changes for a moment, which one long read puts off, and with it all
 * who come after.
 */
@Component
class Retention extends BackgroundWork {
    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);

    /** For a step, which the database itself ends before if it takes too long. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Few enough to be deleted in some milliseconds. */
    static final int AT_ONCE = 1_000;

    /**
     * A step is followed by a rest of so many times its length, so that writers have most of the
     * disk, and the less is taken the slower it is.
     */
    private static final int REST = 4;

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final ChangeLog changeLog;
    private final FeedSettings settings;
    private final InstantSource clock;
    private final Scheduler timer;

    Retention(ChangeLog changeLog, FeedSettings settings, InstantSource clock, Scheduler timer) {
        this.changeLog = changeLog;
        this.settings = settings;
        this.clock = clock;
        this.timer = timer;
    }

    /** One round: all that is not to be kept any longer; gives how many changes they were. */
    Mono<Long> prune() {
        var before = clock.instant().minus(settings.retention()).atOffset(ZoneOffset.UTC);
        var step = changeLog.prune(before, settings.maxRetainedChanges(), AT_ONCE);
        return Patience.with(step, PATIENCE, timer)
                .elapsed(timer)
                .delayUntil(done -> Mono.delay(Duration.ofMillis(REST * done.getT1()), timer))
                .map(Tuple2::getT2)
                .repeat()
                .takeUntil(forgotten -> forgotten < AT_ONCE)
                .reduce(0L, Long::sum)
                .doOnNext(forgotten -> {
                    if (forgotten > 0) {
                        log.info("changes no longer kept: count={}", forgotten);
                    }
                });
    }

    private Mono<Void> forget() {
        return prune().then(Patience.with(changeLog.forgetKeys(), PATIENCE, timer))
                .doOnError(failure ->
                        log.warn("old changes could not be forgotten: {}", failure.toString()))
                .onErrorComplete()
                .then();
    }

    @Override
    protected Disposable begin() {
        return Flux.interval(BETWEEN_ROUNDS, timer)
                .onBackpressureDrop()
                .concatMap(_ -> forget(), 1)
                .subscribe();
    }
}
