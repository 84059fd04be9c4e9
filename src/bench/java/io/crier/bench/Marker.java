package io.crier.bench;

import java.nio.ByteBuffer;

/**
 * What a published text carries, so that it is known again in whatever a server makes of it:
 * {@code @@SSSSSSSS:NNNNNNNNNNNNNNNNNNN@@}, a sequence number of 8 digits and the time of
 * publishing in 19, as {@link System#nanoTime()} tells it. Only one process's markers can be
 * compared.
 */
final class Marker {
    static final int LENGTH = 32;

    private static final int SEQUENCE = 2;
    private static final int COLON = 10;
    private static final int TIME = 11;
    private static final int TIME_DIGITS = 19;
    private static final int END = TIME + TIME_DIGITS;

    private Marker() {}

    static String of(long sequence, long nanos) {
        return "@@%08d:%019d@@".formatted(sequence, nanos);
    }

    /** Writes a marker into a buffer at an index; makes nothing that is to be collected. */
    static void put(ByteBuffer buffer, int at, long sequence, long nanos) {
        ends(buffer, at);
        digits(buffer, at + SEQUENCE, COLON - SEQUENCE, sequence);
        buffer.put(at + COLON, (byte) ':');
        digits(buffer, at + TIME, TIME_DIGITS, nanos);
        ends(buffer, at + END);
    }

    /**
     * Returns where the first whole marker between two indices begins, or -1. Its time is 19 digits
     * in a row, so looking at one byte in 19 meets every marker, and most of the text is never
     * looked at.
     */
    static int find(ByteBuffer buffer, int from, int to) {
        for (var probe = from + END - 1; probe < to - 2; probe += TIME_DIGITS) {
            if (isDigit(buffer.get(probe))) {
                var first = probe;
                while (first > probe - TIME_DIGITS + 1 && isDigit(buffer.get(first - 1))) {
                    first--;
                }
                var at = first - TIME;
                if (at >= from && at + LENGTH <= to && isAt(buffer, at)) {
                    return at;
                }
            }
        }
        return -1;
    }

    private static boolean isAt(ByteBuffer buffer, int at) {
        return buffer.get(at) == '@'
                && buffer.get(at + 1) == '@'
                && buffer.get(at + COLON) == ':'
                && buffer.get(at + END) == '@'
                && buffer.get(at + END + 1) == '@';
    }

    static long sequence(ByteBuffer buffer, int at) {
        return number(buffer, at + SEQUENCE, COLON - SEQUENCE);
    }

    static long nanos(ByteBuffer buffer, int at) {
        return number(buffer, at + TIME, TIME_DIGITS);
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static long number(ByteBuffer buffer, int at, int length) {
        var number = 0L;
        for (var i = at; i < at + length; i++) {
            number = number * 10 + buffer.get(i) - '0';
        }
        return number;
    }

    private static void digits(ByteBuffer buffer, int at, int length, long number) {
        var rest = number;
        for (var i = at + length - 1; i >= at; i--) {
            buffer.put(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }

    private static void ends(ByteBuffer buffer, int at) {
        buffer.put(at, (byte) '@');
        buffer.put(at + 1, (byte) '@');
    }
}
