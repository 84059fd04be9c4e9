package io.crier.syndication;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a list is called by what was asked for, such as "Crier: online, climate". */
final class ListingTitle {
    private static final String NAME = "Crier";

    /** Their values are understood without their names. */
    private static final Set<String> PLAIN =
            Set.of(
                    "q",
                    "topic",
                    "organiser",
                    "place",
                    "attendance",
                    "status",
                    "language",
                    "source",
                    "phase");

    private ListingTitle() {}

    /**
     * The title for the parameters of a {@link io.crier.announcement.Filter#parameters filter}, in
     * their order.
     */
    static String of(Map<String, List<String>> parameters) {
        var parts = new ArrayList<String>();
        parameters.forEach((name, values) -> {
            var word = PLAIN.contains(name) ? "" : name + " ";
            values.forEach(value -> parts.add(word + value));
        });
        return parts.isEmpty() ? NAME : NAME + ": " + String.join(", ", parts);
    }
}
