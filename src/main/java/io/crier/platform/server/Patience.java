package io.crier.platform.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.MessageSizeEstimator;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import reactor.netty.channel.ChannelOperations;

/**
 * Gives a client up that takes too long: to go on with a body that is waited for, or to take what
 * is sent to it. Either may take some time whatever it does, and longer for what it has done, so
 * that what is long may take long; neither is forgiven for a little that comes or goes now and
 * then. Stands before the codec, where every byte is seen. All of it happens on the event loop.
 */
public abstract class Patience extends ChannelDuplexHandler {
    /** No check comes sooner after the one before. */
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final ConnectionSettings settings;
    private final Runnable refused;

    /** None is further off than any of the times within which something must happen. */
    private @Nullable Future<?> check;

    private MessageSizeEstimator.@Nullable Handle sizes;
    private long received;
    private long waited;

    /** When what is waited for was asked for; 0 while nothing is. */
    private long askedAt;

    private long given;
    private long largest;

    /** Of what was given, as much as had been taken when the client began to be behind. */
    private long takenBefore;

    /** Since when there was always something for the client to take; 0 while there is nothing. */
    private long behindSince;

    /**
     * @param refused told of each client that is given up
     */
    Patience(ConnectionSettings settings, Runnable refused) {
        this.settings = settings;
        this.refused = refused;
    }

    /**
     * What is sent on the channel from now on may be taken as slowly as the client likes, and
     * nothing else is expected of it; on any thread.
     */
    public static void end(Channel channel) {
        channel.eventLoop()
                .execute(() -> {
                    var patience = channel.pipeline().get(Patience.class);
                    if (patience != null) {
                        channel.pipeline().remove(patience);
                    }
                });
    }

    /** Ends what the client was too slow for. */
    abstract void giveUp(ChannelHandlerContext context);

    /** Whether there is a body of which not all is there yet, and somebody may want it. */
    boolean isBodyAwaited(Channel channel) {
        var request = ChannelOperations.get(channel);
        return request != null && !request.isInboundDisposed();
    }

    /** What comes now is another request's. */
    final void beginRequest() {
        received = 0;
        waited = 0;
        askedAt = 0;
    }

    final void giveUpAndTell(ChannelHandlerContext context) {
        refused.run();
        giveUp(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var size = size(message);
        received += size;
        if (size > 0 && askedAt != 0) {
            waited += System.nanoTime() - askedAt;
            askedAt = 0;
        }
        context.fireChannelRead(message);
    }

    /** Frames that are none of a body are nothing to have waited for. */
    private static int size(Object message) {
        return switch (message) {
            case ByteBuf bytes -> bytes.readableBytes();
            case ByteBufHolder holder -> holder.content().readableBytes();
            default -> 0;
        };
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (askedAt == 0 && isBodyAwaited(context.channel())) {
            askedAt = System.nanoTime();
            watch(context);
        }
        context.read();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (behindSince != 0 && pending(context.channel()) == 0) {
            behindSince = 0;
        }
        var size = sizes(context.channel()).size(message);
        given += size;
        largest = Math.max(largest, size);
        var _ = context.write(message, promise);
    }

    /** As the channel itself reckons what is pending. */
    private MessageSizeEstimator.Handle sizes(Channel channel) {
        if (sizes == null) {
            sizes = channel.config().getMessageSizeEstimator().newHandle();
        }
        return sizes;
    }

    /** There is something to take, or will be. */
    final void isBehind(ChannelHandlerContext context) {
        if (behindSince == 0) {
            behindSince = System.nanoTime();
            takenBefore = given - pending(context.channel());
            watch(context);
        }
    }

    /** What was written and not taken yet, in bytes. */
    static long pending(Channel channel) {
        var config = channel.config();
        return channel.isWritable()
                ? config.getWriteBufferHighWaterMark() + 1 - channel.bytesBeforeUnwritable()
                : config.getWriteBufferLowWaterMark() - 1 + channel.bytesBeforeWritable();
    }

    private void watch(ChannelHandlerContext context) {
        if (check == null) {
            schedule(context, Long.MAX_VALUE);
        }
    }

    private void schedule(ChannelHandlerContext context, long left) {
        var soonest = Math.min(settings.bodyTimeout().toNanos(), settings.writeTimeout().toNanos());
        check =
                context.executor()
                        .schedule(
                                () -> check(context),
                                Math.min(soonest, Math.max(left, SHORTEST_PAUSE)),
                                TimeUnit.NANOSECONDS);
    }

    private void check(ChannelHandlerContext context) {
        check = null;
        if (!context.channel().isActive()) {
            return;
        }
        var left = Math.min(leftToSend(context.channel()), leftToTake(context.channel()));
        if (left <= 0) {
            giveUpAndTell(context);
        } else if (left < Long.MAX_VALUE) {
            schedule(context, left);
        }
    }

    private long leftToSend(Channel channel) {
        if (!isBodyAwaited(channel)) {
            return Long.MAX_VALUE;
        }
        var asking = askedAt == 0 ? 0 : System.nanoTime() - askedAt;
        return allowed(settings.bodyTimeout(), received, settings.minBodyRate()) - waited - asking;
    }

    private long leftToTake(Channel channel) {
        if (behindSince == 0) {
            return Long.MAX_VALUE;
        }
        var pending = pending(channel);
        if (pending == 0) {
            // Who has taken all there was is not slow, whatever it took.
            behindSince = 0;
            return Long.MAX_VALUE;
        }
        var taken = Math.max(0, given - pending - takenBefore) + underWay(channel);
        return allowed(settings.writeTimeout(), taken, settings.minAnswerRate())
                - (System.nanoTime() - behindSince);
    }

    /** Of what is still pending; HTTP/2 does not tell, and has what is begun count as taken. */
    private long underWay(Channel channel) {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? largest : buffer.currentProgress();
    }

    private static long allowed(Duration whatever, long bytes, DataSize perSecond) {
        var explained = (double) bytes / perSecond.toBytes() * TimeUnit.SECONDS.toNanos(1);
        return whatever.toNanos() + (long) explained;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (check != null) {
            check.cancel(false);
            check = null;
        }
    }
}
