package io.crier.feed.web;

import io.crier.feed.Opening;
import io.crier.platform.server.Patience;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.handler.codec.http.HttpVersion;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerResponse;

/** Chooses how a stream is sent: the same frames either way. */
final class Lanes {
    private Lanes() {}

    static Mono<Void> send(Opening opening, ServerHttpResponse response) {
        HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(response);
        var channel = channel(netty);
        if (netty.version().equals(HttpVersion.HTTP_1_0)) {
            // It knows no chunks: the stream ends with the connection (RFC 9112 §6.3).
            netty.chunkedTransfer(false).keepAlive(false);
        }
        return isFast(netty, channel)
                ? sendFast(opening, response, netty, channel)
                : sendSlowly(opening, response, channel);
    }

    private static Channel channel(HttpServerResponse netty) {
        var taken = new Channel[1];
        netty.withConnection(connection -> taken[0] = connection.channel());
        return taken[0];
    }

    /** HTTP/1.0 knows no chunks, and a stream of HTTP/2 has no connection of its own. */
    private static boolean isFast(HttpServerResponse netty, Channel channel) {
        return netty.version().equals(HttpVersion.HTTP_1_1)
                && channel.parent() instanceof ServerChannel
                && channel.pipeline().get(NettyPipeline.ReactiveBridge) != null;
    }

    /** The answer ends, as WebFlux sees it, with the opening; the fast lane takes over there. */
    private static Mono<Void> sendFast(
            Opening opening,
            ServerHttpResponse response,
            HttpServerResponse netty,
            Channel channel) {
        // No other request is ever served on this connection.
        netty.keepAlive(false);
        channel.pipeline()
                .addBefore(NettyPipeline.ReactiveBridge, "crier.stream", new FastLane(opening));
        return begin(opening, response);
    }

    /** One buffer is sent, by way of the codec, before the next one is asked for. */
    private static Mono<Void> sendSlowly(
            Opening opening, ServerHttpResponse response, Channel channel) {
        Patience.end(channel);
        return begin(opening, response).then(new SlowLane(opening, channel).send());
    }

    private static Mono<Void> begin(Opening opening, ServerHttpResponse response) {
        return response.writeAndFlushWith(
                Flux.just(Flux.just(response.bufferFactory().wrap(opening.first()))));
    }
}
