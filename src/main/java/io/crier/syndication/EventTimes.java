package io.crier.syndication;

import io.crier.announcement.Content;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When an event is, as a calendar tells it. */
sealed interface EventTimes {
    void write(ContentLines lines);

    /** The zone that the calendar must define, {@code null} where there is none. */
    @Nullable ZoneId zone();

    /** The times of a content that starts. */
    static EventTimes of(Content content, OffsetDateTime start) {
        return content.allDay() ? Days.of(content, start) : Hours.of(content, start);
    }

    /**
     * Whole days of the event's own zone, wherever the reader is.
     *
     * @param after the day after the last (RFC 5545 §3.6.1)
     */
    record Days(LocalDate first, LocalDate after) implements EventTimes {
        static Days of(Content content, OffsetDateTime start) {
            var zone = content.timeZone() == null ? start.getOffset() : content.timeZone();
            var end = content.endsAt();
            // An end at midnight is the end of the day before.
            var last = end != null && end.isAfter(start) ? end.minusNanos(1) : start;
            return new Days(dayOf(start, zone), dayOf(last, zone).plusDays(1));
        }

        @Override
        public void write(ContentLines lines) {
            lines.name("DTSTART").parameter("VALUE", "DATE").value(CalendarTime.date(first));
            lines.name("DTEND").parameter("VALUE", "DATE").value(CalendarTime.date(after));
        }

        @Override
        public @Nullable ZoneId zone() {
            return null;
        }

        private static LocalDate dayOf(OffsetDateTime time, ZoneId zone) {
            return time.atZoneSameInstant(zone).toLocalDate();
        }
    }

    /**
     * A stretch of time.
     *
     * @param end {@code null} where none is told: calendars know such events, and show them as
     *     short ones, while an end that is made up would be shown as if the organiser had told it.
     *     It must be later than the start (§3.8.2.2), so there is none at the very start either
     */
    record Hours(CalendarTime start, @Nullable CalendarTime end) implements EventTimes {
        static Hours of(Content content, OffsetDateTime startsAt) {
            var start = startsAt.toInstant().truncatedTo(ChronoUnit.SECONDS);
            var end =
                    content.endsAt() == null
                            ? start
                            : content.endsAt().toInstant().truncatedTo(ChronoUnit.SECONDS);
            var zone = content.timeZone();
            return new Hours(
                    CalendarTime.of(start, zone),
                    end.isAfter(start) ? CalendarTime.of(end, zone) : null);
        }

        @Override
        public void write(ContentLines lines) {
            start.write(lines, "DTSTART");
            if (end != null) {
                end.write(lines, "DTEND");
            }
        }

        @Override
        public @Nullable ZoneId zone() {
            return start.zone() != null || end == null ? start.zone() : end.zone();
        }
    }
}
