package io.crier.syndication;

import java.util.ArrayList;
import java.util.Set;

/** What a list is called by what was asked for, such as "Crier: climate, online". */
final class ListingTitle {
    private static final String NAME = "Crier";

    /** Their values need no other word to be understood. */
    private static final Set<String> PLAIN =
            Set.of(
                    "q",
                    "topic",
                    "organiser",
                    "place",
                    "attendance",
                    "status",
                    "language",
                    "source");

    private ListingTitle() {}

    static String of(Listing listing) {
        var parts = new ArrayList<String>();
        listing.filter()
                .parameters()
                .forEach((parameter, values) ->
                        values.forEach(value ->
                                parts.add(
                                        PLAIN.contains(parameter)
                                                ? value
                                                : parameter + " " + value)));
        return parts.isEmpty() ? NAME : NAME + ": " + String.join(", ", parts);
    }
}
