package io.crier.reading;

import io.crier.syndication.Format;
import java.util.Set;

/** Links to what belongs to an answer (RFC 8288 §3), as relative references. */
final class Link {
    static final String LIST = "/v1/announcements";

    /** What has no meaning in a document that holds everything. */
    static final Set<String> OF_PAGES = Set.of("page", "limit", "sort");

    private static final Set<String> PAGE = Set.of("page");

    private Link() {}

    static String to(String reference, String relation) {
        return "<%s>; rel=\"%s\"".formatted(reference, relation);
    }

    /** The same list in another form, from its beginning. */
    static String alternate(Address address, Format format) {
        var path = LIST + "." + format.suffix();
        var reference = address.without(path, format.whole() ? OF_PAGES : PAGE);
        var type = format.mediaType().split(";", 2)[0];
        return to(reference, "alternate") + "; type=\"" + type + '"';
    }
}
