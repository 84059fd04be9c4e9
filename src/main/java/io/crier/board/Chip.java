package io.crier.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One thing that is asked for, and the address without it.
 *
 * @param label such as "Topic: climate"
 */
public record Chip(String label, String without) {
    /** What has no meaning alone goes with what it belongs to. */
    private static final String PART = "radius";

    private static final Set<String> WORDS = Set.of("attendance", "status");

    static List<Chip> of(ViewLink link, Texts texts) {
        var chips = new ArrayList<Chip>();
        link.filters()
                .forEach((name, values) -> {
                    if (name.equals(PART)) {
                        return;
                    }
                    for (var value : values) {
                        chips.add(
                                new Chip(
                                        texts.text("filter." + name)
                                                + ": "
                                                + told(name, value, link, texts),
                                        without(name, value, link).toString()));
                    }
                });
        return chips;
    }

    private static String told(String name, String value, ViewLink link, Texts texts) {
        if (WORDS.contains(name)) {
            return texts.text(name + "." + value);
        }
        if (name.equals("language")) {
            return Choices.language(value, texts);
        }
        var radius = link.filters().get(PART);
        return name.equals("near") && radius != null
                ? value + " (" + radius.getFirst() + " km)"
                : value;
    }

    private static ViewLink without(String name, String value, ViewLink link) {
        var rest = link.withoutValue(name, value);
        return name.equals("near") ? rest.without(PART) : rest;
    }
}
