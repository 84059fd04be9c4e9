package io.crier.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import org.springframework.stereotype.Component;

/**
 * How late event loops are, as whoever measures it tells. One long task is no overload: what counts
 * is the least of the latest few readings.
 */
@Component
public class Lateness {
    private static final int READINGS = 3;

    private final LongAccumulator worst = new LongAccumulator(Math::max, 0);
    private final long[] latest = new long[READINGS];
    private int next;

    public Lateness() {}

    /** Takes note of one task that was so many nanoseconds late; on any thread. */
    public void late(long nanos) {
        worst.accumulate(nanos);
    }

    /** Seconds; of all that was noted since the last reading, and of the readings before it. */
    double seconds() {
        latest[next] = worst.getThenReset();
        next = (next + 1) % READINGS;
        var least = Long.MAX_VALUE;
        for (var reading : latest) {
            least = Math.min(least, reading);
        }
        return (double) least / TimeUnit.SECONDS.toNanos(1);
    }
}
