package io.crier.announcement;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where another page of a list begins. Every page of a walk shows the list as it was at the first
 * one's cursor, and phases as they were at its time, so that whatever is written meanwhile moves
 * nothing.
 *
 * @param query fingerprint of the query it belongs to
 * @param cursor of the first page
 * @param at when the first page was asked for
 * @param direction to which side of the key the page lies
 * @param key the announcement next to it, which was shown
 */
public record PageToken(String query, Cursor cursor, Instant at, Direction direction, SortKey key) {
    private static final String SEPARATOR = "~";
    private static final int PARTS = 7;
    private static final int LOWEST_RANK = 2;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** A way through a list. */
    public enum Direction {
        FORTH,
        BACK
    }

    @Override
    public String toString() {
        var parts =
                String.join(
                        SEPARATOR,
                        query,
                        cursor.toString(),
                        at.toString(),
                        direction.name(),
                        Integer.toString(key.rank()),
                        key.timestamp(),
                        key.id().toString());
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
            if (parts.length != PARTS) {
                return Optional.empty();
            }
            var at = Instant.parse(parts[2]);
            var direction = Direction.valueOf(parts[3]);
            var rank = Integer.parseInt(parts[4]);
            var key = SortKey.of(rank, parts[5], UUID.fromString(parts[6]));
            if (!isStorable(at) || !key.isStorable() || rank < 0 || rank > LOWEST_RANK) {
                return Optional.empty();
            }
            return Cursor.parse(parts[1])
                    .map(cursor -> new PageToken(parts[0], cursor, at, direction, key));
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    /** Java's instants reach further than PostgreSQL's. */
    static boolean isStorable(Instant time) {
        return time.isAfter(EARLIEST) && time.isBefore(LATEST);
    }
}
