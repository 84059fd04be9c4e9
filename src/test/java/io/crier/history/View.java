package io.crier.history;

import io.crier.history.Receipt.Kind;
import java.util.HashSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which changes a filter lets through, and as what: a byte a change. */
final class View {
    private static final byte NOTHING = -1;

    private final byte[] kinds;

    View(Table table, Interest interest) {
        this.kinds = new byte[(int) table.head() + 1];
        kinds[0] = NOTHING;
        var inside = new HashSet<UUID>();
        for (var position = 1; position <= table.head(); position++) {
            var row = table.at(position);
            kinds[position] = NOTHING;
            if (row == null) {
                continue;
            }
            var after = row.kind() != Committed.Kind.REMOVED && interest.matches(row.topics());
            var before = after ? !inside.add(row.key()) : inside.remove(row.key());
            if (before || after) {
                kinds[position] = kind(row, before, after).code();
            }
        }
    }

    private static Kind kind(Committed row, boolean before, boolean after) {
        if (before && after) {
            return Kind.UPDATED;
        }
        if (after) {
            return Kind.CREATED;
        }
        return row.kind() == Committed.Kind.REMOVED ? Kind.REMOVED : Kind.LEFT;
    }

    /** As what the change at the position is told; {@code null} if it is not. */
    @Nullable Kind at(long position) {
        return position < 1 || position >= kinds.length || kinds[(int) position] == NOTHING
                ? null
                : Kind.of(kinds[(int) position]);
    }

    /** The position of the next change that is told, past the end if there is none. */
    long after(long position) {
        var next = (int) Math.max(position, 0) + 1;
        while (next < kinds.length && kinds[next] == NOTHING) {
            next++;
        }
        return next;
    }

    /** Past this there is nothing to tell. */
    long end() {
        return kinds.length - 1L;
    }
}
