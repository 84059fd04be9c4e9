package io.crier.syndication;

import io.crier.announcement.Status;
import org.jspecify.annotations.Nullable;

/**
 * Whether an event takes place, as a calendar tells it.
 *
 * @param status one of the three that there are (RFC 5545 §3.8.1.11)
 * @param word the key of the {@link Wording word} that stands before the title. It is there beside
 *     the status CANCELLED as well: a calendar that doesn't show the status would send people to an
 *     event that isn't
 * @param off whether nobody need keep the time free
 */
record Standing(String status, @Nullable String word, boolean off) {
    private static final String TENTATIVE = "TENTATIVE";
    private static final String CONFIRMED = "CONFIRMED";

    /** Nothing where the calendar doesn't tell of it. */
    static @Nullable Standing of(Status status, Cancelled cancelled) {
        return switch (status) {
            case TENTATIVE -> new Standing(TENTATIVE, null, false);
            // Its time is the one that no longer holds, and another one isn't known.
            case POSTPONED -> new Standing(TENTATIVE, "postponed", true);
            case SCHEDULED, RESCHEDULED, MOVED_ONLINE -> new Standing(CONFIRMED, null, false);
            case CANCELLED -> calledOff("cancelled", cancelled);
        };
    }

    /**
     * Of an announcement that is no longer there; nothing where the calendar doesn't tell of it.
     */
    static @Nullable Standing removed(Cancelled cancelled) {
        return calledOff("removed", cancelled);
    }

    private static @Nullable Standing calledOff(String word, Cancelled cancelled) {
        return switch (cancelled) {
            case MARK -> new Standing("CANCELLED", word, true);
            case KEEP -> new Standing(CONFIRMED, word, true);
            case REMOVE -> null;
        };
    }
}
