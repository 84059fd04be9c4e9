package io.crier.reading;

import io.crier.announcement.FieldSelection;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import io.crier.syndication.Format;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** References to pages and forms of a list, as HTTP writes them (RFC 8288 §3): relative ones. */
final class Link {
    static final String LIST = "/v1/announcements";

    /** What has no meaning in a document that holds everything. */
    private static final Set<String> OF_PAGES = Set.of("page", "limit", "sort");

    /** What has no meaning in pages of another form than the API's own. */
    private static final Set<String> OF_JSON = Set.of("page", FieldSelection.PARAMETER);

    private static final Set<String> OF_JSON_PAGES =
            Set.of("page", "limit", "sort", FieldSelection.PARAMETER);

    private Link() {}

    /**
     * Refuses what has no meaning but for pages.
     *
     * @throws InvalidInput naming each parameter at fault
     */
    static void refusePages(Map<String, List<String>> parameters, String accepted) {
        var violations =
                OF_PAGES.stream()
                        .filter(parameters::containsKey)
                        .sorted()
                        .map(name -> new Violation(name, null, accepted))
                        .toList();
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
    }

    static String to(String reference, String relation) {
        return "<%s>; rel=\"%s\"".formatted(reference, relation);
    }

    /** The same list in another form, from its beginning. */
    static String alternate(Address address, Format format) {
        var path = LIST + "." + format.suffix();
        var reference = address.without(path, format.whole() ? OF_JSON_PAGES : OF_JSON);
        var type = format.mediaType().split(";", 2)[0];
        return to(reference, "alternate") + "; type=\"" + type + '"';
    }
}
