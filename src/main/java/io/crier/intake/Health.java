package io.crier.intake;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How all sources do, for those who look after them. */
@Component
public class Health {
    private final DatabaseClient database;

    Health(DatabaseClient database) {
        this.database = database;
    }

    /**
     * All sources together.
     *
     * @param count of all
     * @param failing of those that are switched on and whose last poll came to nothing
     * @param sources those that fail come first, then those that were added first; not all where
     *     they are many
     */
    public record Report(long count, long failing, List<SourceHealth> sources) {
        public Report {
            sources = List.copyOf(sources);
        }
    }

    /**
     * How many sources do how.
     *
     * @param well whose last poll succeeded
     * @param failing whose last poll came to nothing
     * @param untried that were not polled yet
     * @param off that are switched off, however their last poll went
     * @param oldest when the one that succeeded longest ago did, or was added if it never did; of
     *     those that are switched on, {@code null} where there is none
     * @param due when the one that is polled next is to be, in the past where it should have been;
     *     of those that are switched on, {@code null} where there is none
     */
    public record Summary(
            long well,
            long failing,
            long untried,
            long off,
            @Nullable Instant oldest,
            @Nullable Instant due) {}

    private record Row(long count, long failing, SourceHealth source) {}

    /** Fails where the database cannot be reached. */
    public Mono<Summary> summary() {
        return database.sql(
                        """
                        SELECT
                            count(*) FILTER (WHERE enabled AND failures = 0 AND polled) AS well,
                            count(*) FILTER (WHERE enabled AND failures > 0) AS failing,
                            count(*) FILTER (WHERE enabled AND failures = 0 AND NOT polled)
                                AS untried,
                            count(*) FILTER (WHERE NOT enabled) AS off,
                            min(coalesce(last_succeeded_at, created_at)) FILTER (WHERE enabled)
                                AS oldest,
                            min(next_poll_at) FILTER (WHERE enabled) AS due
                        FROM source
                        CROSS JOIN LATERAL (SELECT last_polled_at IS NOT NULL AS polled) asked
                        WHERE removed_at IS NULL
                        """)
                .map(row ->
                        new Summary(
                                SourceRows.required(row, "well", Long.class),
                                SourceRows.required(row, "failing", Long.class),
                                SourceRows.required(row, "untried", Long.class),
                                SourceRows.required(row, "off", Long.class),
                                SourceRows.instant(row, "oldest"),
                                SourceRows.instant(row, "due")))
                .one();
    }

    /** Fails where the database cannot be reached. */
    public Mono<Report> report(int most) {
        return database.sql(
                        """
                        SELECT
                            count(*) OVER () AS count,
                            count(*) FILTER (WHERE enabled AND failures > 0) OVER () AS failing,
                            id,
                            url,
                            coalesce(title, feed_title) AS title,
                            enabled,
                            last_polled_at,
                            last_succeeded_at,
                            CASE WHEN enabled THEN next_poll_at END AS next_poll_at,
                            last_error,
                            failures
                        FROM source
                        WHERE removed_at IS NULL
                        ORDER BY
                            enabled AND failures > 0 DESC,
                            id
                        LIMIT :most
                        """)
                .bind("most", most)
                .map(row ->
                        new Row(
                                SourceRows.required(row, "count", Long.class),
                                SourceRows.required(row, "failing", Long.class),
                                new SourceHealth(
                                        SourceRows.required(row, "id", UUID.class),
                                        URI.create(SourceRows.required(row, "url", String.class)),
                                        row.get("title", String.class),
                                        SourceRows.required(row, "enabled", Boolean.class),
                                        SourceRows.instant(row, "last_polled_at"),
                                        SourceRows.instant(row, "last_succeeded_at"),
                                        SourceRows.instant(row, "next_poll_at"),
                                        row.get("last_error", String.class),
                                        SourceRows.required(row, "failures", Integer.class))))
                .all()
                .collectList()
                .map(Health::report);
    }

    private static Report report(List<Row> rows) {
        return rows.isEmpty()
                ? new Report(0, 0, List.of())
                : new Report(
                        rows.getFirst().count(),
                        rows.getFirst().failing(),
                        rows.stream().map(Row::source).toList());
    }
}
