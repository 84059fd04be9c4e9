package io.crier.platform.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Whom a request is counted for. */
public final class ClientAddress {
    /** A network of IPv6 that is usually one customer's. */
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /** The address of a client of IPv4; of IPv6, the /64 network that it may choose any of. */
    public static String of(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null ? "" : of(remote.getAddress());
    }

    public static String of(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES)
                : address.getHostAddress();
    }
}
