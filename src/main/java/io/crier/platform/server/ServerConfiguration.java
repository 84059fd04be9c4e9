package io.crier.platform.server;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

/** How connections are accepted and kept. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServerSettings.class)
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

    @Bean
    NettyServerCustomizer serverConnections(ServerSettings settings) {
        return server -> fromTrustedProxies(tuned(withFittingProtocols(server)), settings);
    }

    /**
     * HTTP/2 goes with TLS. Without it a client would have to ask for an upgrade with its first
     * request, whose body would be held in memory for that; some do so unasked, with a batch.
     */
    private static HttpServer withFittingProtocols(HttpServer server) {
        return server.configuration().sslProvider() == null
                ? server.protocol(HttpProtocol.HTTP11)
                : server;
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
