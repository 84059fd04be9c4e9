package io.crier.announcement;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The SQL of pages: one statement each, so that the rows and the position come from one snapshot.
 */
@Component
class PageQuery {
    /** A walk that so much was written during is over; some seconds of the heaviest writing. */
    static final int MOST_CHANGES = 50_000;

    /** So many announcements of a page may have to be taken from the log. */
    static final int MOST_CHANGED = 2_500;

    private final DatabaseClient database;
    private final Estimates estimates;

    PageQuery(DatabaseClient database, Estimates estimates) {
        this.database = database;
        this.estimates = estimates;
    }

    /**
     * What a page is put together from.
     *
     * @param unchanged in no particular order, one more than the page holds where there are more
     * @param firstChanges the first change after the walk's position of each announcement that was
     *     there at it
     */
    record Rowset(long head, long floor, List<Announcement> unchanged, List<Change> firstChanges) {
        boolean isBeyondReach(long position) {
            return position > head
                    || position < floor
                    || head - position > MOST_CHANGES
                    || firstChanges.size() > MOST_CHANGED;
        }
    }

    Mono<Rowset> first(Query query, Instant now) {
        return estimates
                .settle(Asked.of(query, now), query.filter().text(), query.sort())
                .flatMap(asked -> first(query, asked));
    }

    private Mono<Rowset> first(Query query, Asked asked) {
        return read(
                asked.bind(
                        database.sql(
                                        """
                                        SELECT
                                            log.position AS head,
                                            log.floor,
                                            item.document,
                                            NULL AS kind
                                        FROM log
                                        LEFT JOIN LATERAL (
                                            %s
                                        ) item ON true
                                        """
                                                .formatted(new PageRows(query, asked).sql("")))
                                .bind("limit", query.limit() + 1)));
    }

    Mono<Rowset> of(Query query, PageToken token) {
        return estimates
                .settle(
                        Asked.of(query, token.at()).only(part -> PageRows.isReached(part, query)),
                        query.filter().text(),
                        query.sort())
                .flatMap(asked -> of(query, token, asked));
    }

    private Mono<Rowset> of(Query query, PageToken token, Asked asked) {
        return read(
                asked.bind(
                        database.sql(
                                        """
                                        SELECT
                                            log.position AS head,
                                            log.floor,
                                            item.*
                                        FROM log
                                        LEFT JOIN LATERAL (
                                            (
                                                SELECT
                                                    document,
                                                    NULL AS kind,
                                                    NULL AS position,
                                                    NULL AS changed,
                                                    NULL AS earlier,
                                                    NULL AS at
                                                FROM (
                                                    %s
                                                ) unchanged
                                            )
                                            UNION ALL
                                            (
                                                SELECT
                                                    document,
                                                    kind,
                                                    position,
                                                    changed,
                                                    earlier,
                                                    at
                                                FROM change
                                                JOIN (
                                                    SELECT min(position) AS position
                                                    FROM change
                                                    WHERE position > :position
                                                      AND log.position - :position <= :mostChanges
                                                    GROUP BY announcement_id
                                                ) earliest USING (position)
                                                WHERE kind <> 'created'
                                                LIMIT :mostChanged
                                            )
                                        ) item ON true
                                        """
                                                .formatted(
                                                        new PageRows(query, asked)
                                                                .sql("AND position <= :position")))
                                .bind("position", token.cursor().position())
                                .bind("key", token.key().timestamp())
                                .bind("id", token.key().id())
                                .bind("limit", query.limit() + 1)
                                .bind("mostChanges", MOST_CHANGES)
                                .bind("mostChanged", MOST_CHANGED + 1)));
    }

    private record Row(
            long head, long floor, @Nullable Announcement unchanged, @Nullable Change change) {
        static Row of(Readable row) {
            var head = Rows.required(row, "head", Long.class);
            var floor = Rows.required(row, "floor", Long.class);
            if (row.get("document") == null) {
                return new Row(head, floor, null, null);
            }
            return row.get("kind", String.class) == null
                    ? new Row(head, floor, Rows.announcement(row), null)
                    : new Row(head, floor, null, Rows.change(row));
        }
    }

    private static Mono<Rowset> read(DatabaseClient.GenericExecuteSpec statement) {
        Flux<Row> rows = statement.map(Row::of).all();
        return rows.collectList().map(PageQuery::rowset);
    }

    private static Rowset rowset(List<Row> rows) {
        var unchanged = new ArrayList<Announcement>();
        var changes = new ArrayList<Change>();
        for (var row : rows) {
            if (row.unchanged() != null) {
                unchanged.add(row.unchanged());
            } else if (row.change() != null) {
                changes.add(row.change());
            }
        }
        return new Rowset(rows.getFirst().head(), rows.getFirst().floor(), unchanged, changes);
    }
}
