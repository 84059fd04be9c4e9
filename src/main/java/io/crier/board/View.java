package io.crier.board;

import io.crier.announcement.Filter;
import io.crier.announcement.Query;
import java.time.YearMonth;

/**
 * What somebody looks at.
 *
 * @param filter which announcements
 * @param shape in which order, and how much of it
 * @param link its address
 */
public record View(Filter filter, Shape shape, ViewLink link) {
    /** How announcements are laid out. */
    public sealed interface Shape {}

    /** What is on, what comes next day by day, and what is new. */
    record Days() implements Shape {}

    /**
     * More of what comes next.
     *
     * @param query with the page to go on from
     */
    record Later(Query query) implements Shape {}

    /**
     * The table of a month.
     *
     * @param current whether it is shown for being the current one, as nobody asked for another
     */
    record Month(YearMonth month, boolean current) implements Shape {}
}
