package io.crier.history;

import java.util.HashMap;
import java.util.Map;

/**
 * Checks a history when all is quiet: the log, what writers were answered, and then one client
 * after the other. Memory is taken by the log and the writes; clients are read through.
 */
public final class HistoryChecker {
    private final Violations violations = new Violations();
    private final Table table;
    private final Told told;
    private final Prunings prunings;
    private final WriteCheck writes;
    private final Map<Interest, View> views = new HashMap<>();

    /**
     * Checks the writes against the log at once.
     *
     * @param table the whole log, from its first change
     * @param writes all that were ever made
     */
    public HistoryChecker(Table table, Iterable<Write> writes, Told told, Prunings prunings) {
        this.table = table;
        this.told = told;
        this.prunings = prunings;
        this.writes = new WriteCheck(table, writes, violations);
    }

    /** A check of one client, which is to be given all receipts and then ended. */
    public ClientCheck client(String name, Interest interest) {
        var view = views.computeIfAbsent(interest, asked -> new View(table, asked));
        return new ClientCheck(
                name, new Expectation(table, view, interest, told, prunings, writes), violations);
    }

    /** What was found so far. */
    public Violations violations() {
        return violations;
    }
}
