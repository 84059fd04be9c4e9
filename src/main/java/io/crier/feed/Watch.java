package io.crier.feed;

import io.crier.announcement.Filter;
import io.crier.feed.Ring.Found;
import io.crier.feed.Tail.Feedstock;
import io.crier.load.Shares;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * Looks out for those who wait until a change concerns their filter. Those with the same filter
 * wait together, so that a change is matched once for all of them; one that concerns nobody wakes
 * nobody.
 */
@Component
class Watch {
    private final Tail tail;
    private final Scheduler.Worker worker;
    private final int most;
    private final Shares shares;
    private final Map<Filter, Set<MonoSink<Void>>> groups = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    // Only the worker touches these.
    private @Nullable Feedstock watched;
    private long position;

    Watch(Tail tail, FeedSettings settings, Scheduler timer, LogMeters meters) {
        this.tail = tail;
        this.most = settings.maxWaiting();
        this.shares = new Shares(settings.maxStreamsPerClient());
        // Off the tail's thread, which has streams to feed.
        this.worker = timer.createWorker();
        tail.onNews(() -> worker.schedule(this::look));
        meters.watch(this);
    }

    /**
     * Completes empty when a change may concern the filter; at once if there is something to do
     * already, which is looked at after the waiter is known, so that no change is missed. Fails
     * with {@link TooManyWaiting} or {@link TooManyWaitingOfClient}. A waiter that cancels is
     * forgotten at once.
     *
     * @param client who waits; those of the same one are counted together
     */
    Mono<Void> until(String client, Filter filter, BooleanSupplier somethingToDo) {
        return Mono.create(waiter -> {
            if (waiting.incrementAndGet() > most) {
                waiting.decrementAndGet();
                waiter.error(
                        new TooManyWaiting("as many requests wait for changes as may, " + most));
                return;
            }
            if (!shares.take(client)) {
                waiting.decrementAndGet();
                waiter.error(new TooManyWaitingOfClient(shares.most()));
                return;
            }
            join(filter, waiter);
            // Runs at once for one that has gone already.
            waiter.onDispose(() -> leave(client, filter, waiter));
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

    private void leave(String client, Filter filter, MonoSink<Void> waiter) {
        waiting.decrementAndGet();
        shares.giveBack(client);
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

    private void look() {
        var feedstock = tail.current();
        if (feedstock == null) {
            return;
        }
        var ring = feedstock.ring();
        if (!feedstock.equals(watched)) {
            watched = feedstock;
            position = ring.head();
            wakeAll();
            return;
        }
        while (true) {
            switch (ring.after(position, Group.BLOCK)) {
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
                case Found.UpToDate _ -> {
                    return;
                }
            }
        }
    }

    private static boolean concerns(Filter filter, List<Entry> entries) {
        return entries.stream().anyMatch(entry -> entry.view(filter) != View.NONE);
    }
}
