package io.crier.announcement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A list asked for.
 *
 * @param phases any of them; empty asks nothing
 * @param limit how many announcements a page has at most, 1 to {@value #LARGEST_PAGE}
 * @param page where to go on, from the page before; {@code null} for the first one
 */
public record Query(
        Filter filter, Set<Phase> phases, Sort sort, int limit, @Nullable PageToken page) {
    public static final int LARGEST_PAGE = 100;
    public static final int USUAL_PAGE = 20;

    public Query {
        phases = Set.copyOf(phases);
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException(
                    "a page has 1 to " + LARGEST_PAGE + " announcements");
        }
        if (sort == Sort.RELEVANCE && filter.text() == null) {
            throw new IllegalArgumentException("nothing is relevant where no words are looked for");
        }
    }

    boolean isBackward() {
        return page != null && page.direction() == PageToken.Direction.BACK;
    }

    /** Where the announcement stands in the order asked for. */
    SortKey key(Findable item) {
        return sort.key(item, filter.text());
    }

    /**
     * Tells a query from others, whatever page of it is asked for and however long the pages are.
     */
    String fingerprint() {
        var question = filter.parameters() + " " + new TreeSet<>(phases) + " " + sort;
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(question.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
