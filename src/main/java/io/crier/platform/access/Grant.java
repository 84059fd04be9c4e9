package io.crier.platform.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a token that was shown is good for.
 *
 * @param name of whoever shows it, for logs
 * @param key tells this one from all others; what it writes is counted by it
 * @param bounds {@code null} for a publisher that may write anything
 * @param token the named token that it is, or that a ticket was given for
 * @param until when it ends; {@code null} for never
 * @param ticket whether it is for the opening of one stream, and for nothing else
 */
record Grant(
        String name,
        String key,
        Set<Scope> scopes,
        @Nullable Bounds bounds,
        @Nullable UUID token,
        @Nullable Instant until,
        boolean ticket) {

    Grant {
        scopes = Set.copyOf(scopes);
    }

    /** The static token, which is good for everything, always. */
    static Grant publisher() {
        return new Grant("publisher", "", EnumSet.allOf(Scope.class), null, null, null, false);
    }

    static Grant of(NamedToken token) {
        return new Grant(
                token.name(),
                token.id().toString(),
                token.scopes(),
                token.bounds(),
                token.id(),
                token.expiresAt(),
                false);
    }
}
