package io.crier.announcement;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads what was removed. */
@Component
class Tombstones {
    private final DatabaseClient database;

    Tombstones(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<Announcement>> read(Filter filter, Instant since, int most) {
        var asked = Asked.of(filter, Set.of(), Sort.UPDATED_DESCENDING, since);
        return asked.bind(
                        database.sql(
                                        """
                                        SELECT document
                                        FROM announcement
                                        WHERE %s
                                          AND updated_at > :since
                                        ORDER BY updated_at DESC, id DESC
                                        LIMIT :most
                                        """
                                                .formatted(asked.whereRemoved()))
                                .bind("since", since.atOffset(ZoneOffset.UTC))
                                .bind("most", most))
                .map(Rows::announcement)
                .all()
                .collectList();
    }
}
