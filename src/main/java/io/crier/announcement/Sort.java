package io.crier.announcement;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An order of announcements; ties are broken by id. Undated ones come last in either order of
 * starts.
 */
public enum Sort {
    START(
            "start",
            "coalesce(starts_at, 'infinity')",
            true,
            announcement -> start(announcement, Instant.MAX)),
    START_DESCENDING(
            "-start",
            "coalesce(starts_at, '-infinity')",
            false,
            announcement -> start(announcement, Instant.MIN)),
    PUBLISHED("published", "published_at", true, Announcement::publishedAt),
    PUBLISHED_DESCENDING("-published", "published_at", false, Announcement::publishedAt),
    UPDATED("updated", "updated_at", true, Announcement::updatedAt),
    UPDATED_DESCENDING("-updated", "updated_at", false, Announcement::updatedAt);

    private final String word;
    private final String expression;
    private final boolean ascending;
    private final Function<Announcement, Instant> key;

    Sort(String word, String expression, boolean ascending, Function<Announcement, Instant> key) {
        this.word = word;
        this.expression = expression;
        this.ascending = ascending;
        this.key = key;
    }

    static Optional<Sort> parse(String word) {
        return Arrays.stream(values()).filter(sort -> sort.word.equals(word)).findFirst();
    }

    static String accepted() {
        return Arrays.stream(values())
                .map(Sort::word)
                .collect(Collectors.joining(", ", "one of ", ""));
    }

    public String word() {
        return word;
    }

    /** The SQL expression that it sorts by, the one of an index. */
    String expression() {
        return expression;
    }

    String direction() {
        return ascending ? "ASC" : "DESC";
    }

    /** How a row that comes after another one compares to it. */
    String comparison() {
        return ascending ? ">" : "<";
    }

    /** As the database orders. */
    Comparator<SortKey> order() {
        return ascending ? Comparator.naturalOrder() : Comparator.reverseOrder();
    }

    SortKey key(Announcement announcement) {
        return new SortKey(key.apply(announcement), announcement.id());
    }

    private static Instant start(Announcement announcement, Instant unknown) {
        var start = Span.of(announcement.content()).start();
        return start == null ? unknown : start;
    }
}
