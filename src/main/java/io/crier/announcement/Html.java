package io.crier.announcement;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;

/**
 * HTML as it comes in from publishers and sources, made fit to be kept and shown.
 *
 * <p>Never fails, whatever the markup; takes time in proportion to its length.
 */
public final class Html {
    /** Their content is not text for readers, so it goes with them. */
    private static final Set<String> DROPPED_WHOLE =
            Set.of(
                    "script",
                    "style",
                    "iframe",
                    "object",
                    "embed",
                    "applet",
                    "noembed",
                    "noframes",
                    "noscript",
                    "template",
                    "svg",
                    "math",
                    "textarea",
                    "select",
                    "datalist",
                    "title",
                    "xmp",
                    "plaintext",
                    "audio",
                    "video",
                    "canvas",
                    "map");

    /** Not a tag that is safe, so that the cleaner leaves it out and keeps what it holds. */
    private static final String UNWRAPPED = "crier-unwrapped";

    private static final Pattern LINK = Pattern.compile("(?i)(?:https?://[^/?#\\s]|mailto:\\S).*");
    private static final Pattern IMAGE = Pattern.compile("(?i)https?://[^/?#\\s].*");

    /** Nearly every text is stable after the first; one that never is becomes plain text. */
    private static final int ROUNDS = 6;

    /** Deeper than any page is laid out; markup below is flattened. Bounds the parser's work. */
    private static final int DEPTH = 128;

    /**
     * Above this many characters what takes a parser quadratic time is no more than a division:
     * what is misplaced in a table it moves before that, one by one; and for each element that is
     * nested too deep it looks through all that bound formatting, of which there is no end.
     */
    private static final int LONG = 200_000;

    private static final Pattern QUADRATIC =
            Pattern.compile("(?i)<(/?)(?:table|object|applet|marquee)");

    private static final Safelist SAFE =
            new Safelist()
                    .addTags(
                            "a",
                            "abbr",
                            "address",
                            "article",
                            "aside",
                            "b",
                            "blockquote",
                            "br",
                            "caption",
                            "cite",
                            "code",
                            "col",
                            "colgroup",
                            "dd",
                            "del",
                            "dfn",
                            "div",
                            "dl",
                            "dt",
                            "em",
                            "figcaption",
                            "figure",
                            "footer",
                            "h1",
                            "h2",
                            "h3",
                            "h4",
                            "h5",
                            "h6",
                            "header",
                            "hr",
                            "i",
                            "img",
                            "ins",
                            "kbd",
                            "li",
                            "main",
                            "mark",
                            "ol",
                            "p",
                            "pre",
                            "q",
                            "s",
                            "samp",
                            "section",
                            "small",
                            "strong",
                            "sub",
                            "sup",
                            "table",
                            "tbody",
                            "td",
                            "tfoot",
                            "th",
                            "thead",
                            "time",
                            "tr",
                            "u",
                            "ul",
                            "var")
                    .addAttributes(":all", "lang", "dir")
                    .addAttributes("a", "href", "title")
                    .addAttributes("abbr", "title")
                    .addAttributes("col", "span")
                    .addAttributes("colgroup", "span")
                    .addAttributes("img", "src", "alt", "title", "width", "height")
                    .addAttributes("ol", "start", "reversed")
                    .addAttributes("td", "colspan", "rowspan")
                    .addAttributes("th", "colspan", "rowspan", "scope")
                    .addAttributes("time", "datetime")
                    .addProtocols("a", "href", "http", "https", "mailto")
                    .addProtocols("img", "src", "http", "https")
                    .addEnforcedAttribute("a", "rel", "nofollow noopener ugc");

    private Html() {}

    /**
     * The part of the HTML that is safe in any page: text and its structure, links and images, no
     * scripts, styles, frames or forms. What comes out goes in again unchanged.
     *
     * @param base what relative links are relative to; without it they are dropped, and their text
     *     stays
     * @return nothing where no text and no image is left
     */
    public static @Nullable String sanitised(String html, @Nullable URI base) {
        var last = html;
        var next = cleaned(last, base == null ? "" : base.toString());
        // What is left of a tree is not always what a parser reads from its markup (a paragraph in
        // a paragraph), and a browser must see exactly what was judged safe here.
        for (var round = 0; !next.equals(last); round++) {
            last = next;
            next = round < ROUNDS ? cleaned(last, "") : escaped(text(last));
        }
        return isBlank(next) ? null : next;
    }

    /**
     * The plain text of HTML, or of a text in which entities stand. Blocks and breaks become line
     * breaks; white space is collapsed, where there is any markup; characters that are not seen
     * (controls, soft hyphens, zero-width spaces) are dropped. In Unicode's normal form C.
     */
    public static String text(String html) {
        var document = parsed(html, "");
        document.traverse((node, _) -> dropWhole(node));
        return HtmlText.of(document.body());
    }

    private static Document parsed(String html, String base) {
        var input = html.length() > LONG ? QUADRATIC.matcher(html).replaceAll("<$1div") : html;
        var document = Parser.htmlParser().setMaxDepth(DEPTH).parseInput(input, base);
        document.outputSettings().prettyPrint(false).escapeMode(Entities.EscapeMode.base);
        return document;
    }

    private static String cleaned(String html, String base) {
        var document = parsed(html, base);
        document.traverse((node, _) -> prepare(node));
        return new Cleaner(SAFE).clean(document).body().html();
    }

    private static void prepare(Node node) {
        switch (node) {
            case TextNode text -> text.text(HtmlText.visible(text.getWholeText()));
            case Element element -> prepare(element);
            default -> {}
        }
    }

    private static void prepare(Element element) {
        dropWhole(element);
        for (Attribute attribute : element.attributes()) {
            attribute.setValue(HtmlText.visible(attribute.getValue()));
        }
        switch (element.normalName()) {
            case "a" -> keepAddress(element, "href", LINK);
            case "img" -> keepAddress(element, "src", IMAGE);
            case "center" -> element.tagName("div");
            case "pre" -> dropFirstLineBreaks(element);
            default -> {}
        }
    }

    /** Emptied rather than removed: removing many siblings one by one takes quadratic time. */
    private static void dropWhole(Node node) {
        if (node instanceof Element element && DROPPED_WHOLE.contains(element.normalName())) {
            element.empty();
        }
    }

    private static void keepAddress(Element element, String attribute, Pattern accepted) {
        var address = element.absUrl(attribute);
        if (accepted.matcher(address).matches()) {
            element.attr(attribute, address);
        } else {
            element.tagName(UNWRAPPED);
        }
    }

    /** A parser drops the first line break of a pre, and so would drop one more every time. */
    private static void dropFirstLineBreaks(Element pre) {
        if (pre.childNodeSize() > 0 && pre.childNode(0) instanceof TextNode text) {
            text.text(text.getWholeText().replaceFirst("^[\r\n]+", ""));
        }
    }

    private static String escaped(String text) {
        return "<p>" + Entities.escape(text).replace("\n", "<br>") + "</p>";
    }

    private static boolean isBlank(String html) {
        return !html.contains("<img") && text(html).isEmpty();
    }
}
