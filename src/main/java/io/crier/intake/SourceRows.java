package io.crier.intake;

import io.crier.announcement.Json;
import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rows of the table of sources. */
final class SourceRows {
    /** What {@link #source} reads. */
    static final String COLUMNS =
            """
            source.id,
            source.url,
            coalesce(source.title, source.feed_title) AS title,
            source.enabled,
            source.interval_seconds,
            source.created_at,
            source.last_polled_at,
            source.last_succeeded_at,
            CASE WHEN source.enabled THEN source.next_poll_at END AS next_poll_at,
            source.last_error,
            source.failures,
            (SELECT count(*) FROM source_item WHERE source_item.source_id = source.id) AS items,
            source.last_poll
            """;

    private SourceRows() {}

    static Source source(Readable row) {
        return new Source(
                required(row, "id", UUID.class),
                URI.create(required(row, "url", String.class)),
                row.get("title", String.class),
                required(row, "enabled", Boolean.class),
                Duration.ofSeconds(required(row, "interval_seconds", Integer.class)),
                Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "last_polled_at"),
                instant(row, "last_succeeded_at"),
                instant(row, "next_poll_at"),
                row.get("last_error", String.class),
                required(row, "failures", Integer.class),
                required(row, "items", Long.class),
                counts(row));
    }

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    static @Nullable Instant instant(Readable row, String column) {
        var time = row.get(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable PollCounts counts(Readable row) {
        var counts = row.get("last_poll", io.r2dbc.postgresql.codec.Json.class);
        return counts == null ? null : Json.MAPPER.readValue(counts.asArray(), PollCounts.class);
    }
}
