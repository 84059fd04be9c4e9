package io.crier.board;

import io.crier.announcement.Announcement;
import io.crier.board.MonthReading.Found;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A month, as its template shows it.
 *
 * @param weekdays in the order of the reader's weeks
 * @param weeks of seven days each, the first and the last with some of the months beside it
 * @param cut whether there is more than is shown
 */
public record MonthPage(
        Frame frame,
        Search search,
        String title,
        Turn previous,
        Turn next,
        List<Weekday> weekdays,
        List<List<Cell>> weeks,
        boolean cut) {
    private static final int DAYS = 7;

    /** More would make a row higher than a screen. */
    private static final int MOST_ENTRIES = 6;

    /** Another month. */
    public record Turn(String title, String href) {}

    /** What a column is called, in short and in full. */
    public record Weekday(String name, String inFull) {}

    /**
     * A day.
     *
     * @param inside whether it is one of the month
     * @param more how many there are that are not shown
     * @param href all of the day
     */
    public record Cell(
            String date,
            String label,
            int number,
            boolean inside,
            List<Entry> entries,
            int more,
            String href) {}

    /**
     * An event on a day.
     *
     * @param time at which it begins; empty if it goes on from the day before, or takes whole days
     */
    public record Entry(
            String href,
            String title,
            @Nullable String language,
            String time,
            @Nullable String status,
            String statusText) {}

    static MonthPage of(YearMonth month, Found found, Frame frame) {
        var texts = frame.texts();
        var link = frame.link();
        var week = WeekFields.of(texts.locale());
        var byDay = byDay(month, found.items());
        var first = month.atDay(1).with(TemporalAdjusters.previousOrSame(week.getFirstDayOfWeek()));
        var weeks =
                Stream.iterate(
                                first,
                                day -> !day.isAfter(month.atEndOfMonth()),
                                day -> day.plusWeeks(1))
                        .map(day -> week(day, month, byDay, frame))
                        .toList();
        return new MonthPage(
                frame,
                Search.of(link, List.of(), texts),
                texts.times().month(month),
                turn(month.minusMonths(1), texts, link),
                turn(month.plusMonths(1), texts, link),
                weekdays(week.getFirstDayOfWeek(), texts),
                weeks,
                found.cut());
    }

    private static Turn turn(YearMonth month, Texts texts, ViewLink link) {
        return new Turn(texts.times().month(month), link.inMonth(month).toString());
    }

    private static List<Weekday> weekdays(DayOfWeek first, Texts texts) {
        return IntStream.range(0, DAYS)
                .mapToObj(first::plus)
                .map(day ->
                        new Weekday(texts.times().weekday(day), texts.times().weekdayInFull(day)))
                .toList();
    }

    /** What takes several days stands on each of them. */
    private static Map<LocalDate, List<Announcement>> byDay(
            YearMonth month, List<Announcement> items) {
        var byDay = new HashMap<LocalDate, List<Announcement>>();
        for (var item : items) {
            var days = When.daysOf(item.content());
            if (days != null) {
                var from = days.first().isBefore(month.atDay(1)) ? month.atDay(1) : days.first();
                var to =
                        days.last().isAfter(month.atEndOfMonth())
                                ? month.atEndOfMonth()
                                : days.last();
                for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
                    byDay.computeIfAbsent(day, _ -> new ArrayList<>()).add(item);
                }
            }
        }
        return byDay;
    }

    private static List<Cell> week(
            LocalDate first,
            YearMonth month,
            Map<LocalDate, List<Announcement>> byDay,
            Frame frame) {
        return first.datesUntil(first.plusDays(DAYS))
                .map(day -> cell(day, month, byDay.getOrDefault(day, List.of()), frame))
                .toList();
    }

    private static Cell cell(
            LocalDate day, YearMonth month, List<Announcement> items, Frame frame) {
        var texts = frame.texts();
        return new Cell(
                day.toString(),
                texts.times().dayInFull(day),
                day.getDayOfMonth(),
                YearMonth.from(day).equals(month),
                items.stream().limit(MOST_ENTRIES).map(item -> entry(item, day, frame)).toList(),
                Math.max(0, items.size() - MOST_ENTRIES),
                frame.link().onDay(day).toString());
    }

    private static Entry entry(Announcement announcement, LocalDate day, Frame frame) {
        var texts = frame.texts();
        var content = announcement.content();
        return new Entry(
                Card.href(announcement, frame.link()),
                content.title(),
                Card.foreign(content.language(), texts),
                time(announcement, day, texts),
                Card.status(content),
                Card.statusText(content, texts));
    }

    private static String time(Announcement announcement, LocalDate day, Texts texts) {
        var content = announcement.content();
        var start = content.startsAt();
        if (start == null || content.allDay()) {
            return "";
        }
        var begin = start.atZoneSameInstant(Times.zone(content, start));
        return begin.toLocalDate().equals(day) ? texts.times().time(begin) : "";
    }
}
