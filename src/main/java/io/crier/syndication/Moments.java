package io.crier.syndication;

import io.crier.announcement.Announcement;
import io.crier.announcement.Content;
import io.crier.announcement.Span;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts and ends as ISO 8601 writes them: a time with the event's own offset (RFC 3339), or a date
 * alone where the times of day mean nothing. The date of an end is that of the last day, inclusive.
 */
final class Moments {
    private Moments() {}

    static @Nullable String start(Content content) {
        var start = content.startsAt();
        if (start == null) {
            return null;
        }
        return content.allDay() ? firstDay(content, start).toString() : written(start);
    }

    /** {@code null} where the organiser told none. */
    static @Nullable String end(Content content) {
        var start = content.startsAt();
        var end = content.endsAt();
        if (start == null || end == null) {
            return null;
        }
        return content.allDay() ? lastDay(content, start).toString() : written(end);
    }

    /** The starts that no longer hold, oldest first. */
    static List<String> previousStarts(Announcement announcement) {
        var content = announcement.content();
        return announcement.previousStartsAt().stream()
                .map(start ->
                        content.allDay() ? firstDay(content, start).toString() : written(start))
                .toList();
    }

    static LocalDate firstDay(Content content, OffsetDateTime start) {
        return start.atZoneSameInstant(zone(content, start)).toLocalDate();
    }

    /** An end at midnight belongs to the day before. */
    static LocalDate lastDay(Content content, OffsetDateTime start) {
        var over = Span.of(content).end();
        return over == null
                ? firstDay(content, start)
                : over.atZone(zone(content, start)).toLocalDate().minusDays(1);
    }

    /** Always with seconds, which RFC 3339 wants. */
    static String written(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    private static ZoneId zone(Content content, OffsetDateTime start) {
        return content.timeZone() == null ? start.getOffset() : content.timeZone();
    }
}
