package io.crier.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndLink;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.SyndFeedInput;
import com.thaiopensource.util.PropertyMapBuilder;
import com.thaiopensource.validate.ValidateProperty;
import com.thaiopensource.validate.ValidationDriver;
import com.thaiopensource.validate.rng.CompactSchemaReader;
import com.thaiopensource.xml.sax.ErrorHandlerImpl;
import io.crier.announcement.Announcement;
import io.crier.announcement.Content;
import io.crier.announcement.Party;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class AtomTests {
    private final Format format = new Atom();

    @Test
    void isAFeedOfEntriesAndTombstones() {
        var tombstone = Written.announcement(Content.titled("gone").build());
        assertThat(
                        Texts.of(
                                format,
                                Written.page(format),
                                List.of(Written.full()),
                                List.of(tombstone)))
                .isEqualTo(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="en">
                        <id>https://crier.example/v1/announcements.atom?topic=climate&amp;language=en</id>
                        <title>Crier: language en, climate</title>
                        <updated>2026-11-23T09:00:00.123456Z</updated>
                        <generator>Crier</generator>
                        <author>
                        <name>Crier</name>
                        <uri>https://crier.example/</uri></author>
                        <link rel="alternate" href="https://crier.example/" type="text/html"/>
                        <link rel="self" href="https://crier.example/v1/announcements.atom?topic=climate&amp;language=en&amp;page=p2"/>
                        <link rel="first" href="https://crier.example/v1/announcements.atom?topic=climate&amp;language=en"/>
                        <link rel="previous" href="https://crier.example/v1/announcements.atom?topic=climate&amp;language=en&amp;page=p1"/>
                        <link rel="next" href="https://crier.example/v1/announcements.atom?topic=climate&amp;language=en&amp;page=p3"/>
                        <at:deleted-entry ref="urn:uuid:01a206f3-e667-72a6-9ada-f13027f133bc" \
                        when="2026-11-23T09:00:00.123456Z"/>
                        <entry xml:lang="en-GB">
                        <id>urn:uuid:01a206f3-e667-72a6-9ada-f13027f133bc</id>
                        <title>Streets for &lt;people&gt; &amp; trees</title>
                        <published>2026-11-03T09:00:00Z</published>
                        <updated>2026-11-23T09:00:00.123456Z</updated>
                        <author>
                        <name>City Network</name>
                        <uri>https://net.example</uri></author>
                        <author>
                        <name>Town of "Gent"</name></author>
                        <contributor>
                        <name>Trees, Inc.</name></contributor>
                        <link rel="alternate" href="https://net.example/streets?a=1&amp;b=2"/>
                        <link rel="related" href="https://net.example/register" title="Registration"/>
                        <link rel="enclosure" href="https://net.example/streets.mp4" type="video/mp4" title="Recording"/>
                        <link rel="enclosure" href="https://net.example/streets.jpg" type="image/jpeg" title="Image"/>
                        <category term="climate"/>
                        <category term="mobility"/>
                        <summary>What 30 km/h did in 5 cities.</summary>
                        <content type="html">&lt;p lang="en"&gt;&lt;strong&gt;New time. \
                        Thursday 4 March 2027, 17:00 to 18:30 (Europe/Brussels). \
                        Town hall, Grote Markt 1, Gent, BE, and online.&lt;/strong&gt;\
                        &lt;br&gt;&lt;a href="https://net.example/register"&gt;Registration&lt;/a&gt;\
                        &lt;br&gt;&lt;a href="https://net.example/streets.mp4"&gt;Recording&lt;/a&gt;&lt;/p&gt;\
                        &lt;p&gt;Come &amp;amp; see.&lt;/p&gt;</content></entry></feed>\
                        """);
    }

    @Test
    void romeReadsWhatWasWritten() throws Exception {
        var announcements = new Anything(5).announcements(300);
        var feed = rome(announcements);
        assertThat(feed.getUri()).isEqualTo(Links.first(Written.page(format)));
        assertThat(feed.getEntries()).hasSameSizeAs(announcements);
        for (var i = 0; i < announcements.size(); i++) {
            assertSame(feed.getEntries().get(i), announcements.get(i));
        }
    }

    private void assertSame(SyndEntry entry, Announcement announcement) {
        var content = announcement.content();
        assertThat(entry.getUri()).isEqualTo("urn:uuid:" + announcement.id());
        assertThat(Texts.trimmed(entry.getTitle())).isEqualTo(Texts.inXml(Headline.title(content)));
        assertThat(entry.getLink()).isEqualTo(Links.page(Written.page(format), announcement));
        assertThat(entry.getPublishedDate().toInstant())
                .isEqualTo(announcement.publishedAt().truncatedTo(ChronoUnit.MILLIS));
        assertThat(entry.getUpdatedDate().toInstant())
                .isEqualTo(announcement.updatedAt().truncatedTo(ChronoUnit.MILLIS));
        assertThat(entry.getCategories().stream().map(SyndCategory::getName).toList())
                .isEqualTo(content.topics().stream().map(Texts::inAttribute).toList());
        assertThat(names(entry.getAuthors())).isEqualTo(written(content.organisers()));
        assertThat(names(entry.getContributors())).isEqualTo(written(content.partners()));
        assertThat(
                        entry.getDescription() == null
                                ? null
                                : Texts.trimmed(entry.getDescription().getValue()))
                .isEqualTo(content.summary() == null ? null : Texts.inXml(content.summary()));
        assertThat(entry.getContents().getFirst().getType()).isEqualTo("html");
        assertThat(Texts.trimmed(entry.getContents().getFirst().getValue()))
                .isEqualTo(Texts.inXml(Headline.html(content)));
        var recording = content.recordingUrl();
        if (recording != null && MediaTypes.of(recording) != null) {
            assertThat(entry.getEnclosures())
                    .anyMatch(file -> file.getUrl().equals(recording.toASCIIString()));
        } else if (recording != null) {
            assertThat(entry.getLinks())
                    .extracting(SyndLink::getHref)
                    .contains(recording.toASCIIString());
        }
    }

    @Test
    void aSecondReaderReadsTheSame() throws Exception {
        var announcements = new Anything(6).announcements(300);
        var items = Texts.rssReader(bytes(announcements, List.of()));
        assertThat(items).hasSameSizeAs(announcements);
        for (var i = 0; i < announcements.size(); i++) {
            var announcement = announcements.get(i);
            var item = items.get(i);
            assertThat(item.getGuid()).contains("urn:uuid:" + announcement.id());
            assertThat(Texts.trimmed(item.getTitle().orElse(null)))
                    .isEqualTo(Texts.inXml(Headline.title(announcement.content())));
            assertThat(item.getUpdated()).contains(announcement.updatedAt().toString());
            assertThat(Texts.trimmed(item.getContent().orElse(null)))
                    .isEqualTo(Texts.inXml(Headline.html(announcement.content())));
        }
    }

    @Test
    void tellsWhatWasRemovedAndWhen() throws Exception {
        var tombstones = new Anything(7).announcements(20);
        var root = Texts.dom(bytes(new Anything(8).announcements(3), tombstones));
        var deleted =
                root.getElementsByTagNameNS(
                        "http://purl.org/atompub/tombstones/1.0", "deleted-entry");
        assertThat(IntStream.range(0, deleted.getLength()).mapToObj(i -> (Element) deleted.item(i)))
                .extracting(one -> one.getAttribute("ref") + " " + one.getAttribute("when"))
                .containsExactlyElementsOf(
                        tombstones.stream()
                                .map(one -> "urn:uuid:" + one.id() + " " + one.updatedAt())
                                .toList());
        assertThat(root.getElementsByTagName("entry").getLength()).isEqualTo(3);
    }

    @Test
    void isValid() throws Exception {
        var announcements = new Anything(9).announcements(300);
        assertThat(faults(bytes(announcements, announcements))).isEmpty();
        assertThat(faults(Written.bytes(format, Written.everything(format), List.of(), List.of())))
                .isEmpty();
    }

    @Test
    void theSchemaRefusesAnEntryWithoutAnId() throws Exception {
        var text = Texts.of(format, Written.page(format), List.of(Written.full()), List.of());
        assertThat(faults(text.replaceFirst("<id>urn.*</id>", "").getBytes(StandardCharsets.UTF_8)))
                .contains("missing required element \"id\"");
        assertThat(
                        faults(
                                text.replaceFirst("<updated>.*</updated>", "<updated>x</updated>")
                                        .getBytes(StandardCharsets.UTF_8)))
                .contains("updated");
    }

    private byte[] bytes(List<Announcement> announcements, List<Announcement> tombstones) {
        return Written.bytes(format, Written.page(format), announcements, tombstones);
    }

    private SyndFeed rome(List<Announcement> announcements) throws Exception {
        return new SyndFeedInput()
                .build(new InputSource(new ByteArrayInputStream(bytes(announcements, List.of()))));
    }

    private static String faults(byte[] document) throws Exception {
        var faults = new StringWriter();
        var properties = new PropertyMapBuilder();
        properties.put(ValidateProperty.ERROR_HANDLER, new ErrorHandlerImpl(faults));
        var driver =
                new ValidationDriver(properties.toPropertyMap(), CompactSchemaReader.getInstance());
        try (var schema = AtomTests.class.getResourceAsStream("atom.rnc")) {
            assertThat(driver.loadSchema(new InputSource(Objects.requireNonNull(schema))))
                    .as(faults.toString())
                    .isTrue();
        }
        var valid = driver.validate(new InputSource(new ByteArrayInputStream(document)));
        assertThat(valid).isEqualTo(faults.toString().isEmpty());
        return faults.toString();
    }

    private static List<String> names(List<SyndPerson> persons) {
        return persons.stream().map(person -> Texts.trimmed(person.getName())).toList();
    }

    private static List<String> written(List<Party> parties) {
        return parties.stream().map(party -> Texts.inXml(party.name())).toList();
    }
}
