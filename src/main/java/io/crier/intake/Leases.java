package io.crier.intake;

import io.crier.announcement.Json;
import io.crier.database.Patience;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who polls what: a source is leased, polled, and given back with what came of it. All by the
 * database's clock, so that replicas agree.
 */
@Component
class Leases {
    /** How long a replica that died keeps a source from the others. No poll takes longer. */
    static final Duration TERM = Duration.ofMinutes(2);

    /** What was leased nevertheless is so until its term is over. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /**
     * A 304 hides what was changed without touching the validators, such as an older post of a
     * WordPress site that is edited through a plugin: so often the document is read anyway.
     */
    private static final Duration WHOLE = Duration.ofDays(1);

    private static final String RETURNED =
            """
            lease,
            CASE WHEN last_read_at > now() - make_interval(secs => :whole) THEN etag END AS etag,
            CASE
                WHEN last_read_at > now() - make_interval(secs => :whole) THEN last_modified
            END AS last_modified,
            """
                    + SourceRows.COLUMNS;

    private final DatabaseClient database;

    Leases(DatabaseClient database) {
        this.database = database;
    }

    /** The source that has been due for the longest; nothing where none is due. */
    Mono<Lease> due() {
        var leased =
                database.sql(
                                """
                                UPDATE source
                                SET lease = gen_random_uuid(),
                                    leased_until = now() + make_interval(secs => :term)
                                WHERE id = (
                                    SELECT id
                                    FROM source
                                    WHERE enabled
                                      AND removed_at IS NULL
                                      AND next_poll_at <= now()
                                      AND (lease IS NULL OR leased_until < now())
                                    ORDER BY next_poll_at
                                    LIMIT 1
                                    FOR UPDATE SKIP LOCKED
                                )
                                RETURNING %s
                                """
                                        .formatted(RETURNED))
                        .bind("term", TERM.toSeconds())
                        .bind("whole", WHOLE.toSeconds())
                        .map(Leases::lease)
                        .one();
        return patiently(leased);
    }

    /** This source, due or not; nothing where it is leased, or is none. */
    Mono<Lease> of(UUID source) {
        var leased =
                database.sql(
                                """
                                UPDATE source
                                SET lease = gen_random_uuid(),
                                    leased_until = now() + make_interval(secs => :term)
                                WHERE id = :source
                                  AND removed_at IS NULL
                                  AND (lease IS NULL OR leased_until < now())
                                RETURNING %s
                                """
                                        .formatted(RETURNED))
                        .bind("source", source)
                        .bind("term", TERM.toSeconds())
                        .bind("whole", WHOLE.toSeconds())
                        .map(Leases::lease)
                        .one();
        return patiently(leased);
    }

    /**
     * Gives the source back, with what the poll came to; nothing where the lease has run out, or
     * the source is no more.
     */
    Mono<Source> finish(Lease lease, PollResult result, Duration next) {
        var finished =
                (switch (result) {
                            case PollResult.Read read -> read(read);
                            case PollResult.NotModified _ -> notModified();
                            case PollResult.Failed failed -> failed(failed);
                        })
                        .bind("id", lease.source().id())
                        .bind("lease", lease.id())
                        .bind("next", next.toSeconds())
                        .map(SourceRows::source)
                        .one();
        return patiently(finished);
    }

    private static <T> Mono<T> patiently(Mono<T> asked) {
        return Patience.with(asked, PATIENCE);
    }

    private DatabaseClient.GenericExecuteSpec read(PollResult.Read read) {
        return database.sql(
                        """
                        UPDATE source
                        SET feed_title = coalesce(:title, feed_title),
                            etag = :etag,
                            last_modified = :lastModified,
                            last_polled_at = now(),
                            last_succeeded_at = now(),
                            last_read_at = now(),
                            last_error = NULL,
                            last_poll = CAST(:counts AS jsonb),
                            failures = 0,
                            next_poll_at = now() + make_interval(secs => :next),
                            lease = NULL,
                            leased_until = NULL
                        WHERE id = :id
                          AND lease = :lease
                        RETURNING %s
                        """
                                .formatted(SourceRows.COLUMNS))
                .bind("title", Parameters.in(R2dbcType.VARCHAR, read.title()))
                .bind("etag", Parameters.in(R2dbcType.VARCHAR, read.validators().etag()))
                .bind(
                        "lastModified",
                        Parameters.in(R2dbcType.VARCHAR, read.validators().lastModified()))
                .bind("counts", Json.MAPPER.writeValueAsString(read.counts()));
    }

    private DatabaseClient.GenericExecuteSpec notModified() {
        return database.sql(
                        """
                        UPDATE source
                        SET last_polled_at = now(),
                            last_succeeded_at = now(),
                            last_error = NULL,
                            last_poll = CAST(:counts AS jsonb),
                            failures = 0,
                            next_poll_at = now() + make_interval(secs => :next),
                            lease = NULL,
                            leased_until = NULL
                        WHERE id = :id
                          AND lease = :lease
                        RETURNING %s
                        """
                                .formatted(SourceRows.COLUMNS))
                .bind("counts", Json.MAPPER.writeValueAsString(PollCounts.NOT_MODIFIED));
    }

    private DatabaseClient.GenericExecuteSpec failed(PollResult.Failed failed) {
        return database.sql(
                        """
                        UPDATE source
                        SET last_polled_at = now(),
                            last_error = :error,
                            last_poll = NULL,
                            failures = failures + 1,
                            next_poll_at = now() + make_interval(secs => :next),
                            lease = NULL,
                            leased_until = NULL
                        WHERE id = :id
                          AND lease = :lease
                        RETURNING %s
                        """
                                .formatted(SourceRows.COLUMNS))
                .bind("error", failed.error());
    }

    /** Gives the source back as it was: its poll was broken off. */
    Mono<Void> release(Lease lease) {
        var released =
                database.sql(
                                """
                                UPDATE source
                                SET lease = NULL,
                                    leased_until = NULL
                                WHERE id = :id
                                  AND lease = :lease
                                """)
                        .bind("id", lease.source().id())
                        .bind("lease", lease.id())
                        .then();
        return patiently(released);
    }

    private static Lease lease(Readable row) {
        return new Lease(
                SourceRows.required(row, "lease", UUID.class),
                SourceRows.source(row),
                new Validators(
                        row.get("etag", String.class), row.get("last_modified", String.class)));
    }
}
