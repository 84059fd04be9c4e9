package io.crier.board;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * The text of an announcement, sanitised when it came in, made to fit into a page of ours: headings
 * below the page's own, pictures that tell nobody who looks at them.
 */
final class Prose {
    private static final int LOWEST = 6;

    private Prose() {}

    static String fitted(String body) {
        var document = Jsoup.parseBodyFragment(body);
        document.outputSettings(new Document.OutputSettings().prettyPrint(false));
        document.select("h1, h2, h3, h4, h5, h6").forEach(Prose::lower);
        document.select("img").forEach(Prose::quieten);
        return document.body().html();
    }

    private static void lower(Element heading) {
        var level = Character.digit(heading.tagName().charAt(1), 10);
        heading.tagName("h" + Math.min(LOWEST, level + 1));
    }

    /** A picture without encryption is not shown, for the page's policy has none of it. */
    private static void quieten(Element picture) {
        if (picture.attr("src").startsWith("https:")) {
            picture.attr("loading", "lazy").attr("referrerpolicy", "no-referrer");
            if (!picture.hasAttr("alt")) {
                picture.attr("alt", "");
            }
        } else {
            picture.replaceWith(new TextNode(picture.attr("alt")));
        }
    }
}
