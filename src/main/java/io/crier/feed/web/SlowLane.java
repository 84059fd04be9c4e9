package io.crier.feed.web;

import io.crier.feed.Burst;
import io.crier.feed.Opening;
import io.crier.feed.Outlet;
import io.crier.feed.Stream;
import java.nio.ByteBuffer;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;

/**
 * Gives a stream's frames to WebFlux, one step after the other: each asks for what follows when the
 * one before was sent, so nothing is made in advance. For HTTP/2, and whatever cannot take the fast
 * lane.
 *
 * <p>But for the flags, its state is used on the event loop alone.
 */
final class SlowLane implements Outlet {
    /** For the last words to get through to a client that was slow. */
    private static final long GRACE_SECONDS = 2;

    private final Opening opening;
    private final ScheduledExecutorService eventLoop;
    private final Sinks.Empty<Void> cut = Sinks.empty();
    private @Nullable Stream stream;
    private @Nullable MonoSink<ByteBuffer> asking;
    private @Nullable ByteBuffer farewell;
    private volatile boolean ended;

    SlowLane(Opening opening, ScheduledExecutorService eventLoop) {
        this.opening = opening;
        this.eventLoop = eventLoop;
    }

    /** The steps, to be taken in order; the stream is there until they end or are cancelled. */
    Flux<Mono<ByteBuffer>> steps() {
        Flux<Mono<ByteBuffer>> steps =
                Flux.generate(sink -> {
                    if (ended) {
                        sink.complete();
                    } else {
                        sink.next(Mono.create(asked -> eventLoop.execute(() -> ask(asked))));
                    }
                });
        return Flux.just(Mono.just(opening.first()))
                .concatWith(steps)
                .takeUntilOther(cut.asMono())
                .doFinally(_ -> eventLoop.execute(this::leave));
    }

    private void ask(MonoSink<ByteBuffer> asked) {
        asking = asked;
        if (farewell != null) {
            finish(farewell);
        } else if (stream != null) {
            stream.ready();
        } else {
            stream = opening.attach(eventLoop, this);
        }
    }

    private void leave() {
        if (stream != null) {
            stream.gone();
        }
        opening.close();
    }

    private void answer(ByteBuffer buffer) {
        var asked = asking;
        asking = null;
        if (asked != null) {
            asked.success(buffer);
        }
    }

    @Override
    public boolean write(Burst burst) {
        answer(burst.plain());
        return false;
    }

    @Override
    public void end(Burst last) {
        farewell = last.plain();
        if (asking != null) {
            finish(farewell);
        } else {
            // It is cut off if it has not asked until then; that it was sent all is no harm.
            var _ = eventLoop.schedule(this::cut, GRACE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void finish(ByteBuffer last) {
        ended = true;
        answer(last);
    }

    @Override
    public void cut() {
        ended = true;
        cut.tryEmitEmpty();
    }
}
