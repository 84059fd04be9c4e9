package io.crier.syndication;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes content lines (RFC 5545 §3.1): each ends in CRLF, and is folded so that no line of bytes
 * is longer than {@value #LONGEST} of them and no character is cut in two. No value can begin a
 * line of its own: controls are left out, and a line break in a text becomes {@code \n}.
 *
 * <p>A line is begun with its {@link #name name}, goes on with its parameters and ends with its
 * value. Not for more than one thread.
 */
final class ContentLines {
    /** Bytes of a line without its CRLF. */
    static final int LONGEST = 75;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StringBuilder line = new StringBuilder();

    ContentLines name(String name) {
        line.setLength(0);
        line.append(name);
        return this;
    }

    /** A parameter, in quotes where it needs them and encoded by RFC 6868; none without a value. */
    ContentLines parameter(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        var encoded = new StringBuilder(value.length());
        value.codePoints().forEach(point -> appendToParameter(encoded, point));
        var quote = encoded.chars().anyMatch(unit -> ":;,".indexOf(unit) >= 0) ? "\"" : "";
        line.append(';').append(name).append('=');
        line.append(quote).append(encoded).append(quote);
        return this;
    }

    /** Ends the line with a text (§3.3.11). */
    void text(String value) {
        line.append(':');
        appendText(value);
        end();
    }

    /** Ends the line with a list of texts, which is not empty. */
    void texts(Collection<String> values) {
        var separator = ':';
        for (var value : values) {
            line.append(separator);
            appendText(value);
            separator = ',';
        }
        end();
    }

    /** Ends the line with an address, in ASCII (§3.3.13). */
    void uri(URI value) {
        value(value.toASCIIString());
    }

    /** Ends the line with a value of another type, which is written as it is. */
    void value(String value) {
        line.append(':').append(value);
        end();
    }

    /** Takes lines that are written already. */
    void lines(byte[] written) {
        bytes.writeBytes(written);
    }

    /** All lines since they were asked for last. */
    byte[] take() {
        var taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }

    /** The text on one line, without white space at its ends. */
    static String oneLine(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining(" ")).strip();
    }

    private void appendText(String value) {
        for (var at = 0; at < value.length(); ) {
            var point = value.codePointAt(at);
            at += Character.charCount(point);
            switch (point) {
                case '\\', ';', ',' -> line.append('\\').appendCodePoint(point);
                case '\r' -> {
                    line.append("\\n");
                    at += at < value.length() && value.charAt(at) == '\n' ? 1 : 0;
                }
                case '\n', '\u0085', '\u2028', '\u2029' -> line.append("\\n");
                default -> appendCharacter(line, point);
            }
        }
    }

    private static void appendToParameter(StringBuilder encoded, int point) {
        switch (point) {
            case '^' -> encoded.append("^^");
            case '"' -> encoded.append("^'");
            case '\n' -> encoded.append("^n");
            default -> appendCharacter(encoded, point);
        }
    }

    /** Controls are not allowed (§3.1), halves of a surrogate pair and non-characters are none. */
    private static void appendCharacter(StringBuilder to, int point) {
        var isCharacter =
                point == '\t'
                        || !(Character.isISOControl(point)
                                || Character.getType(point) == Character.SURROGATE
                                || (point & 0xFFFE) == 0xFFFE);
        if (isCharacter) {
            to.appendCodePoint(point);
        }
    }

    private void end() {
        var unfolded = line.toString().getBytes(StandardCharsets.UTF_8);
        var from = 0;
        // The space that a line goes on with is one of its bytes.
        for (var room = LONGEST; unfolded.length - from > room; room = LONGEST - 1) {
            var to = from + room;
            while (continuesCharacter(unfolded[to])) {
                to--;
            }
            bytes.write(unfolded, from, to - from);
            endLine();
            bytes.write(' ');
            from = to;
        }
        bytes.write(unfolded, from, unfolded.length - from);
        endLine();
    }

    private void endLine() {
        bytes.write('\r');
        bytes.write('\n');
    }

    private static boolean continuesCharacter(byte one) {
        return (one & 0xC0) == 0x80;
    }
}
