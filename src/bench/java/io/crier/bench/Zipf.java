package io.crier.bench;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Chooses among things in the order of their rank, the first most often: the k-th as 1/k^s. */
final class Zipf {
    private final double[] cumulated;

    Zipf(int size, double exponent) {
        cumulated = new double[size];
        var sum = 0.0;
        for (var i = 0; i < size; i++) {
            sum += Math.pow(i + 1.0, -exponent);
            cumulated[i] = sum;
        }
    }

    /** From 0, the most frequent. */
    int next(RandomGenerator random) {
        var at =
                Arrays.binarySearch(
                        cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
        return Math.min(at < 0 ? -at - 1 : at, cumulated.length - 1);
    }
}
