package io.crier.syndication;

import io.crier.announcement.FieldSelection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The forms that announcements are written in. */
public final class Formats {
    public static final Format JSON = new JsonPage(FieldSelection.ALL);
    public static final Format CALENDAR = new ICalendar();

    /** The one that a client gets that does not say, first. */
    public static final List<Format> ALL =
            List.of(
                    JSON,
                    CALENDAR,
                    new Atom(),
                    new Rss(),
                    new JsonFeed(),
                    new JsonLd(),
                    new Csv(),
                    new Ndjson());

    private static final Set<String> FEEDS = Set.of("atom", "rss", "feed.json");

    private static final Set<String> OF_ONE = Set.of("json", "ics", "jsonld");

    private Formats() {}

    /** {@link #JSON}, with some of the fields of announcements in a list. */
    public static Format json(FieldSelection fields) {
        return fields.isAll() ? JSON : new JsonPage(fields);
    }

    /** The form that goes by the suffix, such as {@code atom} or {@code feed.json}. */
    public static Optional<Format> bySuffix(String suffix) {
        return ALL.stream().filter(format -> format.suffix().equals(suffix)).findFirst();
    }

    /** The same, of those in which one announcement alone makes sense. */
    public static Optional<Format> ofOne(String suffix) {
        return bySuffix(suffix).filter(format -> OF_ONE.contains(format.suffix()));
    }

    /**
     * Whether it is made to look into for news, the latest of which it is expected to begin with.
     */
    public static boolean isFeed(Format format) {
        return FEEDS.contains(format.suffix());
    }
}
