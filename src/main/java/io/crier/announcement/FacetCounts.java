package io.crier.announcement;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How many announcements have what, among those that somebody asks for.
 *
 * @param total how many there are
 * @param exact whether the numbers are counted; else they are estimated from a random sample
 * @param counts by the name of the parameter that would ask for one of them, most frequent first
 * @param cursor the place in the log that they are true at
 * @param until when the clock alone makes other numbers of them, as for a {@link Page}
 */
public record FacetCounts(
        long total,
        boolean exact,
        SortedMap<String, List<Count>> counts,
        Cursor cursor,
        @Nullable Instant until) {

    /**
     * How many have one value.
     *
     * @param value what the parameter would be set to
     * @param label the same, as most announcements spell it
     */
    public record Count(String value, String label, long count) {}
}
