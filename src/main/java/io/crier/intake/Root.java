package io.crier.intake;

import java.util.Locale;
import java.util.Set;

/**
 * Where the root element of a document stands, behind the white space, comments and warnings of a
 * server that often come before it.
 *
 * @param name in lower case, without its prefix; empty where there is no tag at all
 * @param at where its tag starts
 * @param doctype whether a document type declaration comes before it
 */
record Root(String name, int at, boolean doctype) {
    static final String HTML = "html";

    private static final Set<String> PAGE = Set.of("html", "head", "body", "title", "meta");

    /** What PHP and its like write errors with. */
    private static final Set<String> WARNING =
            Set.of(
                    "a", "b", "br", "code", "div", "em", "font", "h1", "h2", "hr", "i", "li", "p",
                    "pre", "small", "span", "strong", "table", "tbody", "td", "th", "tr", "u",
                    "ul");

    static Root of(String text) {
        var doctype = false;
        var warned = false;
        var at = text.indexOf('<');
        while (at >= 0) {
            if (text.startsWith("<!--", at)) {
                at = behind(text, "-->", at);
            } else if (text.startsWith("<?", at)) {
                at = behind(text, "?>", at);
            } else if (text.regionMatches(true, at, "<!doctype", 0, 9)) {
                if (name(text, skipSpace(text, at + 9)).equals(HTML)) {
                    return new Root(HTML, at, false);
                }
                doctype = true;
            } else {
                var name = name(text, at + 1);
                if (PAGE.contains(name)) {
                    return new Root(HTML, at, doctype);
                }
                if (!name.isEmpty() && !WARNING.contains(name)) {
                    return new Root(name, at, doctype);
                }
                warned |= !name.isEmpty();
            }
            at = at < 0 ? -1 : text.indexOf('<', at + 1);
        }
        return new Root(warned ? HTML : "", 0, doctype);
    }

    /** The last character of what ends there, or -1. */
    private static int behind(String text, String end, int from) {
        var at = text.indexOf(end, from);
        return at < 0 ? -1 : at + end.length() - 1;
    }

    private static int skipSpace(String text, int from) {
        var at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static String name(String text, int from) {
        var end = from;
        while (end < text.length() && end < from + 100 && isNamePart(text.charAt(end))) {
            end++;
        }
        var name = text.substring(from, end);
        if (name.isEmpty() || !Character.isLetter(name.charAt(0))) {
            return "";
        }
        return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean isNamePart(char unit) {
        return Character.isLetterOrDigit(unit)
                || unit == ':'
                || unit == '_'
                || unit == '-'
                || unit == '.';
    }
}
