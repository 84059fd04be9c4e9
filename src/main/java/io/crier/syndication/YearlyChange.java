package io.crier.syndication;

import java.time.LocalDateTime;
import java.time.Month;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A change of the clock that comes every year, as recurrence rules (RFC 5545 §3.3.10).
 *
 * <p>Rules of time zones tell days in other words than recurrence rules, and partly in UTC, where
 * it may be another day. So the days of all years are looked at instead: the calendar repeats
 * itself after {@value #CYCLE} years, and what holds for them holds for ever.
 *
 * @param firstYear the first in which the clock was changed by this rule
 * @param rules by what the clock showed at the first change; two where the day may fall into either
 *     of two months
 */
record YearlyChange(
        ZoneOffsetTransitionRule rule, int firstYear, SortedMap<LocalDateTime, String> rules) {
    private static final int CYCLE = 400;
    private static final int WEEK = 7;

    /**
     * @param zone what the rule is of
     * @param earliest no year before it is looked at
     */
    static YearlyChange of(ZoneOffsetTransitionRule rule, ZoneRules zone, int earliest) {
        var known = zone.getTransitions();
        var settled =
                known.isEmpty() ? earliest : known.getLast().getDateTimeBefore().getYear() + 1;
        var first = Math.max(earliest, settled);
        while (first > earliest && holds(rule, zone, first - 1)) {
            first--;
        }
        return new YearlyChange(rule, first, rulesFrom(rule, first));
    }

    ZoneOffsetTransition first() {
        return rule.createTransition(firstYear);
    }

    boolean makes(ZoneOffsetTransition change) {
        var year = change.getDateTimeBefore().getYear();
        return year >= firstYear && rule.createTransition(year).equals(change);
    }

    private static boolean holds(ZoneOffsetTransitionRule rule, ZoneRules zone, int year) {
        var change = rule.createTransition(year);
        return change.equals(zone.nextTransition(change.getInstant().minusSeconds(1)));
    }

    private static SortedMap<LocalDateTime, String> rulesFrom(
            ZoneOffsetTransitionRule rule, int first) {
        var byMonth =
                IntStream.range(first, first + CYCLE)
                        .mapToObj(year -> rule.createTransition(year).getDateTimeBefore())
                        .collect(Collectors.groupingBy(LocalDateTime::getMonth));
        var rules = new TreeMap<LocalDateTime, String>();
        byMonth.forEach((month, times) -> rules.put(times.getFirst(), ruleOf(rule, month, times)));
        return rules;
    }

    private static String ruleOf(
            ZoneOffsetTransitionRule rule, Month month, List<LocalDateTime> times) {
        var days = new TreeSet<Integer>();
        var daysFromEnd = new TreeSet<Integer>();
        for (var time : times) {
            var date = time.toLocalDate();
            days.add(date.getDayOfMonth());
            daysFromEnd.add(date.lengthOfMonth() - date.getDayOfMonth());
        }
        var yearly = "FREQ=YEARLY;BYMONTH=" + month.getValue();
        if (rule.getDayOfWeek() == null) {
            return yearly + ";BYMONTHDAY=" + listed(days);
        }
        var day = times.getFirst().getDayOfWeek().name().substring(0, 2);
        return yearly + byDay(day, days, daysFromEnd);
    }

    private static String byDay(
            String weekday, SortedSet<Integer> days, SortedSet<Integer> daysFromEnd) {
        if (daysFromEnd.size() == WEEK && daysFromEnd.first() == 0) {
            return ";BYDAY=-1" + weekday;
        }
        if (days.size() == WEEK && days.last() % WEEK == 0) {
            return ";BYDAY=" + days.last() / WEEK + weekday;
        }
        return ";BYMONTHDAY=" + listed(days) + ";BYDAY=" + weekday;
    }

    private static String listed(SortedSet<Integer> days) {
        return days.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
