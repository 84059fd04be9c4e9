package io.crier.announcement;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in the log of changes, good everywhere: for a page, the stream, a delta and after any
 * restart.
 *
 * <p>Written as {@code <epoch>-<position>}; opaque to clients.
 *
 * @param epoch the random name that the log was born with, so that a restored or another database
 *     is told apart
 * @param position of the last change that whoever holds the cursor has seen; 0 before the first
 */
public record Cursor(String epoch, long position) {
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(?<epoch>[0-9A-Za-z]{1,64})-(?<position>[0-9]{1,18})(?:\\.[0-9]{1,18})?");

    public Cursor {
        if (position < 0) {
            throw new IllegalArgumentException("a position is never negative");
        }
    }

    /**
     * The cursor that the text is, or nothing where it is none. Whoever is in the midst of a walk
     * holds one with a point and the place that was reached behind it; that is of use to the walk
     * alone, everybody else goes on from where the walk began.
     */
    public static Optional<Cursor> parse(CharSequence text) {
        var written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(
                        new Cursor(
                                written.group("epoch"), Long.parseLong(written.group("position"))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return epoch + "-" + position;
    }
}
