package io.crier.feed;

import io.crier.announcement.Change;
import io.crier.announcement.Cursor;
import io.crier.announcement.FieldSelection;
import io.crier.announcement.Filter;
import io.crier.announcement.LatestChanges;
import io.crier.announcement.LatestChanges.Latest;
import io.crier.announcement.NetChange;
import io.crier.feed.Ring.Found;
import io.crier.feed.Tail.Feedstock;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The way by what became of each announcement since a position, in the order of their last changes.
 *
 * <p>Until it has come to the end it must remember where it began: an announcement that is still to
 * come is told as it differs from what was there then, and if it changed meanwhile it only moves
 * further back. At the end the client has exactly what is there, and the way begins anew.
 */
final class LatestWalk implements Way {
    /** So many changes are gone through in memory, more are left to the database. */
    static final int MOST_IN_MEMORY = 512;

    private final Feedstock feedstock;
    private final Reading reading;
    private final Filter filter;
    private final FieldSelection fields;
    private final Function<ResetReason, UnknownCursor> refusal;

    private long since;
    private long reached;

    /** Reads from the database; concurrent readings are bounded by whoever gives it. */
    interface Reading {
        Mono<Latest> after(long since, long reached);
    }

    LatestWalk(
            Feedstock feedstock,
            Reading reading,
            Filter filter,
            FieldSelection fields,
            long since,
            long reached,
            Function<ResetReason, UnknownCursor> refusal) {
        this.feedstock = feedstock;
        this.reading = reading;
        this.filter = filter;
        this.fields = fields;
        this.since = since;
        this.reached = Math.max(since, reached);
        this.refusal = refusal;
    }

    @Override
    public Mono<Boolean> step(Basket basket) {
        var ring = feedstock.ring();
        var head = ring.head();
        if (since == reached && since >= head) {
            return Mono.just(false);
        }
        if (reached <= head
                && ring.after(since, MOST_IN_MEMORY) instanceof Found.Next(var entries)
                && entries.getLast().position() >= head) {
            return Mono.fromSupplier(() -> take(entries, basket));
        }
        return reading.after(since, reached).map(latest -> take(latest, basket));
    }

    /** Entries from where the walk began to the end. */
    private boolean take(List<Entry> entries, Basket basket) {
        var from = reached;
        var first = new HashMap<UUID, Entry>();
        var last = new LinkedHashMap<UUID, Entry>();
        for (var entry : entries) {
            var id = entry.change().announcement().id();
            first.putIfAbsent(id, entry);
            last.putLast(id, entry);
        }
        for (var entry : last.values()) {
            if (entry.position() > from) {
                var earliest = first.getOrDefault(entry.change().announcement().id(), entry);
                var net = new NetChange(earliest.change(), entry.change());
                if (!take(net, from, net.isSingle() ? entry : null, basket)) {
                    return true;
                }
            }
        }
        arrive(entries.getLast().position());
        return false;
    }

    private boolean take(Latest latest, Basket basket) {
        if (!latest.bounds().epoch().equals(feedstock.epoch())) {
            throw refusal.apply(ResetReason.OTHER_EPOCH);
        }
        if (latest.bounds().floor() > since) {
            throw refusal.apply(ResetReason.EXPIRED);
        }
        var from = reached;
        for (var net : latest.changes()) {
            if (!take(net, from, null, basket)) {
                return true;
            }
        }
        if (latest.changes().size() == LatestChanges.STEP) {
            return true;
        }
        arrive(Math.max(reached, latest.bounds().head()));
        return false;
    }

    /** False if the basket has no room for it. */
    private boolean take(NetChange net, long from, @Nullable Entry only, Basket basket) {
        if (basket.isFull()) {
            return false;
        }
        var change = net.change();
        var view = view(net, change, from);
        if (view == View.NONE) {
            basket.pass();
        } else if (!basket.take(only == null ? net(change, view) : only.data(view, fields))) {
            return false;
        }
        reached = change.position();
        return true;
    }

    /** Made for this client alone: it is the net change since where its walk began. */
    private ByteBuffer net(Change change, View view) {
        return ByteBuffer.wrap(feedstock.frames().data(change, view, fields)).asReadOnlyBuffer();
    }

    /**
     * What changed for the first time before the place that this step began at may have been told
     * before, as it was at the time; the client must hear of it again even if it was not there at
     * the beginning either.
     */
    private View view(NetChange net, Change change, long from) {
        var view = net.isFleeting() ? View.NONE : View.of(change, filter);
        if (view != View.NONE || net.first().position() > from) {
            return view;
        }
        return change.kind() == Change.Kind.REMOVED ? View.WHOLE : View.LEFT;
    }

    private void arrive(long end) {
        since = end;
        reached = end;
    }

    @Override
    public long position() {
        return reached;
    }

    @Override
    public String cursor() {
        return new WalkCursor(new Cursor(feedstock.epoch(), since), reached).toString();
    }
}
