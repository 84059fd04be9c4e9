package io.crier.platform.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.ChannelOperations;

/**
 * Closes a connection of HTTP/1.1 whose client takes too long: to send the head of a request, to go
 * on with a body that is waited for, or to take any of an answer. It stands before the codec, where
 * every byte is seen; a request that is there at once, as most are, sets no timer.
 *
 * <p>It is told by the server when a request's head was read, and when the answer has ended. What
 * comes of a body after its answer counts as the head of the next request. All of it happens on the
 * connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A connection that is given up is closed either way.
final class Patience extends ChannelDuplexHandler {
    private static final byte[] TIMED_OUT =
            "HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    /** Set by whoever sends a stream, whose client may be as slow as it likes. */
    private static final AttributeKey<Boolean> STREAM = AttributeKey.valueOf("crier.stream");

    /** No check of a body comes sooner after the one before. */
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final ConnectionSettings settings;
    private final Runnable refused;
    private State state = State.IDLE;
    private @Nullable Future<?> arrival;
    private @Nullable Future<?> departure;
    private boolean answering;
    private long received;
    private long waited;

    /** When what is waited for was asked for; 0 while nothing is. */
    private long askedAt;

    private enum State {
        IDLE,
        HEAD,
        REQUEST
    }

    /**
     * @param refused told of each connection that is closed
     */
    Patience(ConnectionSettings settings, Runnable refused) {
        this.settings = settings;
        this.refused = refused;
    }

    /** That of the connection, if it has one; of HTTP/2 the one that its streams share. */
    static @Nullable Patience of(Channel channel) {
        var own = channel.pipeline().get(Patience.class);
        return own != null || channel.parent() == null
                ? own
                : channel.parent().pipeline().get(Patience.class);
    }

    /** A whole head was read. HTTP/2 has frames and windows of its own from then on. */
    void headReceived(Channel channel) {
        if (channel.pipeline().get(Patience.class) != this) {
            channel.parent().pipeline().remove(this);
            return;
        }
        cancelArrival();
        state = State.REQUEST;
        answering = false;
        received = 0;
        waited = 0;
        askedAt = 0;
    }

    /** The answer was sent; what comes now is another request. */
    void answered() {
        cancelArrival();
        state = State.IDLE;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == State.IDLE) {
            state = State.HEAD;
            answering = false;
        }
        if (message instanceof ByteBuf bytes) {
            received += bytes.readableBytes();
        }
        if (askedAt != 0) {
            waited += System.nanoTime() - askedAt;
            askedAt = 0;
        }
        context.fireChannelRead(message);
        // The codec has told by now what it made of that.
        if (arrival == null && state == State.HEAD) {
            schedule(context, settings.headTimeout().toNanos(), () -> headIsLate(context));
        }
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (state == State.REQUEST && askedAt == 0 && isWaitedFor(context.channel())) {
            askedAt = System.nanoTime();
            if (arrival == null) {
                schedule(context, settings.bodyTimeout().toNanos(), () -> checkBody(context));
            }
        }
        context.read();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        answering = true;
        var _ = context.write(message, promise);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            cancelDeparture();
        } else if (departure == null) {
            departure =
                    context.executor()
                            .schedule(
                                    () -> nothingIsTaken(context),
                                    settings.writeTimeout().toNanos(),
                                    TimeUnit.NANOSECONDS);
        }
        context.fireChannelWritabilityChanged();
    }

    /** Whether there is a body of which not all is there yet, and somebody may want it. */
    private static boolean isWaitedFor(Channel channel) {
        var request = ChannelOperations.get(channel);
        return request != null && !request.isInboundDisposed();
    }

    private void schedule(ChannelHandlerContext context, long nanos, Runnable check) {
        arrival = context.executor().schedule(check, nanos, TimeUnit.NANOSECONDS);
    }

    private void headIsLate(ChannelHandlerContext context) {
        if (state == State.HEAD) {
            giveUp(context);
        }
    }

    private void checkBody(ChannelHandlerContext context) {
        arrival = null;
        if (state != State.REQUEST || !isWaitedFor(context.channel())) {
            return;
        }
        var outstanding = askedAt == 0 ? 0 : System.nanoTime() - askedAt;
        var allowed =
                settings.bodyTimeout().toNanos()
                        + TimeUnit.SECONDS.toNanos(received) / settings.minBodyRate().toBytes();
        var left = allowed - waited - outstanding;
        if (left <= 0) {
            giveUp(context);
        } else {
            schedule(context, Math.max(left, SHORTEST_PAUSE), () -> checkBody(context));
        }
    }

    private void nothingIsTaken(ChannelHandlerContext context) {
        if (!context.channel().hasAttr(STREAM)) {
            giveUp(context);
        }
    }

    private void giveUp(ChannelHandlerContext context) {
        refused.run();
        if (answering || state == State.IDLE) {
            var _ = context.close();
        } else {
            context.writeAndFlush(Unpooled.wrappedBuffer(TIMED_OUT))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void cancelArrival() {
        if (arrival != null) {
            arrival.cancel(false);
            arrival = null;
        }
    }

    private void cancelDeparture() {
        if (departure != null) {
            departure.cancel(false);
            departure = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        cancelArrival();
        cancelDeparture();
    }
}
