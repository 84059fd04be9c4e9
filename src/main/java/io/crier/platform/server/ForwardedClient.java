package io.crier.platform.server;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.ConnectionInfo;

/**
 * Whose request a proxy passes on. Each proxy appends the address that it was asked from, to {@code
 * X-Forwarded-For} or {@code Forwarded} (RFC 7239); so the client is the last one that is no proxy
 * of ours. What stands before it may be made up.
 */
final class ForwardedClient implements BiFunction<ConnectionInfo, HttpRequest, ConnectionInfo> {
    private static final Pattern FOR =
            Pattern.compile("(?i)(?:^|;)\\s*for\\s*=\\s*\"?([^\";]*)\"?");

    private static final Pattern WITH_PORT =
            Pattern.compile("\\[([^\\]]*)\\](?::\\d+)?|([\\d.]+):\\d+");

    private final List<IpSubnetFilterRule> trusted;
    private final String header;

    /**
     * @param header the one that the proxies write; any other comes from the client
     * @throws IllegalArgumentException if a proxy is neither an address nor a network
     */
    ForwardedClient(List<String> trustedProxies, String header) {
        this.header = header;
        this.trusted = trustedProxies.stream().map(ForwardedClient::matcher).toList();
    }

    private static IpSubnetFilterRule matcher(String proxy) {
        try {
            return new IpSubnetFilterRule(network(proxy.strip()), IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "crier.trusted-proxies: '%s' is neither an address nor a network such as 10.0.0.0/8"
                            .formatted(proxy),
                    e);
        }
    }

    private static String network(String proxy) {
        if (proxy.contains("/")) {
            return proxy;
        }
        return proxy + (NetUtil.isValidIpV6Address(proxy) ? "/128" : "/32");
    }

    @Override
    public ConnectionInfo apply(ConnectionInfo info, HttpRequest request) {
        var peer = info.getRemoteAddress();
        return peer == null || peer.getAddress() == null
                ? info
                : info.withRemoteAddress(
                        new InetSocketAddress(
                                client(peer.getAddress(), request.headers()), peer.getPort()));
    }

    /**
     * The last address before one of a trusted proxy; the first of all where all are trusted. What
     * is no address is not looked behind.
     */
    InetAddress client(InetAddress peer, HttpHeaders headers) {
        var client = peer;
        for (var next : addresses(headers).reversed()) {
            var address = address(next);
            if (!isTrusted(client) || address == null) {
                break;
            }
            client = address;
        }
        return client;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(proxy -> proxy.matches(new InetSocketAddress(address, 0)));
    }

    private List<String> addresses(HttpHeaders headers) {
        var elements =
                headers.getAll(header).stream()
                        .flatMap(value -> Arrays.stream(value.split(",", -1)))
                        .map(String::strip);
        return header.equalsIgnoreCase("Forwarded")
                ? elements.map(ForwardedClient::whom).toList()
                : elements.toList();
    }

    private static String whom(String element) {
        var whom = FOR.matcher(element);
        return whom.find() ? whom.group(1) : "";
    }

    /** No names are looked up; {@code unknown} and made-up names are no address. */
    private static @Nullable InetAddress address(String text) {
        var withPort = WITH_PORT.matcher(text);
        var bare =
                !withPort.matches()
                        ? text
                        : withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
        return NetUtil.createInetAddressFromIpAddressString(bare);
    }
}
