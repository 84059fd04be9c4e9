package io.crier.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The elements of feeds by one name each, whatever prefix a feed has chosen: RSS's own without a
 * prefix, others with the prefix that is usual, all in lower case.
 */
final class XmlNames {
    private static final Map<String, String> PREFIXES =
            Map.of(
                    "http://purl.org/rss/1.0/", "",
                    "http://my.netscape.com/rdf/simple/0.9/", "",
                    "http://backend.userland.com/rss2", "",
                    "http://blogs.law.harvard.edu/tech/rss", "",
                    "http://www.w3.org/2005/atom", "atom:",
                    "http://purl.org/atom/ns#", "atom:",
                    "http://purl.org/rss/1.0/modules/content/", "content:",
                    "http://purl.org/dc/elements/1.1/", "dc:",
                    "http://purl.org/dc/terms/", "dc:",
                    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:");

    private XmlNames() {}

    static String of(Element element) {
        var tag = element.tagName().toLowerCase(Locale.ROOT);
        var local = tag.substring(tag.indexOf(':') + 1);
        var namespace = element.tag().namespace().toLowerCase(Locale.ROOT);
        // No namespace was declared: a prefix is then taken for what it usually means.
        if (namespace.isEmpty() || namespace.equals(lower(Parser.NamespaceXml))) {
            return tag;
        }
        var prefix = PREFIXES.get(namespace);
        return prefix == null ? "other:" + local : prefix + local;
    }

    /** The children of any of the names, those of the first name first. */
    static List<Element> children(Element parent, String... names) {
        return Arrays.stream(names)
                .flatMap(name -> parent.children().stream().filter(child -> of(child).equals(name)))
                .toList();
    }

    /** The text of the first child of any of the names that has one. */
    static @Nullable String text(Element parent, String... names) {
        return texts(parent, names).findFirst().orElse(null);
    }

    static Stream<String> texts(Element parent, String... names) {
        return children(parent, names).stream()
                .map(child -> child.wholeText().strip())
                .filter(text -> !text.isEmpty());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
