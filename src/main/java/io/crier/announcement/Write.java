package io.crier.announcement;

import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Something to be done to one announcement. */
public sealed interface Write {
    UUID id();

    Match match();

    /**
     * Creates the announcement, or replaces what it says; one that was removed comes back.
     *
     * @param source where it was taken in from; kept from the first write
     * @param publishedAt when it was first published, now if {@code null}; kept from the first
     *     write
     * @param once the key under which this is done only once, for a new announcement
     */
    record Put(
            UUID id,
            Content content,
            Match match,
            @Nullable Origin source,
            @Nullable Instant publishedAt,
            @Nullable Once once)
            implements Write {
        public Put(UUID id, Content content, Match match) {
            this(id, content, match, null, null, null);
        }
    }

    /**
     * Changes what an existing announcement says.
     *
     * @param edit from what it says now; called again if another writer was faster, so without side
     *     effects. What it throws is what the writer is told
     */
    record Edit(UUID id, UnaryOperator<Content> edit, Match match) implements Write {}

    /** Removes an announcement; a tombstone stays. */
    record Remove(UUID id, Match match) implements Write {}

    /**
     * Makes the repetition of a write harmless: the first under a key is carried out, a later one
     * is answered with what the first one did. Keys are kept for a day.
     *
     * @param key unique among the writers that share the scope
     * @param fingerprint tells whether a later write under the same key is the same write
     */
    record Once(String key, String fingerprint) {}
}
