package io.crier.feed;

import io.crier.announcement.ChangeLog;
import io.crier.announcement.ChangeLog.Bounds;
import io.crier.announcement.ChangeLog.Stretch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The one reader of the log in this process. It reads what follows its position into the ring,
 * after each commit of this process and twice a second anyway, for other processes write too.
 */
@Component
class Tail implements SmartLifecycle {
    /** Changes read at once; some hundred kilobytes. */
    static final int STRETCH = 512;

    /** How late a change of another process is seen at the most. */
    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Logger log = LoggerFactory.getLogger(Tail.class);

    private final ChangeLog changeLog;
    private final FeedSettings settings;
    private final InstantSource clock;
    private final Scheduler timer;
    private final Waiters waiters = new Waiters();
    private final Disposable.Swap work = Disposables.swap();

    private volatile @Nullable Feedstock feedstock;
    private volatile @Nullable FluxSink<Boolean> bell;
    private volatile boolean atEnd;
    private volatile boolean failing;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    Tail(ChangeLog changeLog, FeedSettings settings, InstantSource clock, Scheduler timer) {
        this.changeLog = changeLog;
        this.settings = settings;
        this.clock = clock;
        this.timer = timer;
        changeLog.onCommit(this::ring);
    }

    /** What streams are fed from, once the log's end is known. */
    record Feedstock(String epoch, Frames frames, Ring ring) {}

    /** What streams are fed from; waits until the log's end is known. */
    Mono<Feedstock> feedstock() {
        return Mono.defer(() -> {
            var known = feedstock;
            return known == null
                    ? waiters.until(() -> feedstock != null)
                            .then(Mono.fromSupplier(() -> feedstock))
                    : Mono.just(known);
        });
    }

    /** What streams are fed from now; another one than before if the database is another one. */
    @Nullable Feedstock current() {
        return feedstock;
    }

    /** Those who wait for the ring to grow. */
    Waiters waiters() {
        return waiters;
    }

    /**
     * Calls the listener when there is something new in the ring, or another ring, on the thread
     * that learnt of it; it must not block.
     */
    void onNews(Runnable listener) {
        listeners.add(listener);
    }

    private void tell() {
        waiters.wake();
        listeners.forEach(Runnable::run);
    }

    private void ring() {
        var sink = bell;
        if (sink != null) {
            sink.next(true);
        }
    }

    private Mono<Void> readAll() {
        return Mono.defer(this::readOn)
                .timeout(PATIENCE, timer)
                .repeat(() -> !atEnd)
                .then()
                .doOnSuccess(_ -> failing = false)
                .onErrorResume(this::isTriedAgain);
    }

    /** At the next poll. What is wrong is told once, not twice a second. */
    private Mono<Void> isTriedAgain(Throwable failure) {
        if (!failing) {
            log.warn("the log cannot be read, trying on: {}", failure.toString());
        }
        failing = true;
        return Mono.empty();
    }

    private Mono<Void> readOn() {
        var known = feedstock;
        return known == null
                ? changeLog.bounds().doOnNext(this::begin).then()
                : changeLog
                        .after(known.ring().head(), STRETCH)
                        .doOnNext(stretch -> take(known, stretch))
                        .then();
    }

    /** Changes of before are left in the log, for those who ask. */
    private void begin(Bounds bounds) {
        var ring =
                new Ring(
                        bounds.head(),
                        settings.ring().maxChanges(),
                        settings.ring().maxSize().toBytes());
        feedstock = new Feedstock(bounds.epoch(), new Frames(bounds.epoch(), clock), ring);
        atEnd = true;
        tell();
        log.debug("the tail begins: epoch={}, position={}", bounds.epoch(), bounds.head());
    }

    private void take(Feedstock known, Stretch stretch) {
        var ring = known.ring();
        if (!stretch.bounds().epoch().equals(known.epoch())
                || stretch.bounds().head() < ring.head()) {
            log.warn(
                    "this is another log than before, beginning anew: was={}, is={}",
                    known.epoch(),
                    stretch.bounds());
            begin(stretch.bounds());
            return;
        }
        if (stretch.bounds().floor() > ring.head()) {
            log.warn(
                    "changes were forgotten before they were read: from={}, to={}",
                    ring.head(),
                    stretch.bounds().floor());
            ring.restart(stretch.bounds().floor());
        }
        for (var change : stretch.changes()) {
            ring.append(new Entry(change, known.frames()));
        }
        atEnd = ring.head() >= stretch.bounds().head();
        if (!stretch.changes().isEmpty()) {
            tell();
        }
    }

    @Override
    public void start() {
        var reading =
                Flux.<Boolean>create(sink -> bell = sink, FluxSink.OverflowStrategy.LATEST)
                        .mergeWith(
                                Flux.interval(Duration.ZERO, POLL, timer)
                                        .onBackpressureDrop()
                                        .map(_ -> true))
                        .onBackpressureLatest()
                        .concatMap(_ -> readAll(), 1)
                        .subscribe();
        work.update(reading);
    }

    @Override
    public void stop() {
        work.update(Disposables.disposed());
        bell = null;
    }

    @Override
    public boolean isRunning() {
        return bell != null;
    }

    /** Before the web server starts, and after it has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }
}
