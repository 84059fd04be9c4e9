package io.crier.announcement;

import io.crier.announcement.ChangeLog.Bounds;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The log with all but the last word on each announcement left out. */
@Component
public class LatestChanges {
    /**
     * Announcements read at once; few enough that two documents of each fit into memory at their
     * largest.
     */
    public static final int STEP = 64;

    private final DatabaseClient database;

    LatestChanges(DatabaseClient database) {
        this.database = database;
    }

    /**
     * What became of some announcements, and the bounds of the log in the same snapshot.
     *
     * @param changes in the order of their last ones; fewer than {@value #STEP} only where there
     *     are no more, or where {@code bounds.floor} is past the position asked for
     */
    public record Latest(Bounds bounds, List<NetChange> changes) {
        public Latest {
            changes = List.copyOf(changes);
        }
    }

    private record Row(Bounds bounds, @Nullable Change change, boolean isLast) {}

    /**
     * The next announcements that changed after a position, each with its first change after it and
     * its last one.
     *
     * @param since the position
     * @param told those whose last change is not after this position are passed over
     */
    public Mono<Latest> after(long since, long told) {
        // The number is part of the statement, so that its plan can count on it.
        return database.sql(
                        """
                        SELECT
                            log.epoch,
                            log.floor,
                            log.position AS head,
                            change.last,
                            change.position,
                            change.kind,
                            change.changed,
                            change.earlier,
                            change.document,
                            change.at
                        FROM log
                        LEFT JOIN LATERAL (
                            SELECT
                                touched.position AS last,
                                change.*
                            FROM (
                                SELECT
                                    position,
                                    (
                                        SELECT min(change.position)
                                        FROM change
                                        WHERE change.announcement_id = announcement.id
                                          AND change.position > :since
                                    ) AS first
                                FROM announcement
                                WHERE announcement.position > :told
                                  AND log.floor <= :since
                                ORDER BY announcement.position
                                LIMIT %d
                            ) touched
                            JOIN change ON change.position IN (touched.first, touched.position)
                        ) change ON true
                        ORDER BY change.last, change.position
                        """
                                .formatted(STEP))
                .bind("since", since)
                .bind("told", told)
                .map(LatestChanges::row)
                .all()
                .collectList()
                .map(LatestChanges::latest);
    }

    private static Row row(Readable row) {
        var bounds =
                new Bounds(
                        Rows.required(row, "epoch", String.class),
                        Rows.required(row, "floor", Long.class),
                        Rows.required(row, "head", Long.class));
        var last = row.get("last", Long.class);
        if (last == null) {
            return new Row(bounds, null, false);
        }
        var change = Rows.change(row);
        return new Row(bounds, change, change.position() == last);
    }

    /** One row or two for each announcement; the first one comes first. */
    private static Latest latest(List<Row> rows) {
        var changes = new ArrayList<NetChange>();
        Change first = null;
        for (var row : rows) {
            var change = row.change();
            if (change == null) {
                break;
            }
            if (row.isLast()) {
                changes.add(new NetChange(first == null ? change : first, change));
                first = null;
            } else {
                first = change;
            }
        }
        return new Latest(rows.getFirst().bounds(), changes);
    }
}
