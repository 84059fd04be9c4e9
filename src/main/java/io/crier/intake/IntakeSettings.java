package io.crier.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
        @DefaultValue("15m") Duration interval,
        @DefaultValue("5s") Duration lookout,
        @DefaultValue("4") @Min(1) @Max(32) int concurrency,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("8MB") DataSize maxSize) {}
