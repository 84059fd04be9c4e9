package io.crier.syndication;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
        var alike = new LinkedHashMap<Kind, List<LocalDateTime>>();
        for (var change : single) {
            alike.computeIfAbsent(Kind.of(change, rules), _ -> new ArrayList<>())
                    .add(change.getDateTimeBefore());
        }
        alike.forEach((kind, starts) -> observances.add(new Observance(kind, starts, null)));
        for (var each : yearly) {
            var kind = Kind.of(each.first(), rules);
            each.rules()
                    .forEach((start, rule) ->
                            observances.add(new Observance(kind, List.of(start), rule)));
        }
        return observances;
    }

    /** What the clock showed before the first change. */
    private static Observance beginning(ZoneRules rules) {
        var start = LocalDateTime.of(FIRST_CHANGES, 1, 1, 0, 0);
        var offset = rules.getOffset(start);
        var kind = new Kind(rules.isDaylightSavings(start.toInstant(offset)), offset, offset);
        return new Observance(kind, List.of(start), null);
    }

    private record Kind(boolean daylight, ZoneOffset from, ZoneOffset to) {
        static Kind of(ZoneOffsetTransition change, ZoneRules rules) {
            return new Kind(
                    rules.isDaylightSavings(change.getInstant()),
                    change.getOffsetBefore(),
                    change.getOffsetAfter());
        }
    }

    /**
     * A time of year on which the clock is changed.
     *
     * @param starts what the clock showed when it was changed, by the offset before
     * @param rule the further years, where there is a rule
     */
    private record Observance(Kind kind, List<LocalDateTime> starts, @Nullable String rule) {
        void write(ContentLines lines) {
            var name = kind.daylight ? "DAYLIGHT" : "STANDARD";
            lines.name("BEGIN").value(name);
            lines.name("DTSTART").value(CalendarTime.local(starts.getFirst()));
            lines.name("TZOFFSETFROM").value(offset(kind.from));
            lines.name("TZOFFSETTO").value(offset(kind.to));
            if (rule != null) {
                lines.name("RRULE").value(rule);
            }
            if (starts.size() > 1) {
                var further = starts.stream().skip(1).map(CalendarTime::local).toList();
                lines.name("RDATE").value(String.join(",", further));
            }
            lines.name("END").value(name);
        }

        /** Whole minutes: offsets with seconds ended long before the first year. */
        private static String offset(ZoneOffset offset) {
            var minutes = Math.abs(offset.getTotalSeconds() / 60);
            var sign = offset.getTotalSeconds() < 0 ? '-' : '+';
            return "%c%02d%02d".formatted(sign, minutes / 60, minutes % 60);
        }
    }
}
