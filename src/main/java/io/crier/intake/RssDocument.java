package io.crier.intake;

import io.crier.announcement.Html;
import java.net.URI;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of RSS: 2.0, its forerunners, and 1.0, where items stand beside the channel.
 */
final class RssDocument {
    private final URI address;
    private final URI site;
    private final @Nullable String language;

    private RssDocument(Element root, Element channel, URI address) {
        this.address = address;
        this.site = site(channel, address);
        this.language = language(root, channel);
    }

    /**
     * @param complete whether the last item is whole
     */
    static Feed read(Element root, URI address, boolean complete) {
        var channels = XmlNames.children(root, "channel");
        var channel = channels.isEmpty() ? root : channels.getFirst();
        var inside = XmlNames.children(channel, "item");
        var items = inside.isEmpty() ? XmlNames.children(root, "item") : inside;
        var whole = complete || items.isEmpty() ? items : items.subList(0, items.size() - 1);
        var document = new RssDocument(root, channel, address);
        return new Feed(title(channel), document.site, whole.stream().map(document::item).toList());
    }

    private Item item(Element item) {
        var guid = XmlNames.children(item, "guid").stream().findFirst().orElse(null);
        return new Item(
                guid == null ? about(item) : guid.wholeText().strip(),
                html(item, "title", "dc:title"),
                html(item, "description", "dc:description"),
                html(item, "content:encoded"),
                link(item, guid),
                XmlNames.texts(item, "category", "dc:subject").toList(),
                FeedDates.instant(XmlNames.text(item, "pubdate", "dc:date", "atom:published")),
                itemLanguage(item));
    }

    private @Nullable URI link(Element item, @Nullable Element guid) {
        for (var text : XmlNames.texts(item, "link").toList()) {
            var link = Links.absolute(text, site);
            if (link != null) {
                return link;
            }
        }
        var linked = AtomDocument.alternate(item, site);
        if (linked != null || guid == null || guid.attr("isPermaLink").equalsIgnoreCase("false")) {
            return linked;
        }
        var guidText = guid.wholeText().strip();
        // A guid that is no address would be resolved into one, so only a whole one is a link.
        return guidText.matches("(?is)https?://.*") ? Links.absolute(guidText, address) : null;
    }

    private @Nullable String itemLanguage(Element item) {
        var own = item.attr("xml:lang");
        if (!own.isBlank()) {
            return own;
        }
        var told = XmlNames.text(item, "dc:language");
        return told == null ? language : told;
    }

    private static @Nullable String html(Element item, String... names) {
        return XmlNames.children(item, names).stream()
                .map(XmlHtml::of)
                .filter(html -> !html.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** RSS 1.0 names its items so. */
    private static @Nullable String about(Element item) {
        var about = item.attr("rdf:about").strip();
        return about.isEmpty() ? null : about;
    }

    private static URI site(Element channel, URI address) {
        var told = Links.absolute(XmlNames.text(channel, "link"), address);
        return told == null ? address : told;
    }

    private static @Nullable String language(Element root, Element channel) {
        var told = XmlNames.text(channel, "language", "dc:language");
        if (told != null) {
            return told;
        }
        for (var element : List.of(channel, root)) {
            if (!element.attr("xml:lang").isBlank()) {
                return element.attr("xml:lang");
            }
        }
        return null;
    }

    private static @Nullable String title(Element channel) {
        var title = html(channel, "title", "dc:title");
        return title == null ? null : Html.text(title);
    }
}
