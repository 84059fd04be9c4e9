package io.crier.announcement;

import java.util.stream.Collectors;

/**
 * The SQL of a page's rows: those of all parts, each part read in the order of the page, as many as
 * a page needs.
 *
 * @param asked the parts that the query came to
 */
record PageRows(Query query, Asked asked) {
    /** Rows that are passed by in hope of a page. */
    private static final int REACH = 6_000;

    /** Whether the part lies on the side of the key that the page is on. */
    static boolean isReached(Part part, Query query) {
        var token = query.page();
        return token == null
                || (query.isBackward()
                        ? part.rank() <= token.key().rank()
                        : part.rank() >= token.key().rank());
    }

    /**
     * A statement of its own, or a part of one.
     *
     * @param further a condition on every row, with its AND; may be empty
     */
    String sql(String further) {
        var parts =
                asked.parts().stream()
                        .map(part -> rows(part, further + " " + beyondKey(part)))
                        .collect(Collectors.joining("UNION ALL\n"));
        return """
        SELECT document
        FROM (
            %s
        ) part
        ORDER BY rank %s, key %s, id %s
        LIMIT :limit
        """
                .formatted(parts, query.isBackward() ? "DESC" : "ASC", direction(), direction());
    }

    private String rows(Part part, String beyond) {
        return part.gathered().isEmpty() && !asked.isWindow(part)
                ? met(part, beyond)
                : rows(part, part.table(), asked.where(part) + " " + beyond, key());
    }

    private String rows(Part part, String table, String where, String key) {
        return """
        (
            SELECT
                document,
                %d AS rank,
                %s AS key,
                id
            FROM %s
            WHERE %s
            %s
            LIMIT :limit
        )
        """
                .formatted(part.rank(), key, table, where, order(key));
    }

    /**
     * What is met within {@value #REACH} rows of the order, or, if that is no whole page, gathered
     * after all: estimates do not know what never comes together.
     */
    private String met(Part part, String beyond) {
        // With the key as a column the planner knows that these rows are in order.
        var reached =
                """
                (
                    SELECT
                        *,
                        %s AS reached
                    FROM announcement
                    WHERE %s
                      %s
                    %s
                    LIMIT %d
                ) announcement
                """
                        .formatted(key(), Asked.window(part), beyond, order(key()), REACH);
        return """
        (
            WITH met AS MATERIALIZED
            %s
            SELECT *
            FROM met
            WHERE (SELECT count(*) FROM met) = :limit
            UNION ALL
            SELECT *
            FROM
            %s gathered
            WHERE (SELECT count(*) FROM met) < :limit
        )
        """
                .formatted(
                        rows(part, reached, asked.where(part), "reached"),
                        rows(part, asked.gathering(part).table(), "true " + beyond, key()));
    }

    private String beyondKey(Part part) {
        var token = query.page();
        if (token == null || part.rank() != token.key().rank()) {
            return "";
        }
        return "AND (%s, id) %s (CAST(:key AS timestamptz), CAST(:id AS uuid))"
                .formatted(key(), isAscending() ? ">" : "<");
    }

    private String order(String key) {
        return "ORDER BY %s %s, id %s".formatted(key, direction(), direction());
    }

    private String key() {
        return query.sort().expression();
    }

    private String direction() {
        return isAscending() ? "ASC" : "DESC";
    }

    /** A page before another one is read from its end. */
    private boolean isAscending() {
        return query.sort().isAscending() != query.isBackward();
    }
}
