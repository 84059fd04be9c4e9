package io.crier.syndication;

import io.crier.announcement.Announcement;
import io.crier.announcement.Party;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An Atom feed.
 *
 * <p>Its id is the address of its first page, which is the same on every page (RFC 5005 §3). Each
 * version of an announcement counts as a significant change (RFC 4287 §4.2.15), so that readers
 * show again what was moved or cancelled. Images, and recordings that are files, are enclosures.
 */
final class AtomFeed implements Document {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";

    private final Xml xml =
            new Xml("feed", "xmlns", ATOM, "xmlns:at", TOMBSTONES, "xml:lang", "en");
    private final Listing listing;

    AtomFeed(Listing listing) {
        this.listing = listing;
    }

    @Override
    public byte[] begin() {
        xml.text("id", Links.first(listing));
        xml.text("title", ListingTitle.of(listing));
        xml.text("updated", listing.updated().toString());
        xml.text("generator", "Crier");
        // Each feed needs one, and entries without organisers take it from here (§4.1.1).
        xml.open("author");
        xml.text("name", "Crier");
        xml.text("uri", Links.home(listing));
        xml.close();
        link("alternate", Links.home(listing), "text/html", null);
        link("self", listing.self().toASCIIString(), null, null);
        link("first", Links.first(listing), null, null);
        link("previous", Links.turn(listing.previous()), null, null);
        link("next", Links.turn(listing.next()), null, null);
        return xml.take();
    }

    @Override
    public byte[] items(List<Announcement> announcements) {
        announcements.forEach(this::entry);
        return xml.take();
    }

    @Override
    public byte[] removed(List<Announcement> tombstones) {
        for (var tombstone : tombstones) {
            var when = tombstone.updatedAt().toString();
            xml.empty("at:deleted-entry", "ref", Links.urn(tombstone), "when", when);
        }
        return xml.take();
    }

    @Override
    public byte[] end() {
        xml.close();
        return xml.take();
    }

    private void entry(Announcement announcement) {
        var content = announcement.content();
        xml.open("entry", "xml:lang", content.language());
        xml.text("id", Links.urn(announcement));
        xml.text("title", Headline.title(content));
        xml.text("published", announcement.publishedAt().toString());
        xml.text("updated", announcement.updatedAt().toString());
        content.organisers().forEach(organiser -> person("author", organiser));
        content.partners().forEach(partner -> person("contributor", partner));
        link("alternate", Links.page(listing, announcement), null, null);
        link("related", Links.written(content.registrationUrl()), null, "Registration");
        var recording = MediaTypes.of(content.recordingUrl());
        link(
                recording == null ? "related" : "enclosure",
                Links.written(content.recordingUrl()),
                recording,
                "Recording");
        link(
                "enclosure",
                Links.written(content.imageUrl()),
                MediaTypes.of(content.imageUrl()),
                "Image");
        content.topics().forEach(topic -> xml.empty("category", "term", topic));
        xml.text("summary", content.summary());
        xml.text("content", Headline.html(content), "type", "html");
        xml.close();
    }

    private void person(String role, Party party) {
        xml.open(role);
        xml.text("name", party.name());
        xml.text("uri", Links.written(party.url()));
        xml.close();
    }

    private void link(
            String rel, @Nullable String href, @Nullable String type, @Nullable String title) {
        if (href != null) {
            xml.empty("link", "rel", rel, "href", href, "type", type, "title", title);
        }
    }
}
