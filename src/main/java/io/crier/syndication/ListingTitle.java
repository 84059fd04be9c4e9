package io.crier.syndication;

import java.util.Set;
import java.util.stream.Collectors;

/** What a list is called where people choose among lists: by what was asked for, in words. */
final class ListingTitle {
    private static final String NAME = "Crier";

    /** Their values speak for themselves; others are told with their name. */
    private static final Set<String> PLAIN =
            Set.of("q", "topic", "organiser", "place", "attendance", "status", "phase");

    private ListingTitle() {}

    /** On one line, such as "Crier: online, climate or housing". */
    static String of(Listing listing) {
        if (listing.single()) {
            return NAME + ": one announcement";
        }
        var asked =
                listing.filter().parameters().entrySet().stream()
                        .map(parameter -> {
                            var values = String.join(" or ", parameter.getValue());
                            return PLAIN.contains(parameter.getKey())
                                    ? values
                                    : parameter.getKey() + " " + values;
                        })
                        .collect(Collectors.joining(", "));
        return asked.isEmpty() ? NAME : NAME + ": " + asked;
    }
}
