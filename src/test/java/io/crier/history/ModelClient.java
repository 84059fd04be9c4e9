package io.crier.history;

import io.crier.history.Committed.Kind;
import io.crier.history.ModelLog.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A client, and its stream on whichever replica it is connected to. */
final class ModelClient {
    private static final int OVERFLOW = 12;
    private static final int STEP = 8;

    final Interest interest;
    final List<Receipt> receipts = new ArrayList<>();

    private final ModelLog log;
    private final Random random;
    private final @Nullable Fault fault;
    private @Nullable ModelReplica replica;
    private boolean differs;

    /** What the client would resume from; that and its filter is all that a stream is made of. */
    private long cursor = Receipt.NOW;

    private long streamed;

    ModelClient(ModelLog log, Random random, Interest interest, @Nullable Fault fault) {
        this.log = log;
        this.random = random;
        this.interest = interest;
        this.fault = fault;
    }

    boolean isConnected() {
        return replica != null;
    }

    void disconnect() {
        replica = null;
        receive(Receipt.Kind.CLOSED, cursor, 0);
    }

    void connect(ModelReplica to, boolean isTheFirst) {
        replica = to;
        differs = isTheFirst && fault == Fault.DIFFERS_ON_ONE_REPLICA;
        receive(Receipt.Kind.OPENED, cursor, 0);
        if (cursor == Receipt.NOW) {
            streamed = to.head();
        } else if (cursor < log.floor()) {
            if (fault != Fault.SKIPS_WHAT_IS_FORGOTTEN) {
                reset();
            }
            streamed = Math.max(cursor, log.floor());
        } else {
            streamed = fault == Fault.RESUMES_WITH_ITS_CURSOR ? cursor - 1 : cursor;
        }
        if (fault != Fault.RESUMES_WITH_ITS_CURSOR && fault != Fault.SKIPS_WHAT_IS_FORGOTTEN) {
            bookmark();
        }
    }

    private void reset() {
        cursor = log.head();
        receive(Receipt.Kind.RESET, cursor, 0);
        list();
    }

    void list() {
        var items = log.list(interest);
        if (fault == Fault.LISTS_BEFORE_ITS_CURSOR) {
            log.write();
            log.write();
        }
        cursor = log.head();
        receive(Receipt.Kind.LISTED, cursor, 0);
        items.forEach(row -> receive(Receipt.Kind.ITEM, row.position(), row.content()));
    }

    void bookmark() {
        if (fault == Fault.BOOKMARKS_TOO_EARLY) {
            cursor = Math.max(streamed, log.head());
        } else if (cursor == Receipt.NOW || streamed > cursor) {
            cursor = streamed;
        }
        receive(Receipt.Kind.BOOKMARK, cursor, 0);
    }

    /** Takes up to a few changes; gives whether there were any. */
    boolean read() {
        var from = replica;
        if (from == null) {
            return false;
        }
        var waiting = from.after(streamed);
        if (fault == Fault.DROPS_ON_OVERFLOW && waiting.size() > OVERFLOW) {
            waiting = waiting.subList(waiting.size() - OVERFLOW, waiting.size());
        }
        var taken = new ArrayList<>(waiting.subList(0, Math.min(STEP, waiting.size())));
        if (taken.isEmpty()) {
            return false;
        }
        streamed = taken.getLast().row().position();
        if (fault == Fault.REORDERS && random.nextInt(10) == 0) {
            Collections.shuffle(taken, random);
        }
        taken.forEach(this::tell);
        return true;
    }

    private void tell(Entry entry) {
        var row = entry.row();
        var before = entry.before() != null && interest.matches(entry.before());
        var after = row.kind() != Kind.REMOVED && interest.matches(row.topics());
        if (!before && !after) {
            return;
        }
        var kind =
                before
                        ? after
                                ? Receipt.Kind.UPDATED
                                : row.kind() == Kind.REMOVED
                                        ? Receipt.Kind.REMOVED
                                        : Receipt.Kind.LEFT
                        : Receipt.Kind.CREATED;
        cursor = row.position();
        receive(kind, cursor, differs && cursor % 20 == 0 ? ~row.told() : row.told());
    }

    private void receive(Receipt.Kind kind, long position, long fingerprint) {
        receipts.add(new Receipt(kind, position, log.now(), fingerprint));
    }
}
