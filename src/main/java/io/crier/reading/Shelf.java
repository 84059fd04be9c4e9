package io.crier.reading;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crier.announcement.Cursor;
import io.crier.feed.Recent;
import io.crier.feed.Recent.Fate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.scheduler.Scheduler;

/**
 * The answers that are kept. Each is true at a place in the log, and is given out for as long as no
 * change after that place concerns it and its time is not over; what was looked through is not
 * looked through again.
 *
 * <p>Answers fall out when they are not asked for, and when there are too many. Those that are
 * asked for are looked after before the ring, by which they are judged, has run past them.
 */
@Component
class Shelf {
    /** One that nobody asked for in this time is not looked after any more. */
    private static final Duration INTEREST = Duration.ofMinutes(10);

    /** Changes looked through for one request on an event loop: below a millisecond. */
    static final int GLANCE = 256;

    /** Answers that are looked after without a break, since others wait for the thread. */
    private static final int SLICE = 16;

    /** No single answer takes more than this part of all. */
    private static final int LARGEST_PART = 16;

    private final Recent recent;
    private final InstantSource clock;
    private final Cache<Key, Representation> kept;
    private final long largest;
    private final Scheduler.Worker worker;
    private final AtomicBoolean sweeping = new AtomicBoolean();

    /** All that is kept was checked up to here, or later. */
    private volatile @Nullable Cursor swept;

    Shelf(Recent recent, ReadingSettings settings, InstantSource clock, Scheduler timer) {
        this.recent = recent;
        this.clock = clock;
        this.largest = settings.cache().toBytes() / LARGEST_PART;
        this.kept =
                Caffeine.newBuilder()
                        .maximumWeight(settings.cache().toBytes())
                        .<Key, Representation>weigher(
                                (key, answer) -> key.weight() + answer.weight())
                        .expireAfterAccess(INTEREST)
                        // What there is to do is little, and another pool would only take turns.
                        .executor(Runnable::run)
                        .build();
        this.worker = timer.createWorker();
        recent.onNews(this::news);
    }

    /** The answer, if it is there and is known to be true after a glance; for an event loop. */
    @Nullable Representation glance(Key key) {
        return find(key, GLANCE);
    }

    /** The answer, if it is there and true, however long that takes to find out. */
    @Nullable Representation find(Key key) {
        return find(key, Integer.MAX_VALUE);
    }

    private @Nullable Representation find(Key key, int most) {
        var found = kept.getIfPresent(key);
        if (found == null) {
            return null;
        }
        if (found.isPast(clock.instant())) {
            kept.asMap().remove(key, found);
            return null;
        }
        return isTrue(key, found, most) ? found : null;
    }

    private boolean isTrue(Key key, Representation answer, int most) {
        var checked = answer.checked();
        if (recent.isEnd(checked)) {
            return true;
        }
        if (most == GLANCE && answer.facts().interest().isSlow()) {
            return false;
        }
        return switch (recent.since(checked, answer.facts().interest(), most)) {
            case Fate.Holds(var position, var now) -> {
                answer.check(new Cursor(checked.epoch(), position));
                yield now;
            }
            case Fate.Touched _, Fate.Unknown _ -> {
                kept.asMap().remove(key, answer);
                yield false;
            }
        };
    }

    /** Keeps it, if it is not too large. */
    void keep(Key key, Representation answer) {
        if (key.isShort() && answer.weight() <= largest && !answer.isPast(clock.instant())) {
            kept.put(key, answer);
        }
    }

    /** Bytes kept, roughly. */
    long weight() {
        kept.cleanUp();
        return kept.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }

    private void news() {
        var last = swept;
        if (last == null) {
            swept = recent.end();
        } else if (recent.isFading(last) && sweeping.compareAndSet(false, true)) {
            worker.schedule(() -> sweep(kept.asMap().entrySet().iterator(), recent.end()));
        }
    }

    private void sweep(Iterator<Map.Entry<Key, Representation>> left, @Nullable Cursor end) {
        for (var count = 0; count < SLICE && left.hasNext(); count++) {
            var next = left.next();
            isTrue(next.getKey(), next.getValue(), Integer.MAX_VALUE);
        }
        if (left.hasNext()) {
            worker.schedule(() -> sweep(left, end));
        } else {
            swept = end;
            sweeping.set(false);
        }
    }
}
