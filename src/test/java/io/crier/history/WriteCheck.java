package io.crier.history;

import io.crier.history.Write.Result;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Checks the log against what writers were answered, and knows afterwards who was answered what.
 */
final class WriteCheck {
    private final Table table;
    private final Violations violations;
    private final Map<String, Write> marked = new HashMap<>();
    private final Map<UUID, Integer> removals = new HashMap<>();
    private final BitSet acknowledged = new BitSet();

    WriteCheck(Table table, Iterable<Write> writes, Violations violations) {
        this.table = table;
        this.violations = violations;
        writes.forEach(this::read);
        lookForPhantoms();
    }

    private void read(Write write) {
        if (!write.isRemoval()) {
            marked.put(write.mark(), write);
        } else if (write.result() != Result.FAIL && write.key() != null) {
            removals.merge(write.key(), 1, Integer::sum);
        }
        if (write.result() == Result.OK) {
            acknowledged.set((int) write.position());
            if (!isIn(table.at(write.position()), write)) {
                violations.add(
                        Invariant.LOSES_NOTHING,
                        "writer",
                        "acknowledged was %s, the log has %s"
                                .formatted(write, table.at(write.position())));
            }
        }
    }

    private static boolean isIn(@Nullable Committed row, Write write) {
        return row != null
                && row.key().equals(write.key())
                && (write.version() == 0 || write.version() == row.version())
                && (write.isRemoval()
                        ? row.kind() == Committed.Kind.REMOVED
                        : row.kind() != Committed.Kind.REMOVED && row.mark().equals(write.mark()));
    }

    private void lookForPhantoms() {
        var positions = new HashMap<String, Long>();
        table.rows()
                .forEach(row -> {
                    if (row == null) {
                        return;
                    }
                    if (row.kind() == Committed.Kind.REMOVED) {
                        lookAtRemoval(row);
                    } else {
                        lookAtContent(row, positions.put(row.mark(), row.position()));
                    }
                });
    }

    private void lookAtContent(Committed row, @Nullable Long earlier) {
        if (!mayBeWritten(row.mark())) {
            phantom("the log has what nobody wrote, or was refused: " + row);
        }
        if (earlier != null) {
            phantom("one write was logged twice, at %d and as %s".formatted(earlier, row));
        }
    }

    private void lookAtRemoval(Committed row) {
        var left = removals.merge(row.key(), -1, Integer::sum);
        if (left < 0) {
            phantom("the log has a removal that nobody wrote: " + row);
        }
    }

    private void phantom(String evidence) {
        violations.add(Invariant.HAS_NO_PHANTOMS, "log", evidence);
    }

    /** Whether a write with the mark was made and not refused. */
    boolean mayBeWritten(String mark) {
        var write = marked.get(mark);
        return write != null && write.result() != Result.FAIL;
    }

    /** Whether a writer was told that its write is at the position. */
    boolean isAcknowledged(long position) {
        return acknowledged.get((int) position);
    }
}
