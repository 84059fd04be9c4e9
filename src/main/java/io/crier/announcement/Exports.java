package io.crier.announcement;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads everything, however much, in chunks.
 *
 * <p>First, in the order of starts, what has not changed since the reading began: such rows stand
 * still, so the walk meets each of them once. Then what has changed meanwhile, as it is now. Only
 * what changed after the walk had passed it comes twice.
 */
@Component
class Exports {
    /** Some two megabytes. */
    private static final int CHUNK = 500;

    private final DatabaseClient database;
    private final ChangeLog changeLog;
    private final Turning turning;
    private final InstantSource clock;

    Exports(DatabaseClient database, ChangeLog changeLog, Turning turning, InstantSource clock) {
        this.database = database;
        this.changeLog = changeLog;
        this.turning = turning;
        this.clock = clock;
    }

    Mono<Everything> read(Filter filter, Set<Phase> phases) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var asked = Asked.of(filter, phases, Sort.START, now);
        return changeLog
                .bounds()
                .zipWith(
                        phases.isEmpty()
                                ? Mono.just(Optional.<Instant>empty())
                                : turning.any(filter, now))
                .map(known ->
                        new Everything(
                                new Cursor(known.getT1().epoch(), known.getT1().head()),
                                now,
                                known.getT2().orElse(null),
                                chunks(asked, known.getT1().head())));
    }

    private Flux<List<Announcement>> chunks(Asked asked, long position) {
        var still = walk(after -> unchanged(asked, position, after));
        var moved = walk(after -> changed(asked, after == null ? position : after.position()));
        return still.concatWith(moved);
    }

    /** The next chunk is read when it is asked for. */
    private static Flux<List<Announcement>> walk(Reading reading) {
        return reading.after(null)
                .expand(chunk ->
                        chunk.size() < CHUNK ? Mono.empty() : reading.after(chunk.getLast()))
                .filter(chunk -> !chunk.isEmpty())
                .map(chunk -> chunk.stream().map(Row::announcement).toList());
    }

    @FunctionalInterface
    private interface Reading {
        Mono<List<Row>> after(@Nullable Row last);
    }

    private record Row(Announcement announcement, SortKey key, long position) {}

    private Mono<List<Row>> unchanged(Asked asked, long position, @Nullable Row last) {
        var key = last == null ? SortKey.of(0, "-infinity", new UUID(0, 0)) : last.key();
        var parts =
                asked.parts().stream()
                        .map(part ->
                                """
                                (
                                    SELECT
                                        document,
                                        position,
                                        %1$s AS key,
                                        id
                                    FROM %3$s
                                    WHERE %2$s
                                      AND position <= :position
                                      AND (%1$s, id) > (CAST(:key AS timestamptz), CAST(:id AS uuid))
                                    ORDER BY %1$s, id
                                    LIMIT :most
                                )
                                """
                                        .formatted(
                                                Sort.START.expression(),
                                                asked.where(part),
                                                part.table()))
                        .collect(Collectors.joining("UNION ALL\n"));
        return rows(
                asked.bind(
                        database.sql(
                                        """
                                        SELECT
                                            document,
                                            position
                                        FROM (
                                            %s
                                        ) part
                                        ORDER BY key, id
                                        LIMIT :most
                                        """
                                                .formatted(parts))
                                .bind("position", position)
                                .bind("key", key.timestamp())
                                .bind("id", key.id())
                                .bind("most", CHUNK)));
    }

    private Mono<List<Row>> changed(Asked asked, long position) {
        return rows(
                asked.bind(
                        database.sql(
                                        """
                                        SELECT
                                            document,
                                            position
                                        FROM announcement
                                        WHERE %s
                                          AND position > :position
                                        ORDER BY position
                                        LIMIT :most
                                        """
                                                .formatted(asked.where()))
                                .bind("position", position)
                                .bind("most", CHUNK)));
    }

    private static Mono<List<Row>> rows(DatabaseClient.GenericExecuteSpec statement) {
        return statement
                .map(row -> {
                    var announcement = Rows.announcement(row);
                    return new Row(
                            announcement,
                            key(announcement),
                            Rows.required(row, "position", Long.class));
                })
                .all()
                .collectList();
    }

    private static SortKey key(Announcement announcement) {
        var start = Span.of(announcement.content()).start();
        return new SortKey(0, start == null ? Instant.MAX : start, announcement.id());
    }
}
