package io.crier.platform.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection of HTTP/1.1 whose client takes too long, to send the head of a request too. A
 * request that is there at once, as most are, sets no timer.
 *
 * <p>It is told by the server when a request's head was read, and when the answer has ended. What
 * comes of a body after its answer counts as the head of the next request.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A connection that is given up is closed either way.
final class ConnectionPatience extends Patience {
    private static final byte[] TIMED_OUT =
            "HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final long headTimeout;
    private State state = State.IDLE;
    private @Nullable Future<?> head;
    private boolean answering;

    private enum State {
        IDLE,
        HEAD,
        REQUEST
    }

    ConnectionPatience(ConnectionSettings settings, Runnable refused) {
        super(settings, refused);
        this.headTimeout = settings.headTimeout().toNanos();
    }

    /** A whole head was read. */
    void headReceived() {
        cancelHead();
        state = State.REQUEST;
        answering = false;
        beginRequest();
    }

    /** The answer was sent; what comes now is another request. */
    void answered() {
        cancelHead();
        state = State.IDLE;
    }

    @Override
    boolean isBodyAwaited(Channel channel) {
        return state == State.REQUEST && super.isBodyAwaited(channel);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == State.IDLE) {
            state = State.HEAD;
            answering = false;
        }
        super.channelRead(context, message);
        // The codec has told by now what it made of that; of HTTP/2, that this is not needed here.
        if (head == null && state == State.HEAD && !context.isRemoved()) {
            head =
                    context.executor()
                            .schedule(() -> headIsLate(context), headTimeout, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        answering = true;
        super.write(context, message, promise);
    }

    /** What is less than makes it unwritable costs next to nothing to hold. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!context.channel().isWritable()) {
            isBehind(context);
        }
        context.fireChannelWritabilityChanged();
    }

    private void headIsLate(ChannelHandlerContext context) {
        head = null;
        if (state == State.HEAD) {
            giveUpAndTell(context);
        }
    }

    @Override
    void giveUp(ChannelHandlerContext context) {
        if (answering || state == State.IDLE) {
            context.close();
        } else {
            context.writeAndFlush(Unpooled.wrappedBuffer(TIMED_OUT))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void cancelHead() {
        if (head != null) {
            head.cancel(false);
            head = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        cancelHead();
        super.handlerRemoved(context);
    }
}
