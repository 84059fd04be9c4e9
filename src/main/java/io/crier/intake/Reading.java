package io.crier.intake;

import java.util.List;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the reader for a document; where there is none, says what the document is instead. */
@Component
final class Reading {
    private static final int SHOWN = 60;

    /**
     * Links to feeds stand in the head. What is misplaced in a table a parser moves before it, one
     * by one, in quadratic time.
     */
    private static final int HEAD = 100_000;

    private final List<FeedReader> readers;

    Reading(List<FeedReader> readers) {
        this.readers = List.copyOf(readers);
    }

    Feed read(Fetched document) {
        for (var reader : readers) {
            if (reader.reads(document)) {
                return reader.read(document);
            }
        }
        throw new SourceUnreadable(whatItIs(document));
    }

    private static String whatItIs(Fetched document) {
        var text = document.text().strip();
        if (text.isEmpty()) {
            return "answers nothing: its body is empty";
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            return "answers JSON, not an RSS or Atom feed";
        }
        if (text.startsWith("BEGIN:VCALENDAR")) {
            return "answers an iCalendar, not an RSS or Atom feed";
        }
        var root = Root.of(text);
        if (root.name().equals(Root.HTML)) {
            var feed = feedOf(document);
            return "answers an HTML page, not a feed; "
                    + (feed == null
                            ? "the page names none either"
                            : "the page names this one: " + feed);
        }
        return root.name().isEmpty()
                ? "answers a text that is no feed: " + Texts.cut(text, SHOWN)
                : "answers XML that is neither RSS nor Atom: its root element is <%s>"
                        .formatted(root.name());
    }

    /** The address of the first feed that an HTML page links to. */
    private static @Nullable String feedOf(Fetched page) {
        var text = page.text();
        var head = text.substring(0, Math.min(text.length(), HEAD));
        return Jsoup.parse(head, page.address().toString())
                .select("link[rel~=(?i)\\balternate\\b][type~=(?i)^application/(rss|atom)\\+xml]")
                .stream()
                .map(link -> Links.absolute(link.attr("href"), page.address()))
                .filter(link -> link != null)
                .map(String::valueOf)
                .findFirst()
                .orElse(null);
    }
}
