package io.crier.reading;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How answers are held.
 *
 * @param cache answers kept in memory, with what was compressed of them; 64 MB, room for some
 *     thousand pages
 * @param maxExports documents that are too large to be kept and are sent at once, each to one
 *     client; 8, since each reads from the database for as long as its client takes
 * @param maxExportsPerClient of these, sent at once to one address, or to one /64 network of IPv6;
 *     2, so that one that is slow on purpose leaves some to the others; 0 for no limit
 */
@Validated
@ConfigurationProperties("crier.reading")
record ReadingSettings(
        @DefaultValue("64MB") @NotNull DataSize cache,
        @DefaultValue("8") @Min(1) int maxExports,
        @DefaultValue("2") @Min(0) int maxExportsPerClient) {}
