package io.crier.intake;

/** What a source's server answered. */
sealed interface Answer permits Fetched, Answer.NotModified {
    /** The document is still the one that was read last. */
    record NotModified() implements Answer {}
}
