package io.crier.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The log of changes as the database has it in the end, what was pruned meanwhile included. Written
 * by one thread, and then read.
 */
public final class Table {
    private final List<@Nullable Committed> rows = new ArrayList<>();

    /** What a list gives of an announcement. */
    record Held(long version, long content) {}

    /** Positions must rise; those left out have no change. */
    public void add(Committed change) {
        if (change.position() <= head()) {
            throw new IllegalArgumentException(
                    "position %d follows %d".formatted(change.position(), head()));
        }
        while (head() < change.position() - 1) {
            rows.add(null);
        }
        rows.add(change);
    }

    /** The last position; 0 where there is none. */
    public long head() {
        return rows.size();
    }

    @Nullable Committed at(long position) {
        return position < 1 || position > head() ? null : rows.get((int) position - 1);
    }

    Stream<@Nullable Committed> rows() {
        return rows.stream();
    }

    /** What a list with the filter gives just after the position. */
    Map<UUID, Held> stateAt(Interest interest, long position) {
        var state = new HashMap<UUID, Held>();
        for (var next = 1L; next <= Math.min(position, head()); next++) {
            var row = at(next);
            if (row == null) {
                continue;
            }
            if (row.kind() != Committed.Kind.REMOVED && interest.matches(row.topics())) {
                state.put(row.key(), new Held(row.version(), row.content()));
            } else {
                state.remove(row.key());
            }
        }
        return state;
    }
}
