package io.crier.bench;

import org.HdrHistogram.Histogram;

/**
 * What all streams of one run received together: how much, how late, and what was not as it should
 * be. Used by one thread.
 */
final class Deliveries {
    private static final long LONGEST_MICROS = 600_000_000;

    private final Histogram micros = new Histogram(LONGEST_MICROS, 3);

    long received;
    long duplicates;
    long gaps;
    long bytes;
    int closed;
    long lastAt;

    /** One marker on one stream; those of earlier runs don't count. */
    void count(Subscriber stream, long sequence, long publishedAt, long now) {
        if (sequence < stream.first) {
            return;
        }
        if (sequence < stream.next) {
            duplicates++;
            return;
        }
        gaps += sequence - stream.next;
        stream.next = sequence + 1;
        received++;
        lastAt = now;
        micros.recordValue(Math.clamp((now - publishedAt) / 1000, 0, LONGEST_MICROS));
    }

    double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }

    double maxMillis() {
        return micros.getMaxValue() / 1000.0;
    }
}
