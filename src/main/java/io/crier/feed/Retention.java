package io.crier.feed;

import io.crier.announcement.ChangeLog;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Forgets changes that are older than they are kept, a few at a time. */
@Component
class Retention implements SmartLifecycle {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Few enough to be deleted in well under a second. */
    private static final int AT_ONCE = 5_000;

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final ChangeLog changeLog;
    private final FeedSettings settings;
    private final InstantSource clock;
    private final Scheduler timer;
    private volatile @Nullable Disposable work;

    Retention(ChangeLog changeLog, FeedSettings settings, InstantSource clock, Scheduler timer) {
        this.changeLog = changeLog;
        this.settings = settings;
        this.clock = clock;
        this.timer = timer;
    }

    private Mono<Void> prune() {
        var before = clock.instant().minus(settings.retention()).atOffset(ZoneOffset.UTC);
        return changeLog
                .prune(before, AT_ONCE)
                .repeat()
                .takeUntil(forgotten -> forgotten < AT_ONCE)
                .reduce(0L, Long::sum)
                .doOnNext(forgotten -> {
                    if (forgotten > 0) {
                        log.info("changes no longer kept: count={}, before={}", forgotten, before);
                    }
                })
                .then(changeLog.forgetKeys())
                .doOnError(failure ->
                        log.warn("old changes could not be forgotten: {}", failure.toString()))
                .onErrorComplete()
                .then();
    }

    @Override
    public void start() {
        work =
                Flux.interval(PAUSE, timer)
                        .onBackpressureDrop()
                        .concatMap(_ -> prune(), 1)
                        .subscribe();
    }

    @Override
    public void stop() {
        var running = work;
        if (running != null) {
            running.dispose();
        }
        work = null;
    }

    @Override
    public boolean isRunning() {
        return work != null;
    }
}
