package io.crier.feed;

import io.crier.announcement.Filter;
import io.crier.feed.Ring.Found;
import io.crier.feed.Tail.Feedstock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * Looks out for those who wait until a change concerns their filter. Those with the same filter
 * wait together, so that a change is matched once for all of them; one that concerns nobody wakes
 * nobody.
 */
@Component
class Watch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    private final Tail tail;
    private final Scheduler timer;
    private final int most;
    private final Map<Filter, Set<MonoSink<Void>>> groups = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Disposable work;

    // Only the one loop below touches these.
    private @Nullable Feedstock watched;
    private long position;

    Watch(Tail tail, FeedSettings settings, Scheduler timer) {
        this.tail = tail;
        this.timer = timer;
        this.most = settings.maxWaiting();
    }

    /**
     * Completes empty when a change may concern the filter; at once if there is something to do
     * already, which is looked at after the waiter is known, so that no change is missed. Fails
     * with {@link TooManyWaiting}. A waiter that cancels is forgotten at once.
     */
    Mono<Void> until(Filter filter, BooleanSupplier somethingToDo) {
        return Mono.create(waiter -> {
            if (waiting.incrementAndGet() > most) {
                waiting.decrementAndGet();
                waiter.error(new TooManyWaiting(most));
                return;
            }
            join(filter, waiter);
            // Runs at once for one that has gone already.
            waiter.onDispose(() -> leave(filter, waiter));
            if (somethingToDo.getAsBoolean()) {
                waiter.success();
            }
        });
    }

    /** How many wait. */
    int waiting() {
        return waiting.get();
    }

    private void join(Filter filter, MonoSink<Void> waiter) {
        groups.compute(
                filter,
                (_, group) -> {
                    var joined =
                            group == null ? ConcurrentHashMap.<MonoSink<Void>>newKeySet() : group;
                    joined.add(waiter);
                    return joined;
                });
    }

    private void leave(Filter filter, MonoSink<Void> waiter) {
        waiting.decrementAndGet();
        groups.computeIfPresent(
                filter,
                (_, group) -> {
                    group.remove(waiter);
                    return group.isEmpty() ? null : group;
                });
    }

    /** Wakes everybody, whatever their filter. */
    void wakeAll() {
        groups.keySet().forEach(this::wake);
    }

    private void wake(Filter filter) {
        var group = groups.remove(filter);
        if (group != null) {
            group.forEach(MonoSink::success);
        }
    }

    /** Off the tail's thread, which has streams to feed. */
    private Mono<Void> look() {
        return tail.feedstock()
                .flatMap(feedstock ->
                        tail.waiters().until(() -> isSomethingNew(feedstock)).thenReturn(feedstock))
                .publishOn(timer)
                .doOnNext(this::look)
                .onErrorResume(failure -> {
                    log.error(
                            "changes could not be matched, those who wait look themselves",
                            failure);
                    wakeAll();
                    return Mono.empty();
                })
                .then();
    }

    private boolean isSomethingNew(Feedstock feedstock) {
        return !feedstock.equals(watched) || feedstock.ring().head() > position;
    }

    private void look(Feedstock feedstock) {
        var ring = feedstock.ring();
        if (!feedstock.equals(watched) || !tail.isFedFrom(feedstock)) {
            watched = feedstock;
            position = ring.head();
            wakeAll();
            return;
        }
        switch (ring.after(position, Stream.STEP)) {
            case Found.Next(var entries) -> {
                position = entries.getLast().position();
                groups.keySet().stream()
                        .filter(filter -> concerns(filter, entries))
                        .forEach(this::wake);
            }
            case Found.Behind _ -> {
                position = ring.head();
                wakeAll();
            }
            case Found.UpToDate _ -> {}
        }
    }

    private static boolean concerns(Filter filter, List<Entry> entries) {
        return entries.stream().anyMatch(entry -> View.of(entry.change(), filter) != View.NONE);
    }

    @Override
    public void start() {
        work = Mono.defer(this::look).repeat().subscribe();
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

    /** Before the web server starts, and after it has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }
}
