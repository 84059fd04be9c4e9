package io.crier.announcement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A part of what is asked for, whose rows an index reads in their order.
 *
 * @param rank of all rows in it, 0 where relevance is not asked for
 * @param window of time, in terms of what the index of the order has: what does not meet it is
 *     passed over without a look into the row
 * @param conditions each a whole fragment
 * @param gathered those that all rows are gathered by before anything else is done, since few meet
 *     them and an order may lead to these last of all
 * @param values what the fragments name
 */
record Part(
        int rank,
        List<String> window,
        List<String> conditions,
        List<String> gathered,
        Map<String, Object> values) {
    static final Part WHOLE = within();

    static Part within(String... window) {
        return new Part(0, List.of(window), List.of(), List.of(), Map.of());
    }

    static Part having(String condition) {
        return new Part(0, List.of(), List.of(condition), List.of(), Map.of());
    }

    Part with(String name, Object value) {
        var named = new LinkedHashMap<>(values);
        named.put(name, value);
        return new Part(rank, window, conditions, gathered, named);
    }

    Part ranked(int newRank) {
        return new Part(newRank, window, conditions, gathered, values);
    }

    Part gatheredBy(String condition) {
        return new Part(rank, window, conditions, List.of(condition), values);
    }

    Part and(Part other) {
        var named = new LinkedHashMap<>(values);
        named.putAll(other.values);
        return new Part(
                rank + other.rank,
                joined(window, other.window),
                joined(conditions, other.conditions),
                joined(gathered, other.gathered),
                named);
    }

    List<String> all() {
        return joined(gathered, walked());
    }

    List<String> walked() {
        return joined(window, conditions);
    }

    /** With these conditions too; gathered by all of them, if that is asked for. */
    Part including(List<String> more, boolean gather) {
        return gather
                ? new Part(rank, List.of(), List.of(), joined(more, all()), values)
                : new Part(rank, window, joined(more, conditions), gathered, values);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.of(first, second).flatMap(List::stream).toList();
    }

    /** What its rows are taken from; the planner does not look behind an offset. */
    String table() {
        return gathered.isEmpty()
                ? "announcement"
                : "(SELECT * FROM announcement WHERE NOT removed AND %s OFFSET 0) announcement"
                        .formatted(String.join(" AND ", gathered));
    }
}
