package io.crier.syndication;

/** What a calendar does with events that will not take place. */
public enum Cancelled {
    /** They are there, and marked as the standard says (RFC 5545 §3.8.1.11). */
    MARK,
    /**
     * They are there as if they took place, with a word in the title: some calendars hide what is
     * marked.
     */
    KEEP,
    /** They are not there. */
    REMOVE
}
