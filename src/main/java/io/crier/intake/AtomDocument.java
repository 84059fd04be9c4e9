package io.crier.intake;

import io.crier.announcement.Html;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/** Reads the elements of Atom (RFC 4287), also where their namespace was forgotten. */
final class AtomDocument {
    private final Element root;
    private final URI site;

    private AtomDocument(Element root, URI address) {
        this.root = root;
        this.site = Optional.ofNullable(alternate(root, address)).orElse(address);
    }

    /**
     * @param complete whether the last entry is whole
     */
    static Feed read(Element root, URI address, boolean complete) {
        var entries = XmlNames.children(root, "atom:entry", "entry");
        var whole =
                complete || entries.isEmpty() ? entries : entries.subList(0, entries.size() - 1);
        var document = new AtomDocument(root, address);
        var title = html(root, "atom:title", "title");
        return new Feed(
                title == null ? null : Html.text(title),
                document.site,
                whole.stream().map(document::item).toList());
    }

    /** Where the link of the relation "alternate", the default, leads (RFC 4287 §4.2.7.2). */
    static @Nullable URI alternate(Element parent, URI base) {
        for (var link : XmlNames.children(parent, "atom:link", "link")) {
            var relation = link.attr("rel").toLowerCase(Locale.ROOT);
            if (relation.isBlank() || relation.equals("alternate")) {
                var address = Links.absolute(link.attr("href"), base);
                if (address != null) {
                    return address;
                }
            }
        }
        return null;
    }

    private Item item(Element entry) {
        var categories =
                XmlNames.children(entry, "atom:category", "category", "dc:subject").stream()
                        .map(AtomDocument::category)
                        .filter(category -> !category.isBlank())
                        .toList();
        return new Item(
                XmlNames.text(entry, "atom:id", "id"),
                html(entry, "atom:title", "title"),
                html(entry, "atom:summary", "summary"),
                html(entry, "atom:content", "content"),
                alternate(entry, site),
                categories,
                // RFC 4287 asks for an update's time only; of a new entry it is the best there is.
                FeedDates.instant(
                        XmlNames.text(
                                entry,
                                "atom:published",
                                "published",
                                "atom:issued",
                                "atom:updated",
                                "updated")),
                language(entry));
    }

    private @Nullable String language(Element entry) {
        var own = entry.attr("xml:lang");
        var language = own.isBlank() ? root.attr("xml:lang") : own;
        return language.isBlank() ? null : language;
    }

    private static String category(Element category) {
        var label = category.attr("label");
        var term = label.isBlank() ? category.attr("term") : label;
        return term.isBlank() ? category.wholeText() : Entities.escape(term);
    }

    private static @Nullable String html(Element parent, String... names) {
        return XmlNames.children(parent, names).stream()
                .map(AtomDocument::html)
                .filter(html -> !html.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** A text construct or content by its type (RFC 4287 §3.1.1, §4.1.3.3). */
    private static String html(Element construct) {
        if (construct.hasAttr("src")) {
            // Content that is elsewhere, or a picture.
            return "";
        }
        var type = construct.attr("type").toLowerCase(Locale.ROOT).strip();
        return switch (type) {
            case "", "text", "text/plain" ->
                    construct.childrenSize() > 0
                            ? XmlHtml.of(construct)
                            : Entities.escape(construct.wholeText());
            case "html", "text/html", "xhtml", "application/xhtml+xml" -> XmlHtml.of(construct);
            default -> "";
        };
    }
}
