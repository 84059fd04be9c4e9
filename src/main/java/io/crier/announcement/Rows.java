package io.crier.announcement;

import io.crier.announcement.Change.Earlier;
import io.crier.announcement.Change.FieldChange;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Reads rows of the store's tables. */
final class Rows {
    private static final TypeReference<List<FieldChange>> FIELD_CHANGES = new TypeReference<>() {};

    private Rows() {}

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    /** Of the columns document, removed and position. */
    static Stored stored(Readable row, String epoch) {
        return new Stored(
                announcement(row),
                required(row, "removed", Boolean.class),
                new Cursor(epoch, required(row, "position", Long.class)));
    }

    /** Of the columns position, kind, changed, earlier, document and at. */
    static Change change(Readable row) {
        return new Change(
                required(row, "position", Long.class),
                Change.Kind.valueOf(required(row, "kind", String.class).toUpperCase(Locale.ROOT)),
                io.crier.announcement.Json.MAPPER.readValue(
                        required(row, "changed", Json.class).asArray(), FIELD_CHANGES),
                earlier(row),
                announcement(row),
                required(row, "at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Earlier earlier(Readable row) {
        var earlier = row.get("earlier", Json.class);
        return earlier == null
                ? null
                : io.crier.announcement.Json.MAPPER.readValue(earlier.asArray(), Earlier.class);
    }

    /** Of the column document. */
    static Announcement announcement(Readable row) {
        return io.crier.announcement.Json.MAPPER.readValue(
                required(row, "document", Json.class).asArray(), Announcement.class);
    }
}
