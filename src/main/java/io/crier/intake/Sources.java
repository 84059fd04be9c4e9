package io.crier.intake;

import io.crier.announcement.Ids;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * All sources: their list, and what operators do to it. Nothing here blocks; where the database
 * cannot be reached, each fails with a {@link org.springframework.dao.DataAccessException}.
 */
@Component
public class Sources {
    private static final UUID FIRST = new UUID(0, 0);

    private final List<Runnable> bells = new CopyOnWriteArrayList<>();
    private final DatabaseClient database;
    private final AddressRules rules;
    private final IntakeSettings settings;

    Sources(DatabaseClient database, AddressRules rules, IntakeSettings settings) {
        this.database = database;
        this.rules = rules;
        this.settings = settings;
    }

    /**
     * What to read from, as an operator asks for it.
     *
     * @param interval the usual one if {@code null}
     */
    public record Wanted(
            String url, @Nullable String title, @Nullable Duration interval, boolean enabled) {}

    /**
     * What to change of a source.
     *
     * @param title {@code null} leaves it, an empty one gives it the title of the feed
     * @param interval {@code null} leaves it
     * @param enabled {@code null} leaves it
     */
    public record Change(
            @Nullable String title, @Nullable Duration interval, @Nullable Boolean enabled) {}

    /**
     * Adds a source, and has it polled at once; fails with {@link io.crier.refusal.InvalidInput} or
     * {@link SourceExists}. One that was removed comes back as it was, so that its items make no
     * second announcements.
     */
    public Mono<Source> add(Wanted wanted) {
        return rules.accepted(wanted.url())
                .flatMap(url ->
                        insert(url.toString(), wanted)
                                .switchIfEmpty(
                                        existing(url.toString())
                                                .flatMap(id ->
                                                        Mono.error(
                                                                () -> new SourceExists(url, id)))))
                .doOnNext(_ -> ring());
    }

    /** Fails with {@link UnknownSource}. */
    public Mono<Source> find(UUID id) {
        return database.sql(
                        """
                        SELECT %s
                        FROM source
                        WHERE id = :id
                          AND removed_at IS NULL
                        """
                                .formatted(SourceRows.COLUMNS))
                .bind("id", id)
                .map(SourceRows::source)
                .one()
                .switchIfEmpty(Mono.error(() -> new UnknownSource(id)));
    }

    /** In the order in which they were added, from behind the given one. */
    public Mono<List<Source>> list(@Nullable UUID after, int limit) {
        return database.sql(
                        """
                        SELECT %s
                        FROM source
                        WHERE id > :after
                          AND removed_at IS NULL
                        ORDER BY id
                        LIMIT :limit
                        """
                                .formatted(SourceRows.COLUMNS))
                .bind("after", after == null ? FIRST : after)
                .bind("limit", limit)
                .map(SourceRows::source)
                .all()
                .collectList();
    }

    /** The source after the change; fails with {@link UnknownSource}. */
    public Mono<Source> change(UUID id, Change change) {
        return database.sql(
                        """
                        UPDATE source
                        SET title = CASE
                                WHEN CAST(:title AS text) IS NULL THEN title
                                ELSE nullif(:title, '')
                            END,
                            interval_seconds = coalesce(:interval, interval_seconds),
                            enabled = coalesce(:enabled, enabled),
                            -- A shorter interval holds at once; one that fails is still spared.
                            next_poll_at = CASE
                                WHEN failures = 0
                                THEN least(
                                    next_poll_at,
                                    now() + make_interval(
                                        secs => coalesce(:interval, interval_seconds)))
                                ELSE next_poll_at
                            END
                        WHERE id = :id
                          AND removed_at IS NULL
                        RETURNING %s
                        """
                                .formatted(SourceRows.COLUMNS))
                .bind("id", id)
                .bind("title", Parameters.in(R2dbcType.VARCHAR, change.title()))
                .bind(
                        "interval",
                        Parameters.in(
                                R2dbcType.INTEGER,
                                change.interval() == null ? null : seconds(change.interval())))
                .bind("enabled", Parameters.in(R2dbcType.BOOLEAN, change.enabled()))
                .map(SourceRows::source)
                .one()
                .switchIfEmpty(Mono.error(() -> new UnknownSource(id)))
                .doOnNext(_ -> ring());
    }

    /** It is no longer polled; its announcements stay. Fails with {@link UnknownSource}. */
    public Mono<Void> remove(UUID id) {
        return database.sql(
                        """
                        UPDATE source
                        SET removed_at = now()
                        WHERE id = :id
                          AND removed_at IS NULL
                        """)
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .filter(removed -> removed > 0)
                .switchIfEmpty(Mono.error(() -> new UnknownSource(id)))
                .then();
    }

    /** Has the bell rung when a source may have become due. */
    void onDue(Runnable bell) {
        bells.add(bell);
    }

    private void ring() {
        bells.forEach(Runnable::run);
    }

    private Mono<Source> insert(String url, Wanted wanted) {
        var interval = wanted.interval() == null ? settings.interval() : wanted.interval();
        return database.sql(
                        """
                        INSERT INTO source (
                            id,
                            url,
                            title,
                            enabled,
                            interval_seconds
                        )
                        VALUES (
                            :id,
                            :url,
                            :title,
                            :enabled,
                            :interval
                        )
                        ON CONFLICT (url) DO UPDATE
                        SET title = excluded.title,
                            enabled = excluded.enabled,
                            interval_seconds = excluded.interval_seconds,
                            removed_at = NULL,
                            etag = NULL,
                            last_modified = NULL,
                            failures = 0,
                            next_poll_at = now()
                        WHERE source.removed_at IS NOT NULL
                        RETURNING %s
                        """
                                .formatted(SourceRows.COLUMNS))
                .bind("id", Ids.next())
                .bind("url", url)
                .bind("title", Parameters.in(R2dbcType.VARCHAR, wanted.title()))
                .bind("enabled", wanted.enabled())
                .bind("interval", seconds(interval))
                .map(SourceRows::source)
                .one();
    }

    private Mono<UUID> existing(String url) {
        return database.sql(
                        """
                        SELECT id
                        FROM source
                        WHERE url = :url
                        """)
                .bind("url", url)
                .map(row -> SourceRows.required(row, "id", UUID.class))
                .one();
    }

    private static int seconds(Duration interval) {
        return Math.toIntExact(interval.toSeconds());
    }
}
