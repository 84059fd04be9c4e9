package io.crier.feed;

import io.crier.feed.Catchup.Block;
import io.crier.feed.Ring.Found;
import io.crier.feed.Tail.Feedstock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one group on one event loop. Most of them are level: they stand at the cohort's
 * position, and what follows it is put together once and sent to each. The others come after it at
 * their own pace, or wait for it.
 */
final class Cohort {
    /** Clients come back after one to three seconds, not all at once. */
    private static final long SHORTEST_RETRY = 1_000;

    private static final long LONGEST_RETRY = 3_000;

    private static final Ahead LEVEL = new Ahead.Level();
    private static final Ahead NOT_YET = new Ahead.NotYet();
    private static final Ahead BEHIND = new Ahead.Behind();

    private final Group group;
    private final Feedstock feedstock;
    private final Blocks blocks;
    private final Bursts bursts;
    private final Tally tally;
    private final long heartbeat;

    private Stream[] level = new Stream[4];
    private int count;
    private int members;

    /** Those who were told more than the cohort before they came to it. */
    private List<Stream> ahead = new ArrayList<>();

    private long position;
    private long bookmarkedAt;

    /** What a stream that is not level finds before it. */
    sealed interface Ahead {
        /** What follows. */
        record Next(Burst burst) implements Ahead {}

        /** It stands where the cohort does. */
        record Level() implements Ahead {}

        /** The cohort comes to where it stands later. */
        record NotYet() implements Ahead {}

        /** What follows is only in the log. */
        record Behind() implements Ahead {}
    }

    Cohort(
            Group group,
            Feedstock feedstock,
            Blocks blocks,
            Bursts bursts,
            Tally tally,
            long heartbeat) {
        this.group = group;
        this.feedstock = feedstock;
        this.blocks = blocks;
        this.bursts = bursts;
        this.tally = tally;
        this.heartbeat = heartbeat;
        this.position = feedstock.ring().head();
        this.bookmarkedAt = System.nanoTime();
    }

    long position() {
        return position;
    }

    boolean isFedFrom(@Nullable Feedstock other) {
        return feedstock.equals(other);
    }

    boolean isEmpty() {
        return members == 0;
    }

    /** Sends at most one burst to all who are level; whether there is more. */
    boolean advance(long now) {
        var head = feedstock.ring().head();
        if (position >= head) {
            return false;
        }
        if (found(position, head) instanceof Found.Next(var entries)) {
            var burst = group.burst(entries);
            position = burst.position();
            sendOnTheWay(burst, now);
        } else {
            fallBehind(head);
        }
        var came = ahead;
        ahead = new ArrayList<>();
        came.forEach(Stream::proceed);
        return position < head;
    }

    /** A bookmark that is due soon goes with it, at no cost. */
    private void sendOnTheWay(Burst burst, long now) {
        if (burst.isEmpty()) {
            return;
        }
        if (now - bookmarkedAt > heartbeat - heartbeat / 4) {
            bookmarkedAt = now;
            sendAll(burst.and(bookmarkFrame(position)));
        } else {
            sendAll(burst);
        }
    }

    private void sendAll(Burst burst) {
        tally.level(burst, count);
        var left = count;
        if (left > 0 && burst.isFollowed()) {
            level[--left].send(burst);
            burst.arrived();
        }
        // Backwards: whoever falls out is replaced by one who was sent it already.
        for (var next = left - 1; next >= 0; next--) {
            level[next].send(burst);
        }
        burst.release();
    }

    /** The ring went on without us: each on its own, with what it finds in the log. */
    private void fallBehind(long head) {
        var behind = Arrays.copyOf(level, count);
        for (var stream : behind) {
            stream.position(position);
            fallOut(stream);
        }
        position = head;
        for (var stream : behind) {
            stream.proceed();
        }
    }

    /** A bookmark for all who are level, if it is time. */
    void beat(long now) {
        if (now - bookmarkedAt >= heartbeat) {
            bookmarkedAt = now;
            sendAll(bookmark(position));
        }
    }

    /** What follows a position on the way to the cohort's. */
    Ahead after(long from) {
        if (from >= position) {
            return from == position ? LEVEL : NOT_YET;
        }
        var known = bursts.get(this, from);
        if (known != null) {
            return new Ahead.Next(known);
        }
        return found(from, position) instanceof Found.Next(var entries)
                ? new Ahead.Next(burst(from, entries))
                : BEHIND;
    }

    private Found found(long from, long to) {
        return feedstock.ring().after(from, (int) (Math.min(Group.endOfBlock(from), to) - from));
    }

    /** Entries that follow a position, for this stream and others who come to it soon. */
    Burst burst(long from, List<Entry> entries) {
        return bursts.remember(this, from, group.burst(entries));
    }

    /** A burst goes to one stream alone. */
    void single(Burst burst) {
        tally.single(burst);
    }

    CompletableFuture<Block> block(long from) {
        return blocks.after(from, feedstock);
    }

    void join(Stream stream) {
        if (count == level.length) {
            level = Arrays.copyOf(level, 2 * count);
        }
        stream.place(count);
        level[count++] = stream;
    }

    void fallOut(Stream stream) {
        var last = level[--count];
        level[stream.place()] = last;
        last.place(stream.place());
        stream.place(-1);
    }

    void await(Stream stream) {
        ahead.add(stream);
    }

    void enter() {
        members++;
    }

    void leave(Stream stream) {
        members--;
        if (stream.isLevel()) {
            fallOut(stream);
        } else {
            ahead.remove(stream);
        }
    }

    Burst bookmark(long at) {
        return Burst.of(at, bookmarkFrame(at));
    }

    private byte[] bookmarkFrame(long at) {
        return feedstock.frames().bookmark(at, Math.max(at, feedstock.ring().head()));
    }

    /** Sends a stream to the list, and on from where the cohort is. */
    Burst reset(ResetReason reason) {
        tally.reset(reason);
        return Burst.of(position, feedstock.frames().reset(reason, position, group.snapshot()));
    }

    /** What a stream is told last. */
    Burst farewell(long at) {
        return Burst.of(at, bookmarkFrame(at), feedstock.frames().goAway(at, retry()));
    }

    /** After how many milliseconds a client is to come back. */
    static long retry() {
        return ThreadLocalRandom.current().nextLong(SHORTEST_RETRY, LONGEST_RETRY);
    }
}
