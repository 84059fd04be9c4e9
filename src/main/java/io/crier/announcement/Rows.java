package io.crier.announcement;

import io.crier.announcement.Change.Earlier;
import io.crier.announcement.Change.FieldChange;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;

/** Reads rows of the store's tables. */
final class Rows {
    // Prepared when the class is loaded: a mapper would look for them, under a lock, on threads
    // that must not wait.
    private static final ObjectReader ANNOUNCEMENT =
            io.crier.announcement.Json.MAPPER.readerFor(Announcement.class);
    private static final ObjectReader EARLIER =
            io.crier.announcement.Json.MAPPER.readerFor(Earlier.class);
    private static final ObjectReader FIELD_CHANGES =
            io.crier.announcement.Json.MAPPER.readerForListOf(FieldChange.class);

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
                FIELD_CHANGES.readValue(required(row, "changed", Json.class).asArray()),
                earlier(row),
                announcement(row),
                required(row, "at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Earlier earlier(Readable row) {
        var earlier = row.get("earlier", Json.class);
        return earlier == null ? null : EARLIER.readValue(earlier.asArray());
    }

    /** Of the column document. */
    static Announcement announcement(Readable row) {
        return ANNOUNCEMENT.readValue(required(row, "document", Json.class).asArray());
    }
}
