package io.crier.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;

/** How long answers took, in milliseconds. */
final class Latencies {
    private final double[] sorted;

    private Latencies(double[] sorted) {
        this.sorted = sorted;
    }

    static Latencies of(Collection<Double> millis) {
        return new Latencies(millis.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    static Latencies together(Stream<Latencies> several) {
        return new Latencies(
                several.flatMapToDouble(one -> Arrays.stream(one.sorted)).sorted().toArray());
    }

    int count() {
        return sorted.length;
    }

    double p50() {
        return at(0.5);
    }

    /** The longest, where there are fewer than a hundred. */
    double p99() {
        return at(0.99);
    }

    /** The one that so great a part took at the most; 0 if there is none. */
    private double at(double part) {
        return sorted.length == 0
                ? 0
                : sorted[Math.min(sorted.length - 1, (int) Math.floor(part * sorted.length))];
    }

    @Override
    public String toString() {
        return "p50 %.1f ms, p99 %.1f ms, longest %.1f ms of %d"
                .formatted(p50(), p99(), at(1), count());
    }
}
