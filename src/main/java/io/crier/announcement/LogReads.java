package io.crier.announcement;

import io.crier.announcement.ChangeLog.Bounds;
import io.crier.announcement.ChangeLog.Stretch;
import io.crier.announcement.ChangeLog.Told;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
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

    /**
     * Gives the log another name where it is not the one that is known.
     *
     * @param last the last change that is known of it, none where none is
     */
    Mono<Boolean> recognise(@Nullable Told last) {
        var asked = database.sql("SELECT recognise(:epoch, :position, :at) AS renamed");
        return bound(asked, last).map(row -> Rows.required(row, "renamed", Boolean.class)).one();
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec asked, @Nullable Told last) {
        if (last == null) {
            return asked.bindNull("epoch", String.class)
                    .bindNull("position", Long.class)
                    .bindNull("at", OffsetDateTime.class);
        }
        var known =
                asked.bind("epoch", last.place().epoch()).bind("position", last.place().position());
        var at = last.at();
        return at == null
                ? known.bindNull("at", OffsetDateTime.class)
                : known.bind("at", at.atOffset(ZoneOffset.UTC));
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
