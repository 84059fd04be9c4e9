package io.crier.platform.access;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tickets for the opening of one stream, for browsers: an EventSource sends no token. They are kept
 * in the database, so that each is good once, at whichever replica. Nothing here blocks; where the
 * database cannot be reached, each fails with a {@link
 * org.springframework.dao.DataAccessException}.
 */
@Component
class Tickets {
    /** Long enough to be carried from one request to the next. */
    private static final int SECONDS = 30;

    /** Not yet used nor over; as many as one process holds streams. */
    private static final int MOST = 20_000;

    /** Of one holder, so that one alone does not keep all others out. */
    static final int SHARE = 1_000;

    private final DatabaseClient database;

    Tickets(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Keeps a new one and gives when it is over; fails with {@link TooManyTickets} or {@link
     * TooManyOwnTickets}. Some of those that are over are removed, more than come.
     */
    Mono<Instant> add(byte[] hash, Grant grant) {
        var until = grant.until();
        var statement =
                database.sql(
                                """
                                WITH swept AS (
                                    DELETE FROM stream_ticket
                                    WHERE hash IN (
                                        SELECT hash
                                        FROM stream_ticket
                                        WHERE expires_at < now()
                                        ORDER BY expires_at
                                        LIMIT 100
                                        FOR UPDATE SKIP LOCKED
                                    )
                                ),
                                waiting AS (
                                    SELECT
                                        count(*) AS everybodys,
                                        count(*) FILTER (
                                            WHERE holder = :holder
                                              AND token_id IS NOT DISTINCT FROM CAST(:token AS uuid)
                                        ) AS own
                                    FROM stream_ticket
                                    WHERE expires_at > now()
                                ),
                                given AS (
                                    INSERT INTO stream_ticket (
                                        hash,
                                        holder,
                                        token_id,
                                        permitted_until,
                                        expires_at
                                    )
                                    SELECT
                                        CAST(:hash AS bytea),
                                        CAST(:holder AS text),
                                        CAST(:token AS uuid),
                                        CAST(:until AS timestamptz),
                                        now() + make_interval(secs => :seconds)
                                    FROM waiting
                                    WHERE everybodys < :most
                                      AND own < :share
                                    RETURNING expires_at
                                )
                                SELECT
                                    own,
                                    (
                                        SELECT expires_at
                                        FROM given
                                    ) AS expires_at
                                FROM waiting
                                """)
                        .bind("hash", hash)
                        .bind("holder", grant.name())
                        .bind(
                                "until",
                                Parameters.in(
                                        R2dbcType.TIMESTAMP_WITH_TIME_ZONE,
                                        until == null ? null : until.atOffset(ZoneOffset.UTC)))
                        .bind("seconds", SECONDS)
                        .bind("most", (long) MOST)
                        .bind("share", (long) SHARE);
        var given =
                grant.token() == null
                        ? statement.bindNull("token", UUID.class)
                        : statement.bind("token", grant.token());
        return given.map(Tickets::expiry).one();
    }

    private static Instant expiry(Readable row) {
        var expiry = row.get("expires_at", OffsetDateTime.class);
        if (expiry != null) {
            return expiry.toInstant();
        }
        throw required(row, "own", Long.class) < SHARE
                ? new TooManyTickets()
                : new TooManyOwnTickets();
    }

    /** What the ticket is good for, which it is now for the last time; empty where it is none. */
    Mono<Grant> use(byte[] hash) {
        return database.sql(
                        """
                        DELETE FROM stream_ticket
                        WHERE hash = :hash
                          AND expires_at > now()
                        RETURNING
                            holder,
                            token_id,
                            permitted_until
                        """)
                .bind("hash", hash)
                .map(Tickets::grant)
                .one();
    }

    private static Grant grant(Readable row) {
        var until = row.get("permitted_until", OffsetDateTime.class);
        return new Grant(
                required(row, "holder", String.class),
                "",
                Set.of(),
                null,
                row.get("token_id", UUID.class),
                until == null ? null : until.toInstant(),
                true);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
