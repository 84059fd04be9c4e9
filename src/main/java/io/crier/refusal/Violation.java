package io.crier.refusal;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was wrong with a request.
 *
 * @param field the field or parameter at fault, as a path such as {@code place.latitude} or {@code
 *     topics[2]}
 * @param value the value refused, cut to a readable length; {@code null} where there was none
 * @param accepted what would have been accepted, as a sentence's end: "a time such as
 *     2027-03-04T17:00:00+01:00"
 */
public record Violation(String field, @Nullable String value, String accepted) {
    private static final int SHOWN = 100;

    public Violation {
        value = value == null ? null : readable(value);
    }

    private static String readable(String value) {
        var shown = new StringBuilder();
        value.codePoints()
                .limit(SHOWN)
                .map(point -> Character.isISOControl(point) ? '\uFFFD' : point)
                .forEach(shown::appendCodePoint);
        return value.codePointCount(0, value.length()) > SHOWN
                ? shown.append('…').toString()
                : shown.toString();
    }

    @Override
    public String toString() {
        return value == null
                ? "%s: expected %s".formatted(field, accepted)
                : "%s: '%s' refused, expected %s".formatted(field, value, accepted);
    }
}
