package io.crier.syndication;

import java.util.List;
import java.util.Optional;

/** The forms that announcements are written in. */
public final class Formats {
    public static final Format JSON = new JsonPage();

    /** The one that a client gets that does not say, first. */
    public static final List<Format> ALL =
            List.of(
                    JSON,
                    // iCalendar's place.
                    new Atom(),
                    new Rss(),
                    new JsonFeed(),
                    new JsonLd(),
                    new Csv(),
                    new Ndjson());

    private Formats() {}

    /** The form that goes by the suffix, such as {@code atom} or {@code feed.json}. */
    public static Optional<Format> bySuffix(String suffix) {
        return ALL.stream().filter(format -> format.suffix().equals(suffix)).findFirst();
    }
}
