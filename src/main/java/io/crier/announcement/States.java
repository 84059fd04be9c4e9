package io.crier.announcement;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads what the store has of single announcements. */
@Component
class States {
    private final DatabaseClient database;
    private final ChangeLog changeLog;

    States(DatabaseClient database, ChangeLog changeLog) {
        this.database = database;
        this.changeLog = changeLog;
    }

    /**
     * By id; those that never were are missing, those that were removed are there as tombstones.
     */
    Mono<Map<UUID, Stored>> find(Collection<UUID> ids) {
        return changeLog
                .epoch()
                .flatMap(epoch ->
                        database.sql(
                                        """
                                        SELECT
                                            document,
                                            removed,
                                            position
                                        FROM announcement
                                        WHERE id = ANY (:ids)
                                        """)
                                .bind("ids", ids.toArray(UUID[]::new))
                                .map(row -> Rows.stored(row, epoch))
                                .all()
                                .collectMap(stored -> stored.announcement().id()));
    }

    /** As it was when it was created, or as it is where the log no longer reaches back so far. */
    Mono<Stored> first(UUID id) {
        return changeLog
                .epoch()
                .flatMap(epoch ->
                        database.sql(
                                        """
                                        SELECT
                                            document,
                                            false AS removed,
                                            position
                                        FROM (
                                            SELECT *
                                            FROM change
                                            WHERE announcement_id = :id
                                            ORDER BY position
                                            LIMIT 1
                                        ) oldest
                                        WHERE version = 1
                                        """)
                                .bind("id", id)
                                .map((Readable row) -> Rows.stored(row, epoch))
                                .one()
                                .switchIfEmpty(
                                        find(List.of(id)).mapNotNull(found -> found.get(id))));
    }
}
