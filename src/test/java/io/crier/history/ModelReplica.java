package io.crier.history;

import io.crier.history.ModelLog.Entry;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the log into a ring: when it is notified, when it listens again, and now and then. */
final class ModelReplica {
    private final ModelLog log;
    private final @Nullable Fault fault;
    private final NavigableMap<Long, Entry> ring = new TreeMap<>();
    private boolean listening = true;
    private long head;

    ModelReplica(ModelLog log, @Nullable Fault fault) {
        this.log = log;
        this.fault = fault;
    }

    long head() {
        return head;
    }

    void notified(Entry committed) {
        if (!listening) {
            return;
        }
        if (fault == Fault.TAILS_BY_NOTIFICATIONS_ALONE) {
            take(committed);
        } else {
            read();
        }
    }

    void step(Random random) {
        switch (random.nextInt(3)) {
            case 0 -> listening = false;
            case 1 -> {
                listening = true;
                poll();
            }
            default -> poll();
        }
    }

    void poll() {
        if (fault != Fault.TAILS_BY_NOTIFICATIONS_ALONE) {
            read();
        }
    }

    private void read() {
        var open = log.open();
        log.after(head).forEach(this::take);
        if (fault == Fault.TELLS_BEFORE_COMMIT && open != null) {
            take(open);
        }
    }

    private void take(Entry entry) {
        if (entry.row().position() > head) {
            ring.put(entry.row().position(), entry);
            head = entry.row().position();
        }
    }

    /** What follows the position, in order. */
    List<Entry> after(long position) {
        return List.copyOf(ring.tailMap(position, false).values());
    }
}
