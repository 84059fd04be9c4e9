package io.crier.feed;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Gathers one answer: step by step along its way, waiting where there is nothing yet. */
final class Gathering {
    private final Way way;
    private final Basket basket;
    private final Waiting waiting;
    private final BooleanSupplier closing;
    private final Scheduler timer;
    private final long deadline;

    private boolean done;
    private boolean more;

    /** Completes when something may follow the position; at once if something does. */
    interface Waiting {
        Mono<Void> after(long position);
    }

    /**
     * @param wait how long it is waited for something, from now on
     * @param closing whether to answer with what is there
     * @param timer where the steps are taken, so that a long way holds up no event loop
     */
    Gathering(
            Way way,
            int limit,
            Duration wait,
            Waiting waiting,
            BooleanSupplier closing,
            Scheduler timer) {
        this.way = way;
        this.basket = new Basket(limit);
        this.waiting = waiting;
        this.closing = closing;
        this.timer = timer;
        this.deadline = timer.now(TimeUnit.MILLISECONDS) + wait.toMillis();
    }

    Mono<Delta> delta() {
        return Mono.defer(this::step)
                .subscribeOn(timer)
                .repeat(() -> !done)
                .then(Mono.fromSupplier(() -> new Delta(basket.items(), way.cursor(), more)));
    }

    private Mono<Void> step() {
        return way.step(basket).flatMap(isMore -> isMore ? goOn() : rest());
    }

    private Mono<Void> goOn() {
        more = basket.isFull();
        done = more;
        return Mono.empty();
    }

    private Mono<Void> rest() {
        var left = deadline - timer.now(TimeUnit.MILLISECONDS);
        if (!basket.isEmpty() || left <= 0 || closing.getAsBoolean()) {
            done = true;
            return Mono.empty();
        }
        return waiting.after(way.position()).timeout(Duration.ofMillis(left), Mono.empty(), timer);
    }
}
