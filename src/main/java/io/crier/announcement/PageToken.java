package io.crier.announcement;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the next page of a list begins. Every page of a walk shows the list as it was at the first
 * one's cursor, and phases as they were at its time, so that whatever is written meanwhile moves
 * nothing.
 *
 * @param query fingerprint of the query it belongs to
 * @param cursor of the first page
 * @param at when the first page was asked for
 * @param after the last announcement that was shown
 */
public record PageToken(String query, Cursor cursor, Instant at, SortKey after) {
    private static final String SEPARATOR = "~";
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    @Override
    public String toString() {
        var parts =
                String.join(
                        SEPARATOR,
                        query,
                        cursor.toString(),
                        at.toString(),
                        after.timestamp(),
                        after.id().toString());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(parts.getBytes(StandardCharsets.US_ASCII));
    }

    /** The token that the text is, or nothing where it is none. */
    static Optional<PageToken> parse(String text) {
        try {
            var parts =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII)
                            .split(SEPARATOR, -1);
            if (parts.length != 5) {
                return Optional.empty();
            }
            var at = Instant.parse(parts[2]);
            var after = SortKey.of(parts[3], UUID.fromString(parts[4]));
            if (!isStorable(at) || !after.isStorable()) {
                return Optional.empty();
            }
            return Cursor.parse(parts[1]).map(cursor -> new PageToken(parts[0], cursor, at, after));
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    /** Java's instants reach further than PostgreSQL's. */
    static boolean isStorable(Instant time) {
        return time.isAfter(EARLIEST) && time.isBefore(LATEST);
    }
}
