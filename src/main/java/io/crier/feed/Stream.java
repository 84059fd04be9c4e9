package io.crier.feed;

import io.crier.announcement.Filter;
import io.crier.feed.Ring.Found;
import io.crier.feed.Tail.Feedstock;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One client's way through the log: a position and a filter, nothing more. It has no queue; what
 * comes next is looked up when the client can take it.
 *
 * <p>Its steps follow each other, so what one leaves the next one sees, on whichever thread.
 */
final class Stream {
    /** Entries looked through in one step. */
    static final int STEP = 64;

    /** As much goes out as one buffer, or else a single frame that is larger. */
    static final int LARGEST_BUFFER = 64 * 1024;

    /** Clients come back after one to three seconds, not all at once. */
    private static final long SHORTEST_RETRY = 1_000;

    private static final long LONGEST_RETRY = 3_000;

    private static final byte[] NOTHING = {};

    private final Feedstock feedstock;
    private final Tail tail;
    private final Catchup catchup;
    private final Filter filter;
    private final String snapshot;
    private final BooleanSupplier closing;

    private long position;
    private long heartbeat;
    private volatile boolean ended;

    Stream(
            Feedstock feedstock,
            Tail tail,
            Catchup catchup,
            Filter filter,
            String snapshot,
            BooleanSupplier closing) {
        this.feedstock = feedstock;
        this.tail = tail;
        this.catchup = catchup;
        this.filter = filter;
        this.snapshot = snapshot;
        this.closing = closing;
    }

    /**
     * The opening at once, then one step after the other, each taken when it is subscribed to and
     * not before.
     */
    Flux<Mono<ByteBuffer>> from(Start start) {
        Flux<Mono<ByteBuffer>> steps =
                Flux.generate(sink -> {
                    if (ended) {
                        sink.complete();
                    } else {
                        sink.next(Mono.defer(this::step));
                    }
                });
        return opening(start).map(Mono::just).concatWith(steps);
    }

    private Mono<ByteBuffer> opening(Start start) {
        return switch (start) {
            case Start.Now _ -> Mono.fromSupplier(() -> begin(feedstock.ring().head()));
            case Start.Beginning _ -> catchup.bounds().map(bounds -> begin(bounds.floor()));
            case Start.Unreadable _ -> Mono.fromSupplier(() -> beginAnew(ResetReason.UNREADABLE));
            case Start.After(var cursor) when !cursor.epoch().equals(feedstock.epoch()) ->
                    Mono.fromSupplier(() -> beginAnew(ResetReason.OTHER_EPOCH));
            case Start.After(var cursor) when cursor.position() <= feedstock.ring().head() ->
                    Mono.fromSupplier(() -> begin(cursor.position()));
            // Another process may have told of it already.
            case Start.After(var cursor) ->
                    catchup.bounds()
                            .map(bounds ->
                                    cursor.position() <= bounds.head()
                                            ? begin(cursor.position())
                                            : beginAnew(ResetReason.FUTURE));
        };
    }

    private ByteBuffer begin(long from) {
        position = from;
        return opened(NOTHING);
    }

    private ByteBuffer beginAnew(ResetReason reason) {
        return opened(reset(reason));
    }

    private ByteBuffer opened(byte[] reset) {
        heartbeat = tail.heartbeats();
        return ByteBuffer.wrap(Frames.joined(feedstock.frames().retry(retry()), reset, bookmark()));
    }

    /**
     * The next buffer, or nothing if what was looked at does not concern the filter, or after a
     * wait.
     */
    private Mono<ByteBuffer> step() {
        if (ended) {
            return Mono.empty();
        }
        if (closing.getAsBoolean() || !tail.isFedFrom(feedstock)) {
            ended = true;
            return Mono.just(ByteBuffer.wrap(feedstock.frames().goAway(position, retry())));
        }
        return switch (feedstock.ring().after(position, STEP)) {
            case Found.Next(var entries) -> Mono.justOrEmpty(advance(entries));
            case Found.Behind _ ->
                    catchup.after(position, feedstock.frames()).mapNotNull(this::advance);
            case Found.UpToDate _ -> rest();
        };
    }

    private Mono<ByteBuffer> rest() {
        if (heartbeat != tail.heartbeats()) {
            heartbeat = tail.heartbeats();
            return Mono.just(ByteBuffer.wrap(bookmark()));
        }
        return tail.waiters().until(this::isSomethingToDo).then(Mono.empty());
    }

    private boolean isSomethingToDo() {
        return feedstock.ring().head() > position
                || heartbeat != tail.heartbeats()
                || closing.getAsBoolean()
                || !tail.isFedFrom(feedstock);
    }

    private @Nullable ByteBuffer advance(Catchup.Chunk chunk) {
        if (chunk.floor() > position) {
            return ByteBuffer.wrap(reset(ResetReason.EXPIRED));
        }
        // The log was cut behind our back; nothing follows that could be told.
        return chunk.entries().isEmpty()
                ? ByteBuffer.wrap(reset(ResetReason.FUTURE))
                : advance(chunk.entries());
    }

    private @Nullable ByteBuffer advance(List<Entry> entries) {
        var frames = new ByteArrayOutputStream();
        for (var entry : entries) {
            var view = View.of(entry.change(), filter);
            if (view != View.NONE) {
                var frame = entry.frame(view);
                if (frames.size() > 0 && frames.size() + frame.length > LARGEST_BUFFER) {
                    break;
                }
                frames.writeBytes(frame);
            }
            position = entry.position();
        }
        return frames.size() == 0 ? null : ByteBuffer.wrap(frames.toByteArray());
    }

    private byte[] bookmark() {
        return feedstock.frames().bookmark(position, Math.max(position, feedstock.ring().head()));
    }

    private byte[] reset(ResetReason reason) {
        position = feedstock.ring().head();
        return feedstock.frames().reset(reason, position, snapshot);
    }

    private static long retry() {
        return ThreadLocalRandom.current().nextLong(SHORTEST_RETRY, LONGEST_RETRY);
    }
}
