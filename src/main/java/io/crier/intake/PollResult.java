package io.crier.intake;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a poll came to. */
sealed interface PollResult {
    /** A document was read, and what it tells was taken in. */
    record Read(@Nullable String title, Validators validators, PollCounts counts)
            implements PollResult {}

    /** The document is still the one that was read last. */
    record NotModified() implements PollResult {}

    /**
     * Nothing came of it.
     *
     * @param error what went wrong, as a sentence of a readable length
     * @param retryAfter how long the server asks to be left alone
     */
    record Failed(String error, @Nullable Duration retryAfter) implements PollResult {
        private static final int LONGEST = 500;

        public Failed {
            error = Texts.cut(error.replace('\0', ' '), LONGEST);
        }
    }
}
