package io.crier.board;

import java.util.ArrayList;
import java.util.List;

/**
 * The form that a view is asked for with, filled in as it was.
 *
 * @param from a day, empty for any
 * @param to a day, empty for any
 * @param choices none where there was no time to count them
 * @param hidden what has no field of its own, and stays as it is
 * @param clear the address without any of it
 * @param month the address of the same as a month
 */
public record Search(
        String q,
        String from,
        String to,
        List<Choices> choices,
        List<Hidden> hidden,
        List<Chip> chips,
        String clear,
        String month) {
    /** What a date field can hold; whoever asked for a time of day keeps it. */
    private static final int LENGTH_OF_A_DAY = 10;

    /** A parameter that is sent along. */
    public record Hidden(String name, String value) {}

    static Search of(ViewLink link, List<Choices> choices, Texts texts) {
        return new Search(
                first(link, "q"),
                day(link, "from"),
                day(link, "to"),
                choices,
                hidden(link, choices),
                Chip.of(link, texts),
                link.unfiltered().toString(),
                link.inMonth(link.month()).toString());
    }

    private static List<Hidden> hidden(ViewLink link, List<Choices> choices) {
        var hidden = new ArrayList<Hidden>();
        link.filters()
                .forEach((name, values) -> {
                    if (!hasField(name, link, choices)) {
                        values.forEach(value -> hidden.add(new Hidden(name, value)));
                    }
                });
        if (link.months()) {
            hidden.add(new Hidden(ViewReader.VIEW, ViewReader.MONTH));
        }
        if (link.month() != null) {
            hidden.add(new Hidden(ViewReader.MONTH, link.month().toString()));
        }
        if (link.unattended()) {
            hidden.add(new Hidden(ViewReader.BOARD, ""));
        }
        if (link.language() != null) {
            hidden.add(new Hidden(ViewReader.LANGUAGE, link.language()));
        }
        return List.copyOf(hidden);
    }

    private static boolean hasField(String name, ViewLink link, List<Choices> choices) {
        return switch (name) {
            case "from", "to" -> !day(link, name).isEmpty();
            case "q" -> true;
            default -> choices.stream().anyMatch(each -> each.name().equals(name));
        };
    }

    private static String day(ViewLink link, String name) {
        var value = first(link, name);
        return value.length() == LENGTH_OF_A_DAY ? value : "";
    }

    private static String first(ViewLink link, String name) {
        return link.filters().getOrDefault(name, List.of("")).getFirst();
    }
}
