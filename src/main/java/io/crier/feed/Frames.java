package io.crier.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.crier.announcement.AnnouncementView;
import io.crier.announcement.Change;
import io.crier.announcement.Change.FieldChange;
import io.crier.announcement.Change.Kind;
import io.crier.announcement.Cursor;
import io.crier.announcement.FieldSelection;
import io.crier.announcement.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Encodes what is told on a stream as server-sent events (WHATWG HTML §9.2). The data is one line,
 * for JSON escapes line ends, and ids are cursors, so no text of an announcement can end a frame or
 * begin another one.
 */
final class Frames {
    private static final String DATA = "data: ";
    private static final byte[] END = {'\n', '\n'};

    private final String epoch;
    private final InstantSource clock;
    private final Excerpts excerpts = new Excerpts(this);

    Frames(String epoch, InstantSource clock) {
        this.epoch = epoch;
        this.clock = clock;
    }

    @JsonPropertyOrder({"cursor", "kind", "id", "version", "left", "changed", "announcement"})
    private record ChangeData(
            String cursor,
            Kind kind,
            UUID id,
            long version,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean left,
            List<FieldChange> changed,
            Object announcement) {}

    private record BookmarkData(String cursor, String head, Instant at) {}

    private record ResetData(String reason, String cursor, String snapshot) {}

    private record GoAwayData(String cursor) {}

    /** A change as it looks through a filter. */
    byte[] change(Change change, View view) {
        return frame(
                kind(change, view).name().toLowerCase(Locale.ROOT),
                cursor(change.position()),
                data(change, view, FieldSelection.ALL));
    }

    /** Only the data of a change, one line of JSON, with some of the announcement's fields. */
    byte[] data(Change change, View view, FieldSelection fields) {
        var announcement = change.announcement();
        return Json.MAPPER.writeValueAsBytes(
                new ChangeData(
                        cursor(change.position()),
                        kind(change, view),
                        announcement.id(),
                        announcement.version(),
                        view == View.LEFT,
                        fields.of(change.changed()),
                        fields.of(AnnouncementView.within(announcement, clock.instant()))));
    }

    /** What was encoded of the log with some of the fields. */
    Excerpts excerpts() {
        return excerpts;
    }

    private static Kind kind(Change change, View view) {
        return switch (view) {
            case ENTERED -> Kind.CREATED;
            case LEFT -> Kind.REMOVED;
            case WHOLE, NONE -> change.kind();
        };
    }

    /** All up to the position was told; the log ends at {@code head}. */
    byte[] bookmark(long position, long head) {
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return frame(
                "bookmark", cursor(position), new BookmarkData(cursor(position), cursor(head), at));
    }

    /**
     * What the client had cannot be continued: it is to read the snapshot; the stream goes on after
     * the position.
     */
    byte[] reset(ResetReason reason, long position, String snapshot) {
        return frame(
                "reset",
                cursor(position),
                new ResetData(reason.word(), cursor(position), snapshot));
    }

    /** The stream ends here, and the client is to come back after so many milliseconds. */
    byte[] goAway(long position, long retryMillis) {
        var goAway = frame("goaway", cursor(position), new GoAwayData(cursor(position)));
        return joined(retry(retryMillis), goAway);
    }

    /** How long the client is to wait before it comes back. */
    byte[] retry(long millis) {
        return ("retry: " + millis + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] joined(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private String cursor(long position) {
        return new Cursor(epoch, position).toString();
    }

    /** The data of a frame, one line of JSON; a view of it that cannot be written to. */
    static ByteBuffer data(byte[] frame) {
        var start = 0;
        // The event and the id come before it, each on a line of its own.
        for (var lines = 0; lines < 2; start++) {
            lines += frame[start] == '\n' ? 1 : 0;
        }
        start += DATA.length();
        return ByteBuffer.wrap(frame, start, frame.length - start - END.length)
                .slice()
                .asReadOnlyBuffer();
    }

    private static byte[] frame(String event, String id, Object data) {
        return frame(event, id, Json.MAPPER.writeValueAsBytes(data));
    }

    private static byte[] frame(String event, String id, byte[] data) {
        var head =
                ("event: %s\nid: %s\n" + DATA)
                        .formatted(event, id)
                        .getBytes(StandardCharsets.US_ASCII);
        return joined(head, data, END);
    }
}
