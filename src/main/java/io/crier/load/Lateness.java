package io.crier.load;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/**
 * How late event loops are, each of which tells when it comes to a task that recurs; one that is
 * due and has not come is as late as that. One long task is no overload: what counts is the least
 * of the latest few readings.
 */
@Component
public class Lateness {
    private static final int READINGS = 3;

    private final LongSupplier nanos;
    private final Set<Beat> beats = ConcurrentHashMap.newKeySet();
    private final LongAccumulator worst = new LongAccumulator(Math::max, 0);
    private final long[] latest = new long[READINGS];
    private int next;

    public Lateness() {
        this(System::nanoTime);
    }

    Lateness(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * A task that recurs from now on until it is ended.
     *
     * @param every nanoseconds from one run to the next, by the clock and not by the last run
     */
    public Beat expect(long every) {
        var beat = new Beat(every);
        beats.add(beat);
        return beat;
    }

    /** A task of one event loop. */
    public final class Beat {
        private final long every;

        private final AtomicLong due;

        private Beat(long every) {
            this.every = every;
            this.due = new AtomicLong(nanos.getAsLong() + every);
        }

        /** It runs; gives by how many nanoseconds too late. */
        public long comes() {
            var late = late();
            due.addAndGet(every);
            worst.accumulate(late);
            return late;
        }

        private long late() {
            return Math.max(0, nanos.getAsLong() - due.get());
        }

        /** It is no longer expected. */
        public void end() {
            beats.remove(this);
        }
    }

    /** Seconds; of the latest that came since the last reading, or has not come. */
    double seconds() {
        var reading = worst.getThenReset();
        for (var beat : beats) {
            reading = Math.max(reading, beat.late());
        }
        latest[next] = reading;
        next = (next + 1) % READINGS;
        var least = Long.MAX_VALUE;
        for (var one : latest) {
            least = Math.min(least, one);
        }
        return (double) least / TimeUnit.SECONDS.toNanos(1);
    }
}
