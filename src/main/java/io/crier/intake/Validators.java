package io.crier.intake;

import org.jspecify.annotations.Nullable;

/**
 * What a server gave to tell whether a document has changed since (RFC 9110 §8.8), sent back as it
 * came.
 */
record Validators(@Nullable String etag, @Nullable String lastModified) {
    static final Validators NONE = new Validators(null, null);

    private static final int LONGEST = 500;

    Validators {
        etag = sendable(etag);
        lastModified = sendable(lastModified);
    }

    /** A validator that could not be sent back is as good as none. */
    private static @Nullable String sendable(@Nullable String value) {
        return value == null
                        || value.isBlank()
                        || value.length() > LONGEST
                        || value.chars().anyMatch(unit -> unit < ' ' || unit > '~')
                ? null
                : value;
    }
}
