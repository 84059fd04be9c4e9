package io.crier.feed;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/** Those who wait for something to be there, which the database has to tell. */
final class Waiters {
    /** Nobody holds a place for longer while the database is silent. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String missing;
    private final Scheduler timer;
    private final Set<MonoSink<Void>> waiting = ConcurrentHashMap.newKeySet();

    /**
     * @param missing what is told whoever waits in vain
     */
    Waiters(String missing, Scheduler timer) {
        this.missing = missing;
        this.timer = timer;
    }

    /**
     * Completes empty at the next {@link #wake}, on the thread that wakes; at once if there is
     * something to do already, which is looked at after the waiter is known, so that no wake is
     * missed. Fails with {@link QueryTimeoutException} after {@link #PATIENCE}, on the timer.
     */
    Mono<Void> until(BooleanSupplier somethingToDo) {
        return join(somethingToDo)
                .timeout(PATIENCE, Mono.error(() -> new QueryTimeoutException(missing)), timer);
    }

    private Mono<Void> join(BooleanSupplier somethingToDo) {
        return Mono.create(waiter -> {
            waiting.add(waiter);
            // Runs at once for one that has gone already.
            waiter.onDispose(() -> waiting.remove(waiter));
            if (somethingToDo.getAsBoolean()) {
                waiter.success();
            }
        });
    }

    void wake() {
        waiting.forEach(this::wake);
    }

    private void wake(MonoSink<Void> waiter) {
        if (waiting.remove(waiter)) {
            waiter.success();
        }
    }
}
