package io.crier.announcement;

import io.crier.refusal.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/**
 * A write that waits for its turn, and whoever waits for its outcome. It is carried out even if
 * nobody waits any more: a client that went away does not leave half a batch behind.
 */
final class WaitingWrite {
    /** Another replica was faster so often that giving up is better. */
    private static final int MOST_ATTEMPTS = 30;

    private final Write write;
    private final Remit remit;
    private final MonoSink<Outcome> writer;
    private final WriteMeters meters;
    private final Traces.@Nullable Part trace;
    private final long since = System.nanoTime();
    private int attempts;

    /**
     * @param trace {@code null} where nobody follows it
     */
    WaitingWrite(
            Write write,
            Remit remit,
            MonoSink<Outcome> writer,
            WriteMeters meters,
            Traces.@Nullable Part trace) {
        this.write = write;
        this.remit = remit;
        this.writer = writer;
        this.meters = meters;
        this.trace = trace;
    }

    Write write() {
        return write;
    }

    /** What its writer may write about. */
    Remit remit() {
        return remit;
    }

    /**
     * Whether the current state has to be known: not for what is new, unless it turned out to be
     * not so new.
     */
    boolean needsCurrent() {
        return attempts > 0 || !(write.match() instanceof Match.None);
    }

    /** Whether it has been there for so long already. */
    boolean waitsFor(Duration time) {
        return System.nanoTime() - since > time.toNanos();
    }

    /** Whether it may try again after a lost race. */
    boolean mayTryAgain() {
        return ++attempts < MOST_ATTEMPTS;
    }

    /** By which it is followed, {@code null} where nobody does. */
    Traces.@Nullable Part trace() {
        return trace;
    }

    void succeed(Outcome outcome) {
        meters.done(outcome, System.nanoTime() - since);
        if (trace != null) {
            trace.ends(outcome.cursor().position());
        }
        writer.success(outcome);
    }

    void fail(Throwable why) {
        meters.failed(why, System.nanoTime() - since);
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
