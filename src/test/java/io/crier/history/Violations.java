package io.crier.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All violations counted, and of each invariant the first few kept with their evidence. */
public final class Violations {
    private static final int KEPT_OF_EACH = 10;

    private final Map<Invariant, Long> counts = new EnumMap<>(Invariant.class);
    private final Map<Invariant, List<Violation>> kept = new EnumMap<>(Invariant.class);

    void add(Invariant invariant, String who, String evidence) {
        counts.merge(invariant, 1L, Long::sum);
        var some = kept.computeIfAbsent(invariant, _ -> new ArrayList<>());
        if (some.size() < KEPT_OF_EACH) {
            some.add(new Violation(invariant, who, evidence));
        }
    }

    /** The invariants that were violated. */
    public Set<Invariant> invariants() {
        return counts.keySet();
    }

    public long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The first few of each invariant. */
    public List<Violation> some() {
        return kept.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public String toString() {
        var lines = new StringBuilder(counts.toString());
        some().forEach(violation -> lines.append("\n  ").append(violation));
        return lines.toString();
    }
}
