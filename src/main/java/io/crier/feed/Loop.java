package io.crier.feed;

import io.crier.feed.Tail.Feedstock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams of one event loop. All that is here happens on its thread, so nothing is locked; only
 * {@link #wake}, {@link #later} and {@link #hasGone} may be called from elsewhere. There is one
 * timer for all of them.
 */
final class Loop {
    private static final long LONGEST_TICK = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_TICK = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long DRAIN_TICK = TimeUnit.MILLISECONDS.toNanos(20);

    /** Until the log is asked again that could not be read, with as much again at random. */
    private static final int PAUSE_MILLIS = 500;

    private static final Logger log = LoggerFactory.getLogger(Loop.class);

    private final ScheduledExecutorService executor;
    private final Supplier<@Nullable Feedstock> current;
    private final Blocks blocks;
    private final long tick;
    private final long heartbeat;
    private final long maxAge;
    private final Tally tally;
    private final Bursts bursts = new Bursts();
    private final Map<Place, Cohort> cohorts = new HashMap<>();
    private final List<Stream> streams = new ArrayList<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private @Nullable ScheduledFuture<?> timer;
    private long reassuredAt = System.nanoTime();

    private record Place(Group group, Feedstock feedstock) {}

    /**
     * @param current what streams are fed from now
     * @param tally of what this loop sends, and no other
     */
    Loop(
            ScheduledExecutorService executor,
            Supplier<@Nullable Feedstock> current,
            Blocks blocks,
            FeedSettings settings,
            Tally tally) {
        this.executor = executor;
        this.current = current;
        this.blocks = blocks;
        this.tally = tally;
        this.tick = Math.clamp(settings.heartbeat().toNanos() / 4, SHORTEST_TICK, LONGEST_TICK);
        // A bookmark comes with the tick before it would be late.
        this.heartbeat = settings.heartbeat().toNanos() - tick;
        this.maxAge = settings.maxAge().toNanos();
    }

    /** There is something new; a task is made of it unless there is one already. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            later(this::advance);
        }
    }

    /** Whether its thread takes no more tasks. */
    boolean hasGone() {
        return executor.isShutdown();
    }

    void later(Runnable task) {
        executor.execute(task);
    }

    void muchLater(Runnable task) {
        var pause = ThreadLocalRandom.current().nextInt(PAUSE_MILLIS, 2 * PAUSE_MILLIS);
        // Whoever waits looks whether it has ended meanwhile.
        var _ = executor.schedule(task, pause, TimeUnit.MILLISECONDS);
    }

    /**
     * Begins to send what follows the position.
     *
     * @param permitted asked now and then; when it no longer holds, the stream is ended
     * @param onEnd is run when the stream ends
     */
    Stream attach(
            Group group,
            Feedstock feedstock,
            long position,
            Outlet outlet,
            BooleanSupplier permitted,
            Runnable onEnd) {
        if (timer == null) {
            tickEvery(tick);
        }
        var cohort =
                cohorts.computeIfAbsent(
                        new Place(group, feedstock),
                        _ -> new Cohort(group, feedstock, blocks, bursts, tally, heartbeat));
        var stream =
                new Stream(
                        onEnd,
                        this,
                        cohort,
                        outlet,
                        permitted,
                        position,
                        System.nanoTime() + age(),
                        streams.size());
        cohort.enter();
        streams.add(stream);
        stream.proceed();
        return stream;
    }

    /** Between four fifths of the longest and all of it, so that those who came together part. */
    private long age() {
        return maxAge - ThreadLocalRandom.current().nextLong(maxAge / 5 + 1);
    }

    private void tickEvery(long nanos) {
        stopTimer();
        timer = executor.scheduleAtFixedRate(this::tick, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** One burst to each cohort, and again if there is more, so that others have their turn. */
    private void advance() {
        woken.set(false);
        var now = System.nanoTime();
        var feedstock = current.get();
        var more = false;
        for (var cohort : cohorts.values()) {
            if (cohort.isFedFrom(feedstock)) {
                more |= advance(cohort, now);
            }
        }
        tally.close();
        if (more) {
            wake();
        }
    }

    /** One that fails does not take the others with it; it is tried again with the next change. */
    private static boolean advance(Cohort cohort, long now) {
        try {
            return cohort.advance(now);
        } catch (RuntimeException failure) {
            log.error("streams of one filter could not be told of a change", failure);
            return false;
        }
    }

    /** A task that fails is not run again, and this one must be. */
    private void tick() {
        try {
            look();
        } catch (RuntimeException failure) {
            log.error("streams could not be looked after", failure);
        }
    }

    private void look() {
        var now = System.nanoTime();
        bursts.forget();
        cohorts.values().removeIf(Cohort::isEmpty);
        cohorts.values().forEach(cohort -> cohort.beat(now));
        tally.close();
        var feedstock = current.get();
        var reassure = now - reassuredAt >= heartbeat;
        reassuredAt = reassure ? now : reassuredAt;
        // Backwards: whoever leaves is replaced by one who was looked at already.
        for (var next = streams.size() - 1; next >= 0; next--) {
            var stream = streams.get(next);
            if (stream.isDue(now) || !stream.isFedFrom(feedstock)) {
                stream.end();
            } else if (reassure) {
                stream.reassure();
            }
        }
    }

    void leave(Stream stream) {
        var last = streams.removeLast();
        if (stream.seat() < streams.size()) {
            streams.set(stream.seat(), last);
            last.seat(stream.seat());
        }
    }

    /** Ends all streams, evenly over the time given. */
    void drain(long nanos) {
        var now = System.nanoTime();
        for (var stream : streams) {
            stream.endAt(now + ThreadLocalRandom.current().nextLong(nanos + 1));
        }
        tickEvery(DRAIN_TICK);
    }

    /** Ends what is left. */
    void close() {
        List.copyOf(streams).forEach(Stream::cut);
        bursts.forget();
        stopTimer();
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = null;
    }
}
