package io.crier.platform.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token that was made here, as it is kept: without its secret.
 *
 * @param bounds {@code null} for a publisher that may write anything
 * @param lastUsedAt to some minutes; {@code null} if it never was
 * @param expiresAt {@code null} for never
 */
record NamedToken(
        UUID id,
        String name,
        Set<Scope> scopes,
        @Nullable Bounds bounds,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt) {

    NamedToken {
        scopes = Set.copyOf(scopes);
    }

    /** A token as it is asked for. */
    record Wanted(
            String name, Set<Scope> scopes, @Nullable Bounds bounds, @Nullable Instant expiresAt) {

        Wanted {
            scopes = Set.copyOf(scopes);
        }
    }
}
