package io.crier.syndication;

import io.crier.announcement.Announcement;
import io.crier.announcement.Content;
import io.crier.announcement.Party;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An RSS channel.
 *
 * <p>The date of an item is that of its first publication and never moves, or readers would show it
 * twice; that it was changed is told by Atom's element. When and where the event is stands in the
 * elements of the event module too.
 */
final class RssChannel implements Document {
    /** Minutes that a reader may go without asking; a question is cheap where nothing changed. */
    private static final String MINUTES_TO_LIVE = "15";

    private static final byte[] NOTHING = {};

    private final Xml xml =
            new Xml(
                    "rss",
                    "version",
                    "2.0",
                    "xmlns:atom",
                    "http://www.w3.org/2005/Atom",
                    "xmlns:content",
                    "http://purl.org/rss/1.0/modules/content/",
                    "xmlns:dc",
                    "http://purl.org/dc/elements/1.1/",
                    "xmlns:ev",
                    "http://purl.org/rss/1.0/modules/event/",
                    "xmlns:media",
                    "http://search.yahoo.com/mrss/");
    private final Listing listing;

    RssChannel(Listing listing) {
        this.listing = listing;
    }

    @Override
    public byte[] begin() {
        xml.open("channel");
        xml.text("title", ListingTitle.of(listing));
        xml.text("link", Links.home(listing));
        xml.text("description", "Announcements of events, and what becomes of them");
        xml.text("language", language());
        if (listing.updated().isAfter(Instant.EPOCH)) {
            xml.text("lastBuildDate", date(listing.updated()));
        }
        xml.text("generator", "Crier");
        xml.text("ttl", MINUTES_TO_LIVE);
        link("self", listing.self().toASCIIString());
        link("first", Links.first(listing));
        link("previous", Links.turn(listing.previous()));
        link("next", Links.turn(listing.next()));
        return xml.take();
    }

    @Override
    public byte[] items(List<Announcement> announcements) {
        announcements.forEach(this::item);
        return xml.take();
    }

    @Override
    public byte[] removed(List<Announcement> tombstones) {
        return NOTHING;
    }

    @Override
    public byte[] end() {
        xml.close();
        xml.close();
        return xml.take();
    }

    private void item(Announcement announcement) {
        var content = announcement.content();
        xml.open("item");
        xml.text("title", Headline.title(content));
        xml.text("link", Links.page(listing, announcement));
        xml.text("guid", Links.urn(announcement), "isPermaLink", "false");
        xml.text("pubDate", date(announcement.publishedAt()));
        xml.text("atom:updated", announcement.updatedAt().toString());
        xml.text("dc:creator", organisers(content));
        xml.text("dc:language", content.language());
        content.topics().forEach(topic -> xml.text("category", topic));
        xml.text("description", description(content));
        xml.text("content:encoded", Headline.html(content));
        event(content);
        files(content);
        xml.close();
    }

    private void event(Content content) {
        xml.text("ev:startdate", Moments.start(content));
        xml.text("ev:enddate", Moments.end(content));
        xml.text("ev:location", Headline.place(content));
        xml.text("ev:organizer", organisers(content));
    }

    /** In one element: readers show no more than one of several. */
    private static @Nullable String organisers(Content content) {
        return content.organisers().isEmpty()
                ? null
                : content.organisers().stream().map(Party::name).collect(Collectors.joining("; "));
    }

    /** An enclosure whose size is not known has the length 0, by the profile. */
    private void files(Content content) {
        var recording = MediaTypes.of(content.recordingUrl());
        if (recording != null) {
            var address = Links.written(content.recordingUrl());
            xml.empty("enclosure", "url", address, "length", "0", "type", recording);
        }
        if (content.imageUrl() != null) {
            var address = Links.written(content.imageUrl());
            xml.empty(
                    "media:content",
                    "url",
                    address,
                    "medium",
                    "image",
                    "type",
                    MediaTypes.of(content.imageUrl()));
        }
    }

    /** Readers take it for HTML. */
    private static String description(Content content) {
        var summary = content.summary();
        var lead = Headline.lead(content);
        return Headline.escaped(summary == null ? lead : lead + " " + summary);
    }

    private void link(String rel, @Nullable String href) {
        if (href != null) {
            xml.empty("atom:link", "rel", rel, "href", href);
        }
    }

    /** RSS knows one for all; only a list in one language has it. */
    private @Nullable String language() {
        var asked = listing.filter().parameters().getOrDefault("language", List.of());
        return asked.size() == 1 ? asked.getFirst() : null;
    }

    private static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
