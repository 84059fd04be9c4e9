package io.crier.feed;

import io.crier.announcement.FieldSelection;
import io.crier.announcement.Filter;
import java.time.Duration;

/**
 * Changes asked for at once, rather than on a stream.
 *
 * @param start after what; not {@link Start.Unreadable}
 * @param reached the place that a walk of latest changes has got to, 0 where none is under way
 * @param fields what is told of the announcements
 * @param which which of the changes
 * @param limit as many as are told at most, 1 to {@value #MOST}
 * @param patience how long it is waited for one where there is none, up to {@link #LONGEST_WAIT}
 * @param snapshot where a client whose start cannot be continued reads what is there
 */
public record DeltaQuery(
        Start start,
        long reached,
        Filter filter,
        FieldSelection fields,
        Which which,
        int limit,
        Duration patience,
        String snapshot) {
    public static final int MOST = 1_000;

    /** Some hundred kilobytes; a screen of a phone shows fewer. */
    public static final int USUAL = 100;

    /** Below the 60 s after which proxies give up on what is silent. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** Which changes are told. */
    public enum Which {
        /** Every one, in order. */
        ALL,
        /** One for each announcement, in the order of their last ones: what became of it. */
        LATEST
    }

    public DeltaQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a delta has 1 to " + MOST + " changes");
        }
        if (patience.isNegative() || patience.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("nobody waits longer than " + LONGEST_WAIT);
        }
    }
}
