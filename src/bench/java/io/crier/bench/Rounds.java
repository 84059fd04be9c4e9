package io.crier.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The outcomes of several rounds, by server. Rounds are in turn, so that a drift meets all. */
final class Rounds {
    private final Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();

    void add(String server, Outcome outcome) {
        outcomes.computeIfAbsent(server, _ -> new ArrayList<>()).add(outcome);
    }

    boolean has(String server) {
        return outcomes.containsKey(server);
    }

    double median(String server, ToDoubleFunction<Outcome> figure) {
        return median(of(server).stream().mapToDouble(figure).toArray());
    }

    static double median(double[] figures) {
        var sorted = figures.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double largest(String server, ToDoubleFunction<Outcome> figure) {
        return of(server).stream().mapToDouble(figure).max().orElseThrow();
    }

    private List<Outcome> of(String server) {
        var found = outcomes.get(server);
        if (found == null) {
            throw new IllegalStateException("Nothing was measured of " + server);
        }
        return found;
    }
}
