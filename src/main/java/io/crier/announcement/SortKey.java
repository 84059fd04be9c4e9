package io.crier.announcement;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * Where an announcement stands in an order.
 *
 * @param rank 0 for the most relevant, and for all where relevance is not asked for
 * @param time {@link Instant#MAX} and {@link Instant#MIN} are PostgreSQL's infinities
 * @param id breaks ties
 */
public record SortKey(int rank, Instant time, UUID id) implements Comparable<SortKey> {
    // PostgreSQL compares UUIDs byte by byte, as their text does; Java's own comparison takes the
    // halves as signed.
    private static final Comparator<SortKey> ORDER =
            Comparator.comparing(SortKey::time).thenComparing(key -> key.id().toString());

    /** Whatever the rank. */
    @Override
    public int compareTo(SortKey other) {
        return ORDER.compare(this, other);
    }

    /** The time as a PostgreSQL timestamp. */
    String timestamp() {
        if (time.equals(Instant.MAX)) {
            return "infinity";
        }
        return time.equals(Instant.MIN) ? "-infinity" : time.toString();
    }

    boolean isStorable() {
        return time.equals(Instant.MAX) || time.equals(Instant.MIN) || PageToken.isStorable(time);
    }

    static SortKey of(int rank, String timestamp, UUID id) {
        return new SortKey(
                rank,
                switch (timestamp) {
                    case "infinity" -> Instant.MAX;
                    case "-infinity" -> Instant.MIN;
                    default -> Instant.parse(timestamp);
                },
                id);
    }
}
