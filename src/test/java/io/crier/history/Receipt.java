package io.crier.history;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Something that a client did or was told.
 *
 * @param position the one that its cursor names
 * @param at nanoseconds of the test's clock
 * @param fingerprint of what was told, 0 where there is nothing to compare
 */
public record Receipt(Kind kind, long position, long at, long fingerprint) {
    /** In place of a position, by a client that asks for what happens from now on. */
    public static final long NOW = -1;

    public enum Kind {
        /** A connection is opened, after a position or {@link #NOW}. */
        OPENED('o'),
        CREATED('c'),
        UPDATED('u'),
        REMOVED('r'),
        /** Removed from the filter by an update. */
        LEFT('l'),
        BOOKMARK('b'),
        RESET('R'),
        GOAWAY('g'),
        /** A list was read, true at the position; its items follow. */
        LISTED('L'),
        ITEM('i'),
        CLOSED('x');

        private static final Map<Byte, Kind> BY_CODE =
                Arrays.stream(values()).collect(Collectors.toMap(Kind::code, kind -> kind));

        private final byte code;

        Kind(char code) {
            this.code = (byte) code;
        }

        /** What stands for it where there are millions. */
        byte code() {
            return code;
        }

        static Kind of(byte code) {
            var kind = BY_CODE.get(code);
            if (kind == null) {
                throw new IllegalArgumentException("no kind of receipt: " + code);
            }
            return kind;
        }
    }
}
