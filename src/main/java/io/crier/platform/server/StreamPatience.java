package io.crier.platform.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;

/**
 * Resets a stream of HTTP/2 whose client takes too long over it; the others of its connection go
 * on. Each has a window of its own, which a client may keep shut however little is sent, so that
 * whatever is not taken at once is timed.
 */
final class StreamPatience extends Patience {
    StreamPatience(ConnectionSettings settings, Runnable refused) {
        super(settings, refused);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        if (pending(context.channel()) > 0) {
            isBehind(context);
        }
    }

    /** Closing alone resets nothing once all was written, even if all of it still waits. */
    @Override
    void giveUp(ChannelHandlerContext context) {
        var _ = context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
        var _ = context.close();
    }
}
