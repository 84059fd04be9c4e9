package io.crier.load;

import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.pool.Pool;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolBuilder;

/** Work of which a few are done at a time, and some more wait, the first to come first. */
public final class Turns {
    private final Pool<Boolean> turns;
    private final Supplier<? extends Throwable> refusal;

    /**
     * @param atOnce that are done at a time
     * @param waiting that may wait
     * @param refusal what those fail with who come when so many wait
     */
    public Turns(int atOnce, int waiting, Supplier<? extends Throwable> refusal) {
        this.refusal = refusal;
        this.turns =
                PoolBuilder.from(Mono.just(true))
                        .sizeBetween(0, atOnce)
                        .maxPendingAcquire(waiting)
                        .buildPool();
    }

    /** Does the work when its turn has come. Cancelling gives the turn to the next. */
    public <T> Mono<T> take(Mono<T> work) {
        return turns.withPoolable(_ -> work)
                .singleOrEmpty()
                .onErrorMap(PoolAcquirePendingLimitException.class, _ -> refusal.get());
    }
}
