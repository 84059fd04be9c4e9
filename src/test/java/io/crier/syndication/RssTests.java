package io.crier.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.io.SyndFeedInput;
import io.crier.announcement.Announcement;
import io.crier.announcement.Content;
import io.crier.announcement.Status;
import java.io.ByteArrayInputStream;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class RssTests {
    private static final String EVENTS = "http://purl.org/rss/1.0/modules/event/";

    private final Format format = new Rss();

    @Test
    void isAChannelOfItems() {
        assertThat(Written.text(format, Written.page(format), Written.full()))
                .isEqualTo(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" \
                        xmlns:content="http://purl.org/rss/1.0/modules/content/" \
                        xmlns:dc="http://purl.org/dc/elements/1.1/" \
                        xmlns:ev="http://purl.org/rss/1.0/modules/event/" \
                        xmlns:media="http://search.yahoo.com/mrss/">
                        <channel>
                        <title>Crier: language en, climate</title>
                        <link>https://crier.example/</link>
                        <description>Announcements of events, and what becomes of them</description>
                        <language>en</language>
                        <lastBuildDate>Mon, 23 Nov 2026 09:00:00 GMT</lastBuildDate>
                        <generator>Crier</generator>
                        <ttl>15</ttl>
                        <atom:link rel="self" href="https://crier.example/v1/announcements.rss?topic=climate&amp;language=en&amp;page=p2"/>
                        <atom:link rel="first" href="https://crier.example/v1/announcements.rss?topic=climate&amp;language=en"/>
                        <atom:link rel="previous" href="https://crier.example/v1/announcements.rss?topic=climate&amp;language=en&amp;page=p1"/>
                        <atom:link rel="next" href="https://crier.example/v1/announcements.rss?topic=climate&amp;language=en&amp;page=p3"/>
                        <item>
                        <title>Streets for &lt;people&gt; &amp; trees</title>
                        <link>https://net.example/streets?a=1&amp;b=2</link>
                        <guid isPermaLink="false">urn:uuid:01a206f3-e667-72a6-9ada-f13027f133bc</guid>
                        <pubDate>Tue, 3 Nov 2026 09:00:00 GMT</pubDate>
                        <atom:updated>2026-11-23T09:00:00.123456Z</atom:updated>
                        <dc:creator>City Network; Town of "Gent"</dc:creator>
                        <dc:language>en-GB</dc:language>
                        <category>climate</category>
                        <category>mobility</category>
                        <description>New time. Thursday 4 March 2027, 17:00 to 18:30 (Europe/Brussels). \
                        Town hall, Grote Markt 1, Gent, BE, and online. What 30 km/h did in 5 cities.</description>
                        <content:encoded>&lt;p lang="en"&gt;&lt;strong&gt;New time. \
                        Thursday 4 March 2027, 17:00 to 18:30 (Europe/Brussels). \
                        Town hall, Grote Markt 1, Gent, BE, and online.&lt;/strong&gt;\
                        &lt;br&gt;&lt;a href="https://net.example/register"&gt;Registration&lt;/a&gt;\
                        &lt;br&gt;&lt;a href="https://net.example/streets.mp4"&gt;Recording&lt;/a&gt;&lt;/p&gt;\
                        &lt;p&gt;Come &amp;amp; see.&lt;/p&gt;</content:encoded>
                        <ev:startdate>2027-03-04T17:00:00+01:00</ev:startdate>
                        <ev:enddate>2027-03-04T18:30:00+01:00</ev:enddate>
                        <ev:location>Town hall, Grote Markt 1, Gent, BE</ev:location>
                        <ev:organizer>City Network; Town of "Gent"</ev:organizer>
                        <enclosure url="https://net.example/streets.mp4" length="0" type="video/mp4"/>
                        <media:content url="https://net.example/streets.jpg" medium="image" type="image/jpeg"/>\
                        </item></channel></rss>\
                        """);
    }

    @Test
    void romeReadsWhatWasWritten() throws Exception {
        var announcements = new Anything(10).announcements(300);
        var feed =
                new SyndFeedInput()
                        .build(new InputSource(new ByteArrayInputStream(bytes(announcements))));
        assertThat(feed.getFeedType()).isEqualTo("rss_2.0");
        assertThat(feed.getEntries()).hasSameSizeAs(announcements);
        for (var i = 0; i < announcements.size(); i++) {
            var entry = feed.getEntries().get(i);
            var announcement = announcements.get(i);
            var content = announcement.content();
            assertThat(entry.getUri()).isEqualTo("urn:uuid:" + announcement.id());
            assertThat(entry.getLink()).isEqualTo(Links.page(Written.page(format), announcement));
            assertThat(Texts.trimmed(entry.getTitle()))
                    .isEqualTo(Texts.inXml(Headline.title(content)));
            assertThat(entry.getPublishedDate().toInstant())
                    .isEqualTo(announcement.publishedAt().truncatedTo(ChronoUnit.SECONDS));
            assertThat(
                            entry.getCategories().stream()
                                    .map(SyndCategory::getName)
                                    .map(Texts::trimmed)
                                    .toList())
                    .isEqualTo(content.topics().stream().map(Texts::inXml).toList());
            assertThat(Texts.trimmed(entry.getContents().getFirst().getValue()))
                    .isEqualTo(Texts.inXml(Headline.html(content)));
            assertThat(entry.getEnclosures())
                    .hasSize(MediaTypes.of(content.recordingUrl()) == null ? 0 : 1);
        }
    }

    @Test
    void aSecondReaderReadsTheSame() {
        var announcements = new Anything(11).announcements(300);
        var items = Texts.rssReader(bytes(announcements));
        assertThat(items).hasSameSizeAs(announcements);
        for (var i = 0; i < announcements.size(); i++) {
            var item = items.get(i);
            var announcement = announcements.get(i);
            var content = announcement.content();
            assertThat(item.getGuid()).contains("urn:uuid:" + announcement.id());
            assertThat(item.getIsPermaLink()).contains(false);
            assertThat(Texts.trimmed(item.getTitle().orElse(null)))
                    .isEqualTo(Texts.inXml(Headline.title(content)));
            assertThat(item.getPubDateAsZonedDateTime().orElseThrow().toInstant())
                    .isEqualTo(announcement.publishedAt().truncatedTo(ChronoUnit.SECONDS));
            assertThat(Texts.trimmed(item.getContent().orElse(null)))
                    .isEqualTo(Texts.inXml(Headline.html(content)));
            // A reader shows it as HTML, and a person then sees the very text.
            assertThat(Parser.unescapeEntities(item.getDescription().orElseThrow(), false))
                    .startsWith(Texts.inXml(Headline.lead(content)));
        }
    }

    @Test
    void tellsWhenAndWhereByTheEventModule() throws Exception {
        var allDay =
                Content.titled("x")
                        .startsAt(OffsetDateTime.parse("2027-03-04T00:00:00+01:00"))
                        .endsAt(OffsetDateTime.parse("2027-03-06T00:00:00+01:00"))
                        .allDay(true)
                        .build();
        var item = Texts.dom(bytes(List.of(Written.announcement(allDay))));
        assertThat(text(item, "startdate")).isEqualTo("2027-03-04");
        assertThat(text(item, "enddate")).isEqualTo("2027-03-05");
        assertThat(item.getElementsByTagNameNS(EVENTS, "location").getLength()).isZero();
    }

    @Test
    void anEditMovesNeitherTheDateNorTheIdentity() throws Exception {
        var before = Written.full();
        var after =
                new Announcement(
                        before.id(),
                        before.version() + 1,
                        before.sequence() + 1,
                        before.content().with().title("Other").status(Status.CANCELLED).build(),
                        before.previousStartsAt(),
                        before.source(),
                        before.publishedAt(),
                        before.updatedAt().plusSeconds(60));
        var first = Texts.rssReader(bytes(List.of(before))).getFirst();
        var second = Texts.rssReader(bytes(List.of(after))).getFirst();
        assertThat(second.getGuid()).isEqualTo(first.getGuid());
        assertThat(second.getPubDate()).isEqualTo(first.getPubDate());
        assertThat(second.getTitle()).contains("[Cancelled] Other");
        assertThat(updated(before)).isEqualTo("2026-11-23T09:00:00.123456Z");
        assertThat(updated(after)).isEqualTo("2026-11-23T09:01:00.123456Z");
    }

    /** RSS has no word for them. */
    @Test
    void whatWasRemovedVanishes() {
        var gone = Written.full();
        assertThat(Texts.of(format, Written.page(format), List.of(), List.of(gone)))
                .doesNotContain(gone.id().toString())
                .endsWith("</channel></rss>");
    }

    private byte[] bytes(List<Announcement> announcements) {
        return Written.bytes(format, Written.page(format), announcements, List.of());
    }

    private String updated(Announcement announcement) throws Exception {
        return Texts.dom(bytes(List.of(announcement)))
                .getElementsByTagNameNS("http://www.w3.org/2005/Atom", "updated")
                .item(0)
                .getTextContent();
    }

    private static String text(Element root, String name) {
        return root.getElementsByTagNameNS(EVENTS, name).item(0).getTextContent();
    }
}
