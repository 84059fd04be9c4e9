package io.crier.history;

import io.crier.history.Committed.Kind;
import io.crier.history.Write.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A log and its writers in memory, of which one at a time is between writing and committing. */
final class ModelLog {
    private static final int KEYS = 30;

    private final Random random;
    private final boolean acknowledgesBeforeCommit;
    private final Map<UUID, Committed> current = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    final List<Write> writes = new ArrayList<>();
    final Told told = new Told();
    final Prunings prunings = new Prunings();
    private @Nullable Entry open;
    private long floor;
    private long clock;

    /**
     * @param before topics of the version before, {@code null} if it was not there
     */
    record Entry(Committed row, @Nullable Set<String> before) {}

    ModelLog(Random random, boolean acknowledgesBeforeCommit) {
        this.random = random;
        this.acknowledgesBeforeCommit = acknowledgesBeforeCommit;
    }

    long now() {
        return clock++;
    }

    long head() {
        return entries.size();
    }

    long floor() {
        return floor;
    }

    List<Entry> after(long position) {
        return entries.subList((int) Math.min(position, head()), entries.size());
    }

    /** What a writer has written and not committed. */
    @Nullable Entry open() {
        return open;
    }

    /** Begins a write, or commits or rolls back the one that is open; gives what was committed. */
    @Nullable Entry write() {
        var entry = open;
        if (entry == null) {
            open = begin();
            return null;
        }
        open = null;
        var row = entry.row();
        var commits = random.nextInt(5) > 0;
        var answer =
                random.nextInt(20) == 0
                        ? Result.INFO
                        : commits || acknowledgesBeforeCommit ? Result.OK : Result.FAIL;
        writes.add(
                new Write(
                        row.kind() == Kind.REMOVED ? "" : row.mark(),
                        row.key(),
                        answer,
                        answer == Result.OK ? row.position() : 0,
                        answer == Result.OK ? row.version() : 0,
                        now(),
                        now()));
        if (!commits) {
            return null;
        }
        current.put(row.key(), row);
        entries.add(entry);
        return entry;
    }

    private Entry begin() {
        var key = new UUID(0, random.nextInt(KEYS));
        var before = current.get(key);
        var there = before != null && before.kind() != Kind.REMOVED;
        var kind = there ? random.nextInt(4) == 0 ? Kind.REMOVED : Kind.UPDATED : Kind.CREATED;
        var content = random.nextLong();
        var told = random.nextLong();
        var mark = "m" + clock++;
        var row =
                new Committed(
                        head() + 1,
                        key,
                        before == null ? 1 : before.version() + 1,
                        kind,
                        mark,
                        Set.of("t" + random.nextInt(3)),
                        content,
                        told);
        this.told.put(told, new Told.Payload(key, row.version(), mark));
        this.told.put(content, new Told.Payload(key, row.version(), mark));
        return new Entry(row, before != null && there ? before.topics() : null);
    }

    List<Committed> list(Interest interest) {
        return current.values().stream()
                .filter(row -> row.kind() != Kind.REMOVED && interest.matches(row.topics()))
                .toList();
    }

    /** Forgets all but the last few, of what every replica has read. */
    void prune(long read) {
        var begun = now();
        floor = Math.max(floor, Math.min(read, head() - 40));
        prunings.add(begun, floor);
    }

    Table table() {
        var table = new Table();
        entries.forEach(entry -> table.add(entry.row()));
        return table;
    }
}
