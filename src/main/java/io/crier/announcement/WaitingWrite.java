package io.crier.announcement;

import io.crier.refusal.Refusal;
import reactor.core.publisher.MonoSink;

/**
 * A write that waits for its turn, and whoever waits for its outcome. It is carried out even if
 * nobody waits any more: a client that went away does not leave half a batch behind.
 */
final class WaitingWrite {
    /** Another replica was faster so often that giving up is better. */
    private static final int MOST_ATTEMPTS = 30;

    private final Write write;
    private final MonoSink<Outcome> writer;
    private int attempts;

    WaitingWrite(Write write, MonoSink<Outcome> writer) {
        this.write = write;
        this.writer = writer;
    }

    Write write() {
        return write;
    }

    /**
     * Whether the current state has to be known: not for what is new, unless it turned out to be
     * not so new.
     */
    boolean needsCurrent() {
        return attempts > 0 || !(write.match() instanceof Match.None);
    }

    /** Whether it may try again after a lost race. */
    boolean mayTryAgain() {
        return ++attempts < MOST_ATTEMPTS;
    }

    void succeed(Outcome outcome) {
        writer.success(outcome);
    }

    void fail(Throwable why) {
        writer.error(why);
    }

    /** There is more to write than can be written. */
    static final class Overloaded extends Refusal {
        private static final long serialVersionUID = 1;

        Overloaded(String message) {
            super(Reason.OVERLOADED, message);
        }
    }
}
