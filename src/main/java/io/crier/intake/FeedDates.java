package io.crier.intake;

import static java.util.Map.entry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as feeds write them: RFC 822 and RFC 3339, and what passes for them. */
final class FeedDates {
    private static final String TIME =
            "(?:[T,\\s]+(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2}))?(?:[.,]\\d+)?)?";
    private static final String ZONE =
            "\\s*(?<name>[A-Za-z]{1,5})?\\s*(?<offset>[+-]\\d{1,2}:?\\d{2})?(?:\\s*\\(.*\\))?";
    private static final Pattern RFC_822 =
            Pattern.compile(
                    "(?:\\p{L}+\\.?,?\\s*)?(?<day>\\d{1,2})[\\s-]+(?<month>[A-Za-z]{3})[a-z]*\\.?,?"
                            + "[\\s-]+(?<year>\\d{4}|\\d{2})"
                            + TIME
                            + ZONE);
    private static final Pattern RFC_3339 =
            Pattern.compile(
                    "(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})(?i:" + TIME + ")" + ZONE);
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    /** RFC 822 §5.1, and the European ones that are seen. Any other is read as UTC. */
    private static final Map<String, Integer> HOURS =
            Map.ofEntries(
                    entry("EST", -5),
                    entry("EDT", -4),
                    entry("CST", -6),
                    entry("CDT", -5),
                    entry("MST", -7),
                    entry("MDT", -6),
                    entry("PST", -8),
                    entry("PDT", -7),
                    entry("CET", 1),
                    entry("CEST", 2),
                    entry("EET", 2),
                    entry("EEST", 3),
                    entry("WEST", 1),
                    entry("BST", 1));

    private static final int LONGEST = 100;

    private FeedDates() {}

    /** The instant that the text tells, or nothing where it tells none. */
    static @Nullable Instant instant(@Nullable String text) {
        if (text == null || text.length() > LONGEST) {
            return null;
        }
        try {
            for (var pattern : List.of(RFC_822, RFC_3339)) {
                var told = pattern.matcher(text.strip());
                if (told.matches()) {
                    return local(told).toInstant(offset(told));
                }
            }
            return null;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static LocalDateTime local(Matcher told) {
        var hour = number(told.group("hour"));
        // A leap second, or a midnight told as 24:00, is the instant after.
        var second = number(told.group("second"));
        return LocalDateTime.of(
                        year(told.group("year")),
                        month(told.group("month")),
                        number(told.group("day")),
                        hour == 24 ? 0 : hour,
                        number(told.group("minute")),
                        second == 60 ? 59 : second)
                .plusDays(hour == 24 ? 1 : 0)
                .plusSeconds(second == 60 ? 1 : 0);
    }

    /** Two digits are of this century or, above 69, of the last, as in POSIX. */
    private static int year(String digits) {
        var year = number(digits);
        return digits.length() == 4 ? year : year + (year > 69 ? 1900 : 2000);
    }

    private static int month(String month) {
        return Character.isDigit(month.charAt(0))
                ? number(month)
                : MONTHS.indexOf(month.toLowerCase(Locale.ROOT)) + 1;
    }

    private static ZoneOffset offset(Matcher told) {
        var offset = told.group("offset");
        if (offset != null) {
            var sign = offset.charAt(0) == '-' ? -1 : 1;
            var digits = offset.substring(1).replace(":", "");
            var split = digits.length() - 2;
            return ZoneOffset.ofHoursMinutes(
                    sign * number(digits.substring(0, split)),
                    sign * number(digits.substring(split)));
        }
        var name = told.group("name");
        var hours = name == null ? 0 : HOURS.getOrDefault(name.toUpperCase(Locale.ROOT), 0);
        return ZoneOffset.ofHours(hours);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
