package io.crier.platform.server;

import io.crier.refusal.RefusalMeters;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.Connection;
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
                        () -> new Patience(limits, () -> meters.refused(RefusalMeters.Cause.SLOW)));
    }

    private static HttpServer patient(HttpServer server, Supplier<Patience> patience) {
        return server.doOnChannelInit((_, channel, _) -> add(channel.pipeline(), patience.get()))
                .childObserve(ServerConfiguration::tell);
    }

    /** First of all, but for TLS. */
    private static void add(ChannelPipeline pipeline, Patience patience) {
        if (pipeline.get(NettyPipeline.SslHandler) == null) {
            pipeline.addFirst(PATIENCE, patience);
        } else {
            pipeline.addAfter(NettyPipeline.SslHandler, PATIENCE, patience);
        }
    }

    private static void tell(Connection connection, ConnectionObserver.State state) {
        if (HttpServerState.REQUEST_RECEIVED.equals(state)) {
            var patience = Patience.of(connection.channel());
            if (patience != null) {
                patience.headReceived(connection.channel());
            }
        } else if (ConnectionObserver.State.DISCONNECTING.equals(state)) {
            var patience = connection.channel().pipeline().get(Patience.class);
            if (patience != null) {
                patience.answered();
            }
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
