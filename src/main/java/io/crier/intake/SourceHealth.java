package io.crier.intake;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How polls of a source have been going.
 *
 * @param title {@code null} where neither an operator nor its feed has given it one
 * @param lastPolledAt {@code null} where it was not polled yet
 * @param nextPollAt {@code null} where it is switched off
 * @param lastError why the last poll came to nothing, {@code null} where it did not
 * @param failures polls in a row that came to nothing
 */
public record SourceHealth(
        UUID id,
        URI url,
        @Nullable String title,
        boolean enabled,
        @Nullable Instant lastPolledAt,
        @Nullable Instant lastSucceededAt,
        @Nullable Instant nextPollAt,
        @Nullable String lastError,
        int failures) {}
