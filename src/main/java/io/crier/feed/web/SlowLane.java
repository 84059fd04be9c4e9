package io.crier.feed.web;

import io.crier.feed.Burst;
import io.crier.feed.Opening;
import io.crier.feed.Outlet;
import io.crier.feed.Stream;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Gives a stream's frames to the server step by step: each asks for what follows, and is sent
 * before the next one is begun, so nothing is made in advance. For HTTP/2, and whatever cannot take
 * the fast lane.
 *
 * <p>But for the flag, its state is used on the event loop alone.
 */
final class SlowLane implements Outlet {
    /** For the last words to get through to a client that was slow. */
    private static final long GRACE_SECONDS = 2;

    private final Opening opening;
    private final Channel channel;
    private @Nullable Stream stream;
    private @Nullable MonoSink<ByteBuffer> asking;
    private @Nullable ByteBuffer farewell;
    private volatile boolean ended;

    SlowLane(Opening opening, Channel channel) {
        this.opening = opening;
        this.channel = channel;
    }

    /**
     * Sends what follows the opening, which was sent already; the stream is there until this
     * completes or is cancelled.
     */
    Mono<Void> send() {
        Mono<ByteBuffer> next = Mono.create(asked -> channel.eventLoop().execute(() -> ask(asked)));
        return next.flatMap(this::write)
                .repeat(() -> !ended)
                .then()
                .doFinally(_ -> channel.eventLoop().execute(this::leave));
    }

    /** Through the codec; completes when the connection has taken it. */
    private Mono<Void> write(ByteBuffer buffer) {
        return Mono.create(sent ->
                channel.writeAndFlush(Unpooled.wrappedBuffer(buffer))
                        .addListener(done -> {
                            if (done.isSuccess()) {
                                sent.success();
                            } else {
                                sent.error(done.cause());
                            }
                        }));
    }

    private void ask(MonoSink<ByteBuffer> asked) {
        asking = asked;
        if (farewell != null) {
            finish(farewell);
        } else if (stream != null) {
            stream.ready();
        } else {
            stream = opening.attach(channel.eventLoop(), this);
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
            // It is cut off if it has not taken that until then; if it has, there is nothing left
            // to cut.
            var _ = channel.eventLoop().schedule(this::cut, GRACE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void finish(ByteBuffer last) {
        ended = true;
        answer(last);
    }

    /** Of HTTP/2 the stream, of anything else the connection. */
    @Override
    public void cut() {
        ended = true;
        var _ = channel.close();
    }
}
