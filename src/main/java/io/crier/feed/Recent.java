package io.crier.feed;

import io.crier.announcement.ChangeLog;
import io.crier.announcement.Cursor;
import io.crier.feed.Ring.Found;
import io.crier.feed.Tail.Feedstock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * What the changes of late have touched, answered from the ring: whoever has read something from
 * the database learns here whether it is still true, without asking the database.
 *
 * <p>What this process has written itself counts at once: until the ring has it, nothing is said to
 * be true that was read before. What other processes write is seen as soon as by the streams.
 *
 * <p>Nothing here blocks; may be used by any thread.
 */
@Component
public class Recent {
    /** Longer than a tail lags unless its line is lost; then the database is the one to ask. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** Changes that are looked at without a break. */
    private static final int STRIDE = 64;

    private final Supplier<@Nullable Feedstock> source;
    private final Scheduler timer;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong written = new AtomicLong();
    private volatile @Nullable Feedstock watched;

    /** Somebody who waits until a position is in the ring. */
    private record Waiting(long needed, MonoSink<Void> sink) {}

    /** What became of something that was read at a place in the log. */
    public sealed interface Fate {
        /**
         * It was true up to a position.
         *
         * @param now whether that is the end of the log, with all that this process has written
         */
        record Holds(long position, boolean now) implements Fate {}

        /** Something else was made of it. */
        record Touched() implements Fate {}

        /** The ring cannot tell, for the place lies behind it or in another log. */
        record Unknown() implements Fate {}
    }

    private static final Fate TOUCHED = new Fate.Touched();
    private static final Fate UNKNOWN = new Fate.Unknown();

    @Autowired
    Recent(Tail tail, ChangeLog changeLog, Scheduler timer) {
        this(tail::current, timer);
        changeLog.onCommit(this::wrote);
        tail.onNews(this::news);
    }

    Recent(Supplier<@Nullable Feedstock> source, Scheduler timer) {
        this.source = source;
        this.timer = timer;
    }

    void wrote(long position) {
        written.accumulateAndGet(position, Math::max);
    }

    void news() {
        var feedstock = source.get();
        if (feedstock != null && !feedstock.equals(watched)) {
            if (watched != null) {
                // Another log counts anew.
                written.set(0);
            }
            watched = feedstock;
        }
        waiting.stream().filter(one -> hasSeen(one.needed())).forEach(one -> one.sink().success());
        listeners.forEach(Runnable::run);
    }

    /**
     * Calls the listener when something was appended, on the thread that learnt of it; it must not
     * block.
     */
    public void onNews(Runnable listener) {
        listeners.add(listener);
    }

    /** The end of the log as far as it is known; {@code null} before that. */
    public @Nullable Cursor end() {
        var feedstock = source.get();
        return feedstock == null ? null : new Cursor(feedstock.epoch(), feedstock.ring().head());
    }

    /** The last position that this process has written itself, 0 for none. */
    public long written() {
        return written.get();
    }

    /** Whether the place is the end of the log as far as it is known; the quickest question. */
    public boolean isEnd(Cursor place) {
        var feedstock = source.get();
        return feedstock != null
                && feedstock.ring().head() <= place.position()
                && place.position() >= written.get()
                && feedstock.epoch().equals(place.epoch());
    }

    /**
     * Whether the place will fall behind the ring before long, so that it is time to ask about it.
     */
    public boolean isFading(Cursor place) {
        var feedstock = source.get();
        return feedstock != null && feedstock.ring().isInOlderHalf(place.position());
    }

    /** What became of something that was read at the place, as far as so many changes tell. */
    public Fate since(Cursor place, Interest interest, int most) {
        var feedstock = source.get();
        if (feedstock == null || !feedstock.epoch().equals(place.epoch())) {
            return UNKNOWN;
        }
        if (interest instanceof Interest.None) {
            return new Fate.Holds(place.position(), true);
        }
        return since(feedstock.ring(), place.position(), interest, most);
    }

    private Fate since(Ring ring, long from, Interest interest, int most) {
        var position = from;
        while (position - from < most) {
            switch (ring.after(position, STRIDE)) {
                case Found.Next(var entries) -> {
                    for (var entry : entries) {
                        if (concerns(entry, interest)) {
                            return TOUCHED;
                        }
                        position = entry.position();
                    }
                }
                case Found.UpToDate _ -> {
                    return new Fate.Holds(position, position >= written.get());
                }
                case Found.Behind _ -> {
                    return UNKNOWN;
                }
            }
        }
        return new Fate.Holds(position, false);
    }

    private static boolean concerns(Entry entry, Interest interest) {
        return switch (interest) {
            case Interest.Passing(var filter) -> entry.view(filter) != View.NONE;
            case Interest.One(var id) -> entry.change().announcement().id().equals(id);
            case Interest.None _ -> false;
        };
    }

    /**
     * Completes empty when all that this process has written by now is in the ring, at once if it
     * is, and else on a thread of the timer; also after a moment in which it did not get there.
     */
    public Mono<Void> caughtUp() {
        return Mono.defer(() -> {
            var needed = written.get();
            return hasSeen(needed)
                    ? Mono.empty()
                    : seen(needed).timeout(PATIENCE, Mono.empty(), timer).publishOn(timer);
        });
    }

    /** Looked at again after it is known who waits, so that no news is missed. */
    private Mono<Void> seen(long needed) {
        return Mono.create(sink -> {
            var one = new Waiting(needed, sink);
            waiting.add(one);
            sink.onDispose(() -> waiting.remove(one));
            if (hasSeen(needed)) {
                sink.success();
            }
        });
    }

    private boolean hasSeen(long position) {
        var feedstock = source.get();
        return feedstock != null && feedstock.ring().head() >= position;
    }
}
