package io.crier.feed;

import io.crier.announcement.Cursor;
import java.util.Optional;

/**
 * A place in a walk of latest changes.
 *
 * <p>Written as the cursor, with a point and the place reached behind it while the walk is under
 * way. Where there is no such walk the cursor counts, from which nothing is missed.
 *
 * @param cursor where the walk began
 * @param reached the position that it got to; the one of the cursor when it is over
 */
public record WalkCursor(Cursor cursor, long reached) {
    /** The cursor that the text is, or nothing where it is none. */
    public static Optional<WalkCursor> parse(String text) {
        return Cursor.parse(text)
                .map(cursor -> new WalkCursor(cursor, reached(text, cursor.position())));
    }

    private static long reached(String text, long position) {
        var point = text.indexOf('.');
        return point < 0 ? position : Math.max(position, Long.parseLong(text.substring(point + 1)));
    }

    @Override
    public String toString() {
        return reached == cursor.position() ? cursor.toString() : cursor + "." + reached;
    }
}
