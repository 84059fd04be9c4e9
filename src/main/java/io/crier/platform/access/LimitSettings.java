package io.crier.platform.access;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much one may ask for, in the long run; ten times as much at once. 0 for no limit.
 *
 * @param readsPerSecond requests of all kinds but for open streams, which have limits of their own,
 *     from one address, or from one /64 network of IPv6; 1,000: a campus behind one address does
 *     not come near it, and one client alone cannot take more than a small part of what a core
 *     answers. Behind a proxy that is not named in {@code crier.trusted-proxies} all come from one
 *     address, and it is to be 0 or the proxy to be named
 * @param writesPerSecond writes with one token; 1,000, of which a batch is one
 */
@Validated
@ConfigurationProperties("crier.limits")
record LimitSettings(
        @DefaultValue("1000") @Min(0) int readsPerSecond,
        @DefaultValue("1000") @Min(0) int writesPerSecond) {}
