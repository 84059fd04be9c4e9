package io.crier.announcement;

import io.crier.announcement.ChangeLog.Bounds;
import io.crier.announcement.ChangeLog.Stretch;
import java.util.ArrayList;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Reads the log, through the pool or on one connection. */
record LogReads(DatabaseClient database) {
    Mono<Bounds> bounds() {
        return database.sql(
                        """
                        SELECT
                            epoch,
                            floor,
                            position
                        FROM log
                        """)
                .map(row ->
                        new Bounds(
                                Rows.required(row, "epoch", String.class),
                                Rows.required(row, "floor", Long.class),
                                Rows.required(row, "position", Long.class)))
                .one();
    }

    Mono<Stretch> after(long position, int most) {
        return database.sql(
                        """
                        SELECT
                            log.epoch,
                            log.floor,
                            log.position AS head,
                            change.position,
                            change.kind,
                            change.changed,
                            change.earlier,
                            change.document,
                            change.at
                        FROM log
                        LEFT JOIN LATERAL (
                            SELECT *
                            FROM change
                            WHERE change.position > greatest(:position, log.floor)
                            ORDER BY change.position
                            LIMIT :most
                        ) change ON true
                        ORDER BY change.position
                        """)
                .bind("position", position)
                .bind("most", most)
                .map(row ->
                        new Stretch(
                                new Bounds(
                                        Rows.required(row, "epoch", String.class),
                                        Rows.required(row, "floor", Long.class),
                                        Rows.required(row, "head", Long.class)),
                                row.get("position", Long.class) == null
                                        ? List.of()
                                        : List.of(Rows.change(row))))
                .all()
                .collectList()
                .map(LogReads::joined);
    }

    private static Stretch joined(List<Stretch> rows) {
        var changes = new ArrayList<Change>(rows.size());
        rows.forEach(row -> changes.addAll(row.changes()));
        return new Stretch(rows.getFirst().bounds(), changes);
    }
}
