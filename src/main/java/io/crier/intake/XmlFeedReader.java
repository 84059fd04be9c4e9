package io.crier.intake;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.springframework.stereotype.Component;

/**
 * Reads RSS (0.9x, 1.0 and 2.0) and Atom (0.3 and 1.0).
 *
 * <p>The parser is lenient and knows no document types, so entities expand to nothing but
 * characters and nothing is ever loaded. What would make its work grow faster than the document is
 * refused before.
 */
@Component
final class XmlFeedReader implements FeedReader {
    private static final Set<String> ROOTS = Set.of("rss", "rdf", "feed");

    /** XML's own and what databases refuse: no character of a feed, but found in many. */
    private static final Pattern ILLEGAL =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F\\uFFFE\\uFFFF]");

    private static final Pattern NAMESPACE = Pattern.compile("(?i)xmlns:([^\\s=>]*)");

    /** The parser copies them for each element. Feeds of podcasts declare about twenty. */
    private static final int MAX_NAMESPACES = 100;

    /** Tags, comments and the like; the parser takes some 150 bytes for each. */
    private static final int MAX_TAGS = 1_000_000;

    /** Below the 256 levels up to which the parser looks for the start of what an end tag ends. */
    private static final int DEPTH = 200;

    @Override
    public boolean reads(Fetched document) {
        return ROOTS.contains(Root.of(document.text()).name());
    }

    @Override
    public Feed read(Fetched document) {
        var start = Root.of(document.text());
        if (start.doctype()) {
            throw new SourceUnreadable(
                    "answers XML with a document type declaration (DOCTYPE), which is refused: an"
                            + " RSS or Atom feed needs none");
        }
        var text = document.text().substring(start.at());
        checkSize(text);
        var legal = ILLEGAL.matcher(text).replaceAll("");
        var root = parsed(legal);
        var complete = endsWithin(legal, start.name());
        return switch (start.name()) {
            case "feed" -> AtomDocument.read(root, document.address(), complete);
            default -> RssDocument.read(root, document.address(), complete);
        };
    }

    private static Element parsed(String text) {
        var document = Parser.xmlParser().setMaxDepth(DEPTH).parseInput(text, "");
        var root = document.firstElementChild();
        if (root == null) {
            throw new SourceUnreadable("answers a feed that ends within its first tag");
        }
        return root;
    }

    private static void checkSize(String text) {
        if (text.chars().filter(unit -> unit == '<').limit(MAX_TAGS + 1L).count() > MAX_TAGS) {
            throw new SourceUnreadable("answers XML with more than %,d tags".formatted(MAX_TAGS));
        }
        var prefixes = new HashSet<String>();
        var declared = NAMESPACE.matcher(text);
        while (declared.find()) {
            prefixes.add(declared.group(1));
            if (prefixes.size() > MAX_NAMESPACES) {
                throw new SourceUnreadable(
                        "answers XML with more than %d namespaces".formatted(MAX_NAMESPACES));
            }
        }
    }

    /** Whether the root has its end tag: a document without was cut off on its way. */
    private static boolean endsWithin(String text, String root) {
        var tail = text.toLowerCase(Locale.ROOT);
        return Pattern.compile("</(?:[\\w.-]{1,40}:)?" + root + "[\\s>]").matcher(tail).find();
    }
}
