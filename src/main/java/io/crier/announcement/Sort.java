package io.crier.announcement;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An order of announcements; ties are broken by id. Undated ones come last in either order of
 * starts.
 */
public enum Sort {
    START("start", "coalesce(starts_at, 'infinity')", true),
    START_DESCENDING("-start", "coalesce(starts_at, '-infinity')", false),
    PUBLISHED("published", "published_at", true),
    PUBLISHED_DESCENDING("-published", "published_at", false),
    UPDATED("updated", "updated_at", true),
    UPDATED_DESCENDING("-updated", "updated_at", false);

    private final String word;
    private final String expression;
    private final boolean ascending;

    Sort(String word, String expression, boolean ascending) {
        this.word = word;
        this.expression = expression;
        this.ascending = ascending;
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
        var time =
                switch (this) {
                    case START -> start(announcement, Instant.MAX);
                    case START_DESCENDING -> start(announcement, Instant.MIN);
                    case PUBLISHED, PUBLISHED_DESCENDING -> announcement.publishedAt();
                    case UPDATED, UPDATED_DESCENDING -> announcement.updatedAt();
                };
        return new SortKey(time, announcement.id());
    }

    private static Instant start(Announcement announcement, Instant unknown) {
        var start = Span.of(announcement.content()).start();
        return start == null ? unknown : start;
    }
}
