package io.crier.feed;

import io.crier.announcement.ChangeLog.Bounds;
import io.crier.feed.Tail.Feedstock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Where a stream begins.
 *
 * @param reset why it does not begin where the client wanted it to, if it doesn't
 */
record Begin(long position, @Nullable ResetReason reset) {
    /** Finds the place; asks for the bounds of the log only where memory cannot tell. */
    static Mono<Begin> of(Start start, Feedstock feedstock, Supplier<Mono<Bounds>> bounds) {
        var head = feedstock.ring().head();
        return switch (start) {
            case Start.Now _ -> Mono.just(at(head));
            case Start.Beginning _ -> bounds.get().map(known -> at(known.floor()));
            case Start.Unreadable _ -> Mono.just(anew(ResetReason.UNREADABLE, head));
            case Start.After(var cursor) when !cursor.epoch().equals(feedstock.epoch()) ->
                    Mono.just(anew(ResetReason.OTHER_EPOCH, head));
            case Start.After(var cursor) when cursor.position() <= head ->
                    Mono.just(at(cursor.position()));
            // Another process may have told of it already.
            case Start.After(var cursor) ->
                    bounds.get()
                            .map(known ->
                                    cursor.position() <= known.head()
                                            ? at(cursor.position())
                                            : anew(ResetReason.FUTURE, head));
        };
    }

    private static Begin at(long position) {
        return new Begin(position, null);
    }

    private static Begin anew(ResetReason reason, long head) {
        return new Begin(head, reason);
    }

    /** What the stream begins with. */
    byte[] first(Feedstock feedstock, String snapshot) {
        var frames = feedstock.frames();
        return Frames.joined(
                frames.retry(Cohort.retry()),
                reset == null ? new byte[0] : frames.reset(reset, position, snapshot),
                frames.bookmark(position, Math.max(position, feedstock.ring().head())));
    }
}
