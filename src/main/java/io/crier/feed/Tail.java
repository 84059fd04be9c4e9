package io.crier.feed;

import io.crier.announcement.ChangeLog;
import io.crier.announcement.ChangeLog.Bounds;
import io.crier.announcement.ChangeLog.Stretch;
import io.crier.announcement.ChangeLog.Told;
import io.crier.announcement.Cursor;
import io.crier.announcement.LogLine;
import io.crier.announcement.Traces;
import io.crier.background.BackgroundWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The one reader of the log in this process. It reads what follows its position into the ring,
 * whenever the {@link Lookout} says so.
 */
@Component
class Tail extends BackgroundWork {
    /** Changes read at once; some hundred kilobytes. */
    static final int STRETCH = 512;

    private static final Logger log = LoggerFactory.getLogger(Tail.class);

    private final ChangeLog changeLog;
    private final Lookout lookout;
    private final FeedSettings settings;
    private final InstantSource clock;
    private final LogMeters meters;
    private final Traces traces;
    private final Waiters waiters;

    private volatile @Nullable Feedstock feedstock;
    private volatile long floor;
    private volatile @Nullable Instant level;

    /**
     * Of one subscriber: the last change that it read, and the line on which that was looked up.
     */
    private volatile @Nullable Told told;

    private volatile @Nullable LogLine recognised;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    Tail(
            ChangeLog changeLog,
            FeedSettings settings,
            InstantSource clock,
            Scheduler timer,
            LogMeters meters,
            Traces traces) {
        this.changeLog = changeLog;
        this.waiters = new Waiters("the log's end is not known", timer);
        this.lookout = new Lookout(changeLog, settings, timer, meters);
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.traces = traces;
        meters.watch(this, settings.notifications());
    }

    /** What streams are fed from, once the log's end is known. */
    record Feedstock(String epoch, Frames frames, Ring ring) {}

    /**
     * What streams are fed from; waits until the log's end is known, and fails as the database does
     * where that takes too long.
     */
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

    /**
     * Changes up to here are no longer kept; as of the last time that the log was looked at, half a
     * second ago at the most while the database answers.
     */
    long floor() {
        return floor;
    }

    /** Since the log was last read to its end; {@code null} before the first time. */
    @Nullable Duration age() {
        var last = level;
        return last == null ? null : Duration.between(last, clock.instant());
    }

    /** How the log is followed at the moment. */
    FeedState.Line line() {
        return lookout.line();
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

    /** Gives whether there may be more at once. */
    private Mono<Boolean> readOn(LogLine line) {
        return recognise(line).then(Mono.defer(() -> read(line)));
    }

    /**
     * Who is connected anew may be so to a server that took over from another, or to a restored
     * backup.
     */
    private Mono<Boolean> recognise(LogLine line) {
        return line.equals(recognised)
                ? Mono.empty()
                : line.recognise(told)
                        .doOnNext(renamed -> {
                            recognised = line;
                            if (renamed) {
                                log.warn(
                                        "this is not the log that it was; it has a new epoch: knew={}",
                                        told);
                            }
                        });
    }

    private Mono<Boolean> read(LogLine line) {
        var known = feedstock;
        return known == null
                ? line.bounds()
                        .flatMap(bounds -> line.after(Math.max(0, bounds.head() - 1), 1))
                        .map(this::begin)
                : line.after(known.ring().head(), STRETCH).map(stretch -> take(known, stretch));
    }

    /**
     * Changes of before are left in the log, for those who ask; but the last one is known from the
     * beginning, by which this log is told from another that is as long.
     */
    private boolean begin(Stretch last) {
        begin(last.bounds());
        if (!last.changes().isEmpty()) {
            told = told(last);
        }
        return false;
    }

    private static Told told(Stretch stretch) {
        var last = stretch.changes().getLast();
        return new Told(new Cursor(stretch.bounds().epoch(), last.position()), last.at());
    }

    private boolean begin(Bounds bounds) {
        var ring =
                new Ring(
                        bounds.head(),
                        settings.ring().maxChanges(),
                        settings.ring().maxSize().toBytes(),
                        meters);
        floor = bounds.floor();
        level = clock.instant();
        told = new Told(bounds.end(), null);
        changeLog.named(bounds.epoch());
        feedstock = new Feedstock(bounds.epoch(), new Frames(bounds.epoch(), clock), ring);
        tell();
        log.debug("the tail begins: epoch={}, position={}", bounds.epoch(), bounds.head());
        return false;
    }

    private boolean take(Feedstock known, Stretch stretch) {
        var ring = known.ring();
        var before = ring.head();
        if (!stretch.bounds().epoch().equals(known.epoch())
                || stretch.bounds().head() < ring.head()) {
            log.warn(
                    "this is another log than before, beginning anew: was={}, is={}",
                    known.epoch(),
                    stretch.bounds());
            return begin(stretch.bounds());
        }
        floor = stretch.bounds().floor();
        if (floor > ring.head()) {
            log.warn(
                    "changes were forgotten before they were read: from={}, to={}",
                    ring.head(),
                    floor);
            ring.restart(floor);
        }
        for (var change : stretch.changes()) {
            ring.append(new Entry(change, known.frames(), traces.delivery(change)));
        }
        if (ring.head() > before) {
            if (!stretch.changes().isEmpty()) {
                told = told(stretch);
            }
            tell();
        }
        var more = ring.head() < stretch.bounds().head();
        measure(stretch, !more);
        return more;
    }

    private void measure(Stretch stretch, boolean isLevel) {
        var now = clock.instant();
        if (!stretch.changes().isEmpty()) {
            meters.late(Duration.between(stretch.changes().getFirst().at(), now));
        }
        if (isLevel) {
            level = now;
        }
    }

    @Override
    protected Disposable begin() {
        return lookout.watch(this::readOn).subscribe();
    }

    /** Before the web server starts, and after it has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }
}
