package io.crier.platform.server;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What stands before Crier.
 *
 * @param trustedProxies addresses or networks, such as {@code 10.0.0.0/8}, of reverse proxies whose
 *     word on the client's address is taken; none, since anybody can send such a header
 * @param forwardedHeader the one header that they say it in; {@code X-Forwarded-For}, since most
 *     proxies write that one and pass a client's own {@code Forwarded} on
 */
@ConfigurationProperties("crier")
record ServerSettings(
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("X-Forwarded-For") String forwardedHeader) {}
