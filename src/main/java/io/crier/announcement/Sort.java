package io.crier.announcement;

import io.crier.search.TextQuery;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    UPDATED_DESCENDING("-updated", "updated_at", false),
    /**
     * What has all words in the title comes first, then what has some there, then what has them
     * elsewhere; within each, the newest first. Only where words are looked for.
     */
    RELEVANCE("relevance", "published_at", false);

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

    /** The SQL expression that it sorts by, within a rank; the one of an index. */
    String expression() {
        return expression;
    }

    boolean isAscending() {
        return ascending;
    }

    /** As the database orders: by rank, and then in the direction of the sort. */
    Comparator<SortKey> order() {
        var within = Comparator.<SortKey>naturalOrder();
        return Comparator.comparingInt(SortKey::rank)
                .thenComparing(ascending ? within : within.reversed());
    }

    /**
     * Where the announcement stands.
     *
     * @param text what is looked for; needed for {@link #RELEVANCE} alone
     */
    SortKey key(Findable item, @Nullable TextQuery text) {
        var announcement = item.announcement();
        var time =
                switch (this) {
                    case START -> start(item, Instant.MAX);
                    case START_DESCENDING -> start(item, Instant.MIN);
                    case PUBLISHED, PUBLISHED_DESCENDING, RELEVANCE -> announcement.publishedAt();
                    case UPDATED, UPDATED_DESCENDING -> announcement.updatedAt();
                };
        return new SortKey(
                this == RELEVANCE && text != null ? rank(item, text) : 0, time, announcement.id());
    }

    private static int rank(Findable item, TextQuery text) {
        return switch (text.rank(item.text())) {
            case ALL_IN_TITLE -> 0;
            case SOME_IN_TITLE -> 1;
            case ELSEWHERE -> 2;
        };
    }

    private static Instant start(Findable item, Instant unknown) {
        var start = item.span().start();
        return start == null ? unknown : start;
    }
}
