package io.crier.history;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** When the log forgot its oldest changes. */
public final class Prunings {
    private final List<Pruning> prunings = new CopyOnWriteArrayList<>();

    /**
     * @param begunAt nanoseconds of the test's clock, before the first change was forgotten
     * @param floor changes up to here were forgotten then
     */
    private record Pruning(long begunAt, long floor) {}

    public void add(long begunAt, long floor) {
        prunings.add(new Pruning(begunAt, floor));
    }

    /**
     * Whether what follows the position may have been forgotten, at least in part, at that time.
     */
    boolean mayHaveForgottenAfter(long position, long at) {
        return prunings.stream()
                .anyMatch(pruning -> pruning.floor > position && pruning.begunAt <= at);
    }
}
