package io.crier.syndication;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a calendar must say of a time zone (VTIMEZONE, RFC 5545 §3.6.5), told from the rules that
 * Java itself computes with.
 *
 * <p>It holds for all times from {@link #FIRST_YEAR} on, whichever events there are, so that a
 * document can tell it before it knows them: the rules that stand for ever as yearly ones, and
 * every other change of the clock by itself.
 */
final class ZoneDefinition {
    /**
     * Earlier times are written in UTC. The rules of most of Europe and North America have stood
     * since before it, so that their definitions are two rules, which is all that some calendars
     * understand.
     */
    static final int FIRST_YEAR = 2010;

    /** A year before, so that what the clock shows as the first year begins is told too. */
    private static final int FIRST_CHANGES = FIRST_YEAR - 1;

    /** Seconds; offsets that are not whole minutes ended long before the first year. */
    private static final int MINUTE = 60;

    private ZoneDefinition() {}

    static void write(ContentLines lines, ZoneId zone) {
        lines.name("BEGIN").value("VTIMEZONE");
        lines.name("TZID").text(zone.getId());
        observances(zone.getRules()).forEach(observance -> observance.write(lines));
        lines.name("END").value("VTIMEZONE");
    }

    private static List<Observance> observances(ZoneRules rules) {
        var yearly =
                rules.getTransitionRules().stream()
                        .map(rule -> YearlyChange.of(rule, rules, FIRST_CHANGES))
                        .toList();
        var single = new ArrayList<>(rules.getTransitions());
        single.removeIf(change ->
                change.getDateTimeBefore().getYear() < FIRST_CHANGES
                        || yearly.stream().anyMatch(each -> each.makes(change)));
        var observances = new ArrayList<Observance>();
        if (yearly.stream().noneMatch(each -> each.firstYear() == FIRST_CHANGES)) {
            observances.add(beginning(rules));
        }
        for (var change : single) {
            observances.add(Observance.of(change, rules));
        }
        for (var each : yearly) {
            var first = Observance.of(each.first(), rules);
            each.rules().forEach((start, rule) -> observances.add(first.every(start, rule)));
        }
        return observances;
    }

    /** What the clock showed before the first of the other changes. */
    private static Observance beginning(ZoneRules rules) {
        var start = LocalDateTime.of(FIRST_CHANGES, 1, 1, 0, 0);
        var offset = rules.getOffset(start);
        var instant = start.toInstant(offset);
        var change = rules.previousTransition(instant);
        return change != null && change.getOffsetBefore().getTotalSeconds() % MINUTE == 0
                ? Observance.of(change, rules)
                : new Observance(rules.isDaylightSavings(instant), start, offset, offset, null);
    }

    /**
     * A change of the clock. Those that follow no rule are one each rather than one with many dates
     * (RDATE): of these some parsers read the first alone, others none that is still to come.
     *
     * @param start what the clock showed when it was changed
     * @param rule the further years, where there is a rule
     */
    private record Observance(
            boolean daylight,
            LocalDateTime start,
            ZoneOffset from,
            ZoneOffset to,
            @Nullable String rule) {
        static Observance of(ZoneOffsetTransition change, ZoneRules rules) {
            return new Observance(
                    rules.isDaylightSavings(change.getInstant()),
                    change.getDateTimeBefore(),
                    change.getOffsetBefore(),
                    change.getOffsetAfter(),
                    null);
        }

        Observance every(LocalDateTime first, String rule) {
            return new Observance(daylight, first, from, to, rule);
        }

        void write(ContentLines lines) {
            var name = daylight ? "DAYLIGHT" : "STANDARD";
            lines.name("BEGIN").value(name);
            lines.name("DTSTART").value(CalendarTime.local(start));
            lines.name("TZOFFSETFROM").value(offset(from));
            lines.name("TZOFFSETTO").value(offset(to));
            if (rule != null) {
                lines.name("RRULE").value(rule);
            }
            lines.name("END").value(name);
        }

        /** In hours and minutes. */
        private static String offset(ZoneOffset offset) {
            var minutes = Math.abs(offset.getTotalSeconds() / MINUTE);
            var sign = offset.getTotalSeconds() < 0 ? '-' : '+';
            return "%c%02d%02d".formatted(sign, minutes / 60, minutes % 60);
        }
    }
}
