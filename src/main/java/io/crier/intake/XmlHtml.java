package io.crier.intake;

import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** The HTML that an element of a feed holds: escaped, in CDATA, or, wrongly, as it is. */
final class XmlHtml {
    private XmlHtml() {}

    static String of(Element element) {
        if (element.childrenSize() == 0) {
            return element.wholeText().strip();
        }
        // Some write the text as they should and leave a stray tag in it: then the text is markup.
        var escaped =
                element.textNodes().stream().anyMatch(text -> text.getWholeText().contains("</"));
        var html = new StringBuilder();
        for (var node : element.childNodes()) {
            switch (node) {
                case CDataNode data -> html.append(data.getWholeText());
                case TextNode text when escaped -> html.append(text.getWholeText());
                default -> html.append(node.outerHtml());
            }
        }
        return html.toString().strip();
    }
}
