package io.crier.feed.web;

import io.crier.feed.Burst;
import io.crier.feed.Opening;
import io.crier.feed.Outlet;
import io.crier.feed.Stream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream's chunks to an HTTP/1.1 connection below the codec.
 *
 * <p>The answer begins as any other, with its headers and the stream's first frames. Where it would
 * end, this handler keeps the end back and takes the connection: what served the request is removed
 * from the pipeline and forgotten, and what is left is TLS, if there is any, and this. A chunk is
 * one write and one flush, of a buffer that all streams share.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // A write that fails ends the connection; all is said.
final class FastLane extends ChannelDuplexHandler implements Outlet {
    /** The last chunk (RFC 9112 §7.1). */
    private static final ByteBuf LAST_CHUNK =
            Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer()
                            .writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

    /** A client has nothing to say any more; one that goes on and on is cut off. */
    private static final int MOST_HEARD = 16 * 1024;

    /** For the last words to get through to a client that was slow. */
    private static final long GRACE_SECONDS = 2;

    private final Opening opening;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Stream stream;
    private @Nullable FileDescriptor socket;
    private int heard;

    FastLane(Opening opening) {
        this.opening = opening;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("the connection was not taken");
        }
        return context;
    }

    @Override
    public void write(ChannelHandlerContext from, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !(message instanceof HttpMessage)) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
            // Whoever wrote it finishes first.
            from.executor().execute(this::take);
        } else {
            from.write(message, promise);
        }
    }

    private void take() {
        var channel = context().channel();
        if (!channel.isActive()) {
            opening.close();
            return;
        }
        for (var handler : channel.pipeline().toMap().values()) {
            if (!isNeeded(handler)) {
                channel.pipeline().remove(handler);
            }
        }
        channel.config().setAutoRead(true);
        socket = socket(channel);
        stream = opening.attach(channel.eventLoop(), this);
    }

    /** Of a connection without TLS, where the system lets it be written to without a detour. */
    private static @Nullable FileDescriptor socket(Channel channel) {
        return channel instanceof EpollSocketChannel epoll
                        && channel.pipeline().get(SslHandler.class) == null
                ? epoll.fd()
                : null;
    }

    private boolean isNeeded(ChannelHandler handler) {
        return handler.equals(this) || handler instanceof SslHandler;
    }

    @Override
    public boolean write(Burst burst) {
        var chunk = burst.chunk();
        // Once it is closed its number may be another connection's. It is closed on this thread.
        if (socket != null && socket.isOpen() && chunk.hasMemoryAddress()) {
            return write(chunk, socket);
        }
        return write(chunk.retainedDuplicate());
    }

    /**
     * Straight to the socket, which has taken all that was written before: an outlet is written to
     * only when it is ready.
     */
    private boolean write(ByteBuf chunk, FileDescriptor to) {
        try {
            var size = chunk.readableBytes();
            var sent = to.writeAddress(chunk.memoryAddress() + chunk.readerIndex(), 0, size);
            return sent == size
                    || write(chunk.retainedSlice(chunk.readerIndex() + sent, size - sent));
        } catch (IOException gone) {
            cut();
            return false;
        }
    }

    private boolean write(ByteBuf bytes) {
        var to = context();
        to.write(bytes, to.voidPromise());
        to.flush();
        return isFlushed(to) || isFlushedLater(to);
    }

    private static boolean isFlushed(ChannelHandlerContext to) {
        var pending = to.channel().unsafe().outboundBuffer();
        return pending != null && pending.totalPendingWriteBytes() == 0;
    }

    /** What is written after all that is pending tells when that is gone. */
    private boolean isFlushedLater(ChannelHandlerContext to) {
        var flushed = to.writeAndFlush(Unpooled.EMPTY_BUFFER);
        if (flushed.isDone()) {
            return flushed.isSuccess();
        }
        flushed.addListener(done -> {
            if (done.isSuccess() && stream != null) {
                stream.ready();
            }
        });
        return false;
    }

    @Override
    public void end(Burst last) {
        var to = context();
        to.write(last.chunk().retainedDuplicate(), to.voidPromise());
        var sent = to.writeAndFlush(LAST_CHUNK.duplicate());
        sent.addListener(ChannelFutureListener.CLOSE);
        if (!sent.isDone()) {
            var cut = to.executor().schedule(this::cut, GRACE_SECONDS, TimeUnit.SECONDS);
            sent.addListener(_ -> cut.cancel(false));
        }
    }

    @Override
    public void cut() {
        context().close();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (stream == null) {
            from.fireChannelRead(message);
            return;
        }
        heard += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        ReferenceCountUtil.release(message);
        if (heard > MOST_HEARD) {
            from.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        if (stream == null) {
            opening.close();
        } else {
            stream.gone();
        }
        from.fireChannelInactive();
    }

    /** A connection that was reset, mostly. */
    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable failure) {
        if (stream == null) {
            from.fireExceptionCaught(failure);
        } else {
            from.close();
        }
    }
}
