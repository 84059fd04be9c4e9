package io.crier.feed;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Those who wait for something to be there. */
final class Waiters {
    private final Set<MonoSink<Void>> waiting = ConcurrentHashMap.newKeySet();

    /**
     * Completes empty at the next {@link #wake}, on the thread that wakes; at once if there is
     * something to do already, which is looked at after the waiter is known, so that no wake is
     * missed.
     */
    Mono<Void> until(BooleanSupplier somethingToDo) {
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
