package io.crier.board;

import io.crier.announcement.Content;
import io.crier.announcement.Span;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * When an event is, in its own clock, for a person to read.
 *
 * @param machine the start, as HTML wants it; {@code null} where none is known
 * @param days such as Thu, 4 Mar
 * @param hours such as 17:00 – 18:30; empty where the times of day mean nothing
 * @param zone what the clock is called; empty without hours
 * @param zoneId the same, for machines
 */
public record When(
        @Nullable String machine, String days, String hours, String zone, String zoneId) {
    private static final String TO = " – ";

    static final When BLANK = new When("", "", "", "", "");

    static When of(Content content, Year thisYear, Texts texts) {
        var start = content.startsAt();
        if (start == null) {
            return new When(null, texts.text("when.unknown"), "", "", "");
        }
        return content.allDay()
                ? days(content, start, thisYear, texts)
                : hours(content, start, thisYear, texts);
    }

    /** The days that an event takes in its own zone; {@code null} where no start is known. */
    static @Nullable Days daysOf(Content content) {
        var start = content.startsAt();
        var span = Span.of(content);
        if (start == null || span.start() == null || span.end() == null) {
            return null;
        }
        var zone = Times.zone(content, start);
        // What ends at midnight ends on the day before.
        var last = span.end().minusNanos(1).atZone(zone).toLocalDate();
        return new Days(start.atZoneSameInstant(zone).toLocalDate(), last);
    }

    /** From a day to another, both inclusive. */
    record Days(LocalDate first, LocalDate last) {}

    private static When days(Content content, OffsetDateTime start, Year thisYear, Texts texts) {
        var times = texts.times();
        var zone = Times.zone(content, start);
        var days = daysOf(content);
        var first = start.atZoneSameInstant(zone).toLocalDate();
        var last = days == null ? first : days.last();
        return new When(
                first.toString(),
                first.equals(last)
                        ? times.day(first, thisYear)
                        : times.day(first, thisYear) + TO + times.day(last, thisYear),
                "",
                "",
                "");
    }

    private static When hours(
            Content content, OffsetDateTime startsAt, Year thisYear, Texts texts) {
        var times = texts.times();
        var zone = Times.zone(content, startsAt);
        var start = startsAt.atZoneSameInstant(zone);
        return new When(
                machine(startsAt),
                times.day(start.toLocalDate(), thisYear),
                times.time(start) + end(content, start, zone, thisYear, times),
                times.zone(zone, start.toInstant()),
                zone.getId());
    }

    private static String end(
            Content content, ZonedDateTime start, ZoneId zone, Year thisYear, Times times) {
        if (content.endsAt() == null || !content.endsAt().toInstant().isAfter(start.toInstant())) {
            return "";
        }
        var end = content.endsAt().atZoneSameInstant(zone);
        // What ends at midnight ends on the day before.
        return end.minusNanos(1).toLocalDate().equals(start.toLocalDate())
                ? TO + times.time(end)
                : TO + times.day(end.toLocalDate(), thisYear) + ", " + times.time(end);
    }

    static String machine(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }
}
