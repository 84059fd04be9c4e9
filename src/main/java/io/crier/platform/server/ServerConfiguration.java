package io.crier.platform.server;

import io.crier.refusal.RefusalMeters;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.handler.codec.http2.Http2StreamChannel;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyPipeline;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerState;

/** How connections are accepted and kept. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ServerSettings.class, ConnectionSettings.class})
class ServerConfiguration {
    /** Connections that wait to be accepted: thousands of clients may come back at once. */
    private static final int BACKLOG = 4096;

    /**
     * A client that acknowledges nothing for so long has gone. With a heartbeat of 15 s a dead
     * connection is noticed within a minute.
     */
    private static final int SILENCE_MILLIS = 30_000;

    /**
     * What the kernel holds for a connection besides what is on its way; a client that does not
     * read costs no more.
     */
    private static final long UNSENT_BYTES = 64 * 1024;

    private static final String PATIENCE = "crier.patience";

    @Bean
    NettyServerCustomizer serverConnections(
            ServerSettings settings, ConnectionSettings limits, RefusalMeters meters) {
        return server ->
                patient(
                        fromTrustedProxies(tuned(withFittingProtocols(server, limits)), settings)
                                .maxConnections(limits.connectionLimit()),
                        limits,
                        () -> meters.refused(RefusalMeters.Cause.SLOW));
    }

    private static HttpServer patient(
            HttpServer server, ConnectionSettings limits, Runnable refused) {
        return server.doOnChannelInit((_, channel, _) ->
                        add(channel.pipeline(), new ConnectionPatience(limits, refused)))
                .childObserve(
                        (connection, state) -> tell(connection.channel(), state, limits, refused));
    }

    /** First of all, but for TLS. */
    private static void add(ChannelPipeline pipeline, Patience patience) {
        if (pipeline.get(NettyPipeline.SslHandler) == null) {
            pipeline.addFirst(PATIENCE, patience);
        } else {
            pipeline.addAfter(NettyPipeline.SslHandler, PATIENCE, patience);
        }
    }

    private static void tell(
            Channel channel,
            ConnectionObserver.State state,
            ConnectionSettings limits,
            Runnable refused) {
        if (HttpServerState.REQUEST_RECEIVED.equals(state)) {
            if (channel instanceof Http2StreamChannel) {
                leaveToStreams(channel.parent().pipeline());
                channel.pipeline().addFirst(PATIENCE, new StreamPatience(limits, refused));
            } else {
                tell(channel, ConnectionPatience::headReceived);
            }
        } else if (ConnectionObserver.State.DISCONNECTING.equals(state)) {
            tell(channel, ConnectionPatience::answered);
        }
    }

    /**
     * What a connection of HTTP/2 gives and takes is timed by its streams from the first one on.
     */
    private static void leaveToStreams(ChannelPipeline connection) {
        if (connection.get(PATIENCE) != null) {
            connection.remove(PATIENCE);
        }
    }

    private static void tell(Channel channel, Consumer<ConnectionPatience> news) {
        var patience = channel.pipeline().get(ConnectionPatience.class);
        if (patience != null) {
            news.accept(patience);
        }
    }

    /**
     * HTTP/2 goes with TLS. Without it a client would have to ask for an upgrade with its first
     * request, whose body would be held in memory for that; some do so unasked, with a batch.
     */
    private static HttpServer withFittingProtocols(HttpServer server, ConnectionSettings limits) {
        return server.configuration().sslProvider() == null
                ? server.protocol(HttpProtocol.HTTP11)
                : server.http2Settings(
                        http2 -> http2.maxConcurrentStreams(limits.maxRequestsPerConnection()));
    }

    private static HttpServer tuned(HttpServer server) {
        var waiting = server.option(ChannelOption.SO_BACKLOG, BACKLOG);
        // Elsewhere a dead connection is noticed when a write fails.
        return Epoll.isAvailable()
                ? waiting.childOption(EpollChannelOption.TCP_USER_TIMEOUT, SILENCE_MILLIS)
                        .childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT_BYTES)
                : waiting;
    }

    private static HttpServer fromTrustedProxies(HttpServer server, ServerSettings settings) {
        return settings.trustedProxies().isEmpty()
                ? server
                : server.forwarded(
                        new ForwardedClient(settings.trustedProxies(), settings.forwardedHeader()));
    }
}
