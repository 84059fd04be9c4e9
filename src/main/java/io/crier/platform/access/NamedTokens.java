package io.crier.platform.access;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The tokens that were made here, in the database. Nothing here blocks; where the database cannot
 * be reached, each fails with a {@link org.springframework.dao.DataAccessException}.
 */
@Component
class NamedTokens {
    /** Enough for every publisher to have one, and few enough to be listed in one answer. */
    static final int MOST = 1_000;

    private static final String COLUMNS =
            """
            id,
            name,
            scopes,
            topics,
            source,
            created_at,
            last_used_at,
            expires_at
            """;

    private final DatabaseClient database;

    NamedTokens(DatabaseClient database) {
        this.database = database;
    }

    /** Keeps a new one; fails with {@link TokenExists} or {@link TooManyTokens}. */
    Mono<NamedToken> add(NamedToken.Wanted wanted, byte[] hash) {
        return insert(wanted, hash).switchIfEmpty(reasonAgainst(wanted));
    }

    private Mono<NamedToken> insert(NamedToken.Wanted wanted, byte[] hash) {
        var bounds = wanted.bounds();
        var scopes = wanted.scopes().stream().map(Scope::word).sorted().toArray(String[]::new);
        var statement =
                database.sql(
                                """
                                INSERT INTO access_token (
                                    name,
                                    hash,
                                    scopes,
                                    topics,
                                    source,
                                    expires_at
                                )
                                SELECT
                                    CAST(:name AS text),
                                    CAST(:hash AS bytea),
                                    CAST(:scopes AS text[]),
                                    CAST(:topics AS text[]),
                                    CAST(:source AS text),
                                    CAST(:expires AS timestamptz)
                                WHERE (
                                    SELECT count(*)
                                    FROM access_token
                                ) < :most
                                ON CONFLICT (name) DO NOTHING
                                RETURNING %s
                                """
                                        .formatted(COLUMNS))
                        .bind("name", wanted.name())
                        .bind("hash", hash)
                        .bind("scopes", scopes)
                        .bind("most", (long) MOST)
                        .bind(
                                "source",
                                Parameters.in(
                                        R2dbcType.VARCHAR, bounds == null ? null : bounds.source()))
                        .bind(
                                "expires",
                                Parameters.in(
                                        R2dbcType.TIMESTAMP_WITH_TIME_ZONE,
                                        at(wanted.expiresAt())));
        var bound =
                bounds == null || bounds.topics().isEmpty()
                        ? statement.bindNull("topics", String[].class)
                        : statement.bind("topics", bounds.topics().toArray(String[]::new));
        return bound.map(NamedTokens::token).one();
    }

    private Mono<NamedToken> reasonAgainst(NamedToken.Wanted wanted) {
        return database.sql(
                        """
                        SELECT id
                        FROM access_token
                        WHERE name = :name
                        """)
                .bind("name", wanted.name())
                .map(row -> required(row, "id", UUID.class))
                .one()
                .<NamedToken>flatMap(_ -> Mono.error(() -> new TokenExists(wanted.name())))
                .switchIfEmpty(Mono.error(TooManyTokens::new));
    }

    /**
     * The one with that hash, unless it is over; that it was used is noted once in five minutes.
     */
    Mono<NamedToken> find(byte[] hash) {
        return database.sql(
                        """
                        WITH used AS (
                            UPDATE access_token
                            SET last_used_at = now()
                            WHERE hash = :hash
                              AND (
                                last_used_at IS NULL
                                OR last_used_at < now() - interval '5 minutes'
                              )
                        )
                        SELECT %s
                        FROM access_token
                        WHERE hash = :hash
                          AND (
                            expires_at IS NULL
                            OR expires_at > now()
                          )
                        """
                                .formatted(COLUMNS))
                .bind("hash", hash)
                .map(NamedTokens::token)
                .one();
    }

    /** All, the oldest first. */
    Mono<List<NamedToken>> list() {
        return database.sql(
                        """
                        SELECT %s
                        FROM access_token
                        ORDER BY created_at, id
                        """
                                .formatted(COLUMNS))
                .map(NamedTokens::token)
                .all()
                .collectList();
    }

    /** Gives the name of what is gone; fails with {@link UnknownToken}. */
    Mono<String> remove(UUID id) {
        return database.sql(
                        """
                        DELETE FROM access_token
                        WHERE id = :id
                        RETURNING name
                        """)
                .bind("id", id)
                .map(row -> required(row, "name", String.class))
                .one()
                .switchIfEmpty(Mono.error(() -> new UnknownToken(id.toString())));
    }

    /** Those of them that are there and not over. */
    Mono<Set<UUID>> among(Collection<UUID> ids) {
        return database.sql(
                        """
                        SELECT id
                        FROM access_token
                        WHERE id = ANY (:ids)
                          AND (
                            expires_at IS NULL
                            OR expires_at > now()
                          )
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map(row -> required(row, "id", UUID.class))
                .all()
                .collect(Collectors.toSet());
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static NamedToken token(Readable row) {
        return new NamedToken(
                required(row, "id", UUID.class),
                required(row, "name", String.class),
                Arrays.stream(required(row, "scopes", String[].class))
                        .flatMap(word -> Scope.of(word).stream())
                        .collect(Collectors.toSet()),
                bounds(row.get("topics", String[].class), row.get("source", String.class)),
                required(row, "created_at", OffsetDateTime.class).toInstant(),
                instant(row, "last_used_at"),
                instant(row, "expires_at"));
    }

    private static @Nullable Bounds bounds(String @Nullable [] topics, @Nullable String source) {
        return topics == null && source == null
                ? null
                : new Bounds(topics == null ? List.of() : List.of(topics), source);
    }

    private static @Nullable Instant instant(Readable row, String column) {
        var time = row.get(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
