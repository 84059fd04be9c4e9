package io.crier.board;

import io.crier.announcement.Content;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Days and times of day as a language and its region write them; with plain spaces, whichever kind
 * the data of the language have this year.
 */
final class Times {
    private static final Pattern SPACES = Pattern.compile("[\\u00A0\\u2009\\u202F]");

    private final Locale locale;

    // Made at once, so that nothing is looked up while a page is written.
    private final DateTimeFormatter day;
    private final DateTimeFormatter dayAndYear;
    private final DateTimeFormatter dayInFull;
    private final DateTimeFormatter dayOfYear;
    private final DateTimeFormatter dayOfMonth;
    private final DateTimeFormatter month;
    private final DateTimeFormatter time;

    Times(Locale locale) {
        this.locale = locale;
        this.day = pattern("MMMEd");
        this.dayAndYear = pattern("yMMMEd");
        this.dayInFull = date(FormatStyle.FULL);
        this.dayOfYear = pattern("MMMMd");
        this.dayOfMonth = date(FormatStyle.LONG);
        this.month = pattern("yMMMM");
        this.time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale);
    }

    private DateTimeFormatter date(FormatStyle style) {
        return DateTimeFormatter.ofLocalizedDate(style).withLocale(locale);
    }

    private DateTimeFormatter pattern(String fields) {
        return DateTimeFormatter.ofLocalizedPattern(fields).withLocale(locale);
    }

    /** The zone that an announcement's times are told in: its own, or the offset they came with. */
    static ZoneId zone(Content content, OffsetDateTime start) {
        return content.timeZone() == null ? start.getOffset() : content.timeZone();
    }

    /** Such as Thu, 4 Mar, with the year where it is another one. */
    String day(LocalDate date, Year thisYear) {
        return written(date.getYear() == thisYear.getValue() ? day : dayAndYear, date);
    }

    /** Such as Thursday, 4 March 2027. */
    String dayInFull(LocalDate date) {
        return written(dayInFull, date);
    }

    /** Such as 4 March. */
    String dayOfYear(LocalDate date) {
        return written(dayOfYear, date);
    }

    /** Such as 4 March 2027. */
    String dayOfMonth(LocalDate date) {
        return written(dayOfMonth, date);
    }

    /** Such as March 2027. */
    String month(YearMonth date) {
        return written(month, date.atDay(1));
    }

    /** Such as 17:00. */
    String time(TemporalAccessor moment) {
        return written(time, moment);
    }

    /** What the zone is called at the time, such as CET. */
    String zone(ZoneId zone, Instant at) {
        var offset = zone.getRules().getOffset(at);
        if (zone.equals(offset) || zone.normalized().equals(offset)) {
            return offset.getTotalSeconds() == 0 ? "UTC" : "UTC" + offset.getId();
        }
        return DateTimeFormatter.ofPattern("z", locale).format(at.atZone(zone));
    }

    /** Such as Thu. */
    String weekday(DayOfWeek weekday) {
        return weekday.getDisplayName(TextStyle.SHORT_STANDALONE, locale);
    }

    /** Such as Thursday. */
    String weekdayInFull(DayOfWeek weekday) {
        return weekday.getDisplayName(TextStyle.FULL_STANDALONE, locale);
    }

    private static String written(DateTimeFormatter formatter, TemporalAccessor time) {
        return SPACES.matcher(formatter.format(time)).replaceAll(" ");
    }
}
