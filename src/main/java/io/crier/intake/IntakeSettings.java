package io.crier.intake;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How sources are read.
 *
 * @param allowPrivateAddresses whether sources on private and loopback addresses are read. Not by
 *     default: whoever may add a source could look around the network behind Crier
 * @param interval how often a source is polled that says nothing else. A quarter of an hour is what
 *     most sites bear and most readers do not notice
 * @param lookout how often is looked for sources that are due, beside when one is added
 * @param concurrency how many sources are polled at the same time; the database is shared with
 *     publishers
 * @param connectTimeout how long a server may take to accept a connection
 * @param timeout how long a whole exchange may take, redirects included
 * @param maxSize of a document, decompressed; a large calendar of a city has 1.5 MB
 */
@ConfigurationProperties("crier.intake")
@Validated
record IntakeSettings(
        @DefaultValue("false") boolean allowPrivateAddresses,
        @DefaultValue("15m") @NotNull Duration interval,
        @DefaultValue("5s") @NotNull Duration lookout,
        @DefaultValue("4") @Min(1) @Max(32) int concurrency,
        @DefaultValue("5s") @NotNull Duration connectTimeout,
        @DefaultValue("30s") @NotNull Duration timeout,
        @DefaultValue("8MB") @NotNull DataSize maxSize) {
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration SHORTEST_LOOKOUT = Duration.ofMillis(100);

    @AssertTrue(
            message =
                    "interval must be a second at least, lookout 100 ms, timeout, connect-timeout and max-size more than nothing")
    boolean isInOrder() {
        return interval.compareTo(SHORTEST_INTERVAL) >= 0
                && lookout.compareTo(SHORTEST_LOOKOUT) >= 0
                && connectTimeout.isPositive()
                && timeout.isPositive()
                && maxSize.toBytes() > 0;
    }
}
