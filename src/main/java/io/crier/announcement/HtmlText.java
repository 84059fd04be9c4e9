package io.crier.announcement;

import java.text.Normalizer;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Gathers the plain text of a parsed page, line by line; not for more than one thread. */
final class HtmlText implements NodeVisitor {
    private static final Set<String> BLOCKS =
            Set.of(
                    "address",
                    "article",
                    "aside",
                    "blockquote",
                    "caption",
                    "dd",
                    "div",
                    "dl",
                    "dt",
                    "fieldset",
                    "figcaption",
                    "figure",
                    "footer",
                    "form",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "header",
                    "hr",
                    "li",
                    "main",
                    "nav",
                    "ol",
                    "p",
                    "pre",
                    "section",
                    "table",
                    "tr",
                    "ul");

    private final StringBuilder text = new StringBuilder();
    private final boolean marked;

    private HtmlText(boolean marked) {
        this.marked = marked;
    }

    static String of(Element body) {
        var text = new HtmlText(body.childrenSize() > 0);
        body.traverse(text);
        return tidy(Normalizer.normalize(text.text, Normalizer.Form.NFC));
    }

    /** The text without characters that are never seen, and that XML and databases refuse. */
    static String visible(String text) {
        if (text.chars().noneMatch(HtmlText::suspicious)) {
            return text;
        }
        var visible = new StringBuilder(text.length());
        text.codePoints().filter(HtmlText::isVisible).forEach(visible::appendCodePoint);
        return visible.toString();
    }

    @Override
    public void head(Node node, int depth) {
        switch (node) {
            case TextNode words when marked && !isPreformatted(words) ->
                    text.append(words.getWholeText().replace('\n', ' ').replace('\r', ' '));
            case TextNode words -> text.append(words.getWholeText());
            case Element element when element.nameIs("br") || isBlock(element) -> text.append('\n');
            case Element element when element.nameIs("td") || element.nameIs("th") ->
                    text.append(' ');
            default -> {}
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element && isBlock(element)) {
            text.append('\n');
        }
    }

    private static boolean isBlock(Element element) {
        return BLOCKS.contains(element.normalName());
    }

    private static boolean isPreformatted(TextNode words) {
        var parent = words.parent();
        return parent != null && parent.nameIs("pre");
    }

    /** One space between words, one break between lines, none at the ends. */
    private static String tidy(String text) {
        var tidy = new StringBuilder(text.length());
        var gap = '\0';
        for (var at = 0; at < text.length(); ) {
            var point = text.codePointAt(at);
            at += Character.charCount(point);
            if (point == '\n' || point == '\r' || point == '\u2028' || point == '\u2029') {
                gap = '\n';
            } else if (Character.isSpaceChar(point) || Character.isWhitespace(point)) {
                gap = gap == '\n' ? '\n' : ' ';
            } else if (isVisible(point)) {
                if (gap != '\0' && !tidy.isEmpty()) {
                    tidy.append(gap);
                }
                gap = '\0';
                tidy.appendCodePoint(point);
            }
        }
        return tidy.toString();
    }

    private static boolean suspicious(int unit) {
        return (unit < 0xA0 && Character.isISOControl(unit))
                || unit == 0xAD
                || unit == 0x200B
                || unit == 0xFEFF
                || unit >= 0xFFFE
                || Character.isSurrogate((char) unit);
    }

    private static boolean isVisible(int point) {
        return switch (point) {
            case '\n', '\r', '\t' -> true;
            // Soft hyphen, zero-width space, byte order mark.
            case 0xAD, 0x200B, 0xFEFF -> false;
            default ->
                    !Character.isISOControl(point)
                            && (point & 0xFFFE) != 0xFFFE
                            && Character.getType(point) != Character.SURROGATE;
        };
    }
}
