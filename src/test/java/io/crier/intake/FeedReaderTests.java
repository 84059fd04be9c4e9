package io.crier.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedReaderTests {
    private static final URI ADDRESS = URI.create("https://town.example/feeds/events.xml");
    private static final Duration LINEAR = Duration.ofSeconds(20);

    private final Reading reading = new Reading(List.of(new XmlFeedReader()));

    @Test
    void readsRss() {
        var feed =
                read(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
                             xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
                          <channel>
                            <title>Town &amp; country</title>
                            <link>https://town.example/</link>
                            <atom:link href="https://town.example/feeds/events.xml" rel="self"/>
                            <language>en-gb</language>
                            <item>
                              <media:title>A picture</media:title>
                              <title>Open day</title>
                              <link>/events/1</link>
                              <guid isPermaLink="false">event-1</guid>
                              <pubDate>Fri, 21 Aug 2026 18:00:00 -0400</pubDate>
                              <category>Culture</category>
                              <category><![CDATA[Music & dance]]></category>
                              <description>Come in</description>
                              <content:encoded><![CDATA[<p>Come in</p>]]></content:encoded>
                            </item>
                            <item><title>Second</title></item>
                          </channel>
                        </rss>
                        """);
        assertThat(feed.title()).isEqualTo("Town & country");
        assertThat(feed.site()).isEqualTo(URI.create("https://town.example/"));
        assertThat(feed.items())
                .containsExactly(
                        new Item(
                                "event-1",
                                "Open day",
                                "Come in",
                                "<p>Come in</p>",
                                URI.create("https://town.example/events/1"),
                                List.of("Culture", "Music & dance"),
                                Instant.parse("2026-08-21T22:00:00Z"),
                                "en-gb"),
                        new Item(null, "Second", null, null, null, List.of(), null, "en-gb"));
    }

    @Test
    void readsAtom() {
        var feed =
                read(
                        """
                        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
                          <title type="html">L&amp;#8217;agenda</title>
                          <link rel="self" href="https://town.example/feeds/events.xml"/>
                          <link href="https://town.example/fr/"/>
                          <entry xml:lang="de">
                            <id>urn:uuid:1</id>
                            <title type="text">1 &lt; 2 &amp; 3</title>
                            <link rel="enclosure" href="https://town.example/a.mp3"/>
                            <link rel="alternate" href="tag"/>
                            <published>2026-05-04T10:00:00+02:00</published>
                            <updated>2026-05-05T10:00:00Z</updated>
                            <category term="kunst" label="Kunst &amp; Co"/>
                            <category term="musik"/>
                            <summary>Kurz</summary>
                            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Lang</p></div></content>
                          </entry>
                          <entry>
                            <id>urn:uuid:2</id>
                            <title type="html">&lt;b&gt;Gras&lt;/b&gt;</title>
                            <updated>2026-05-05T10:00:00Z</updated>
                            <content type="html">&lt;p&gt;Texte&lt;/p&gt;</content>
                          </entry>
                        </feed>
                        """);
        assertThat(feed.title()).isEqualTo("L’agenda");
        var first = feed.items().getFirst();
        assertThat(first.guid()).isEqualTo("urn:uuid:1");
        assertThat(first.title()).isEqualTo("1 &lt; 2 &amp; 3");
        assertThat(first.link()).isEqualTo(URI.create("https://town.example/fr/tag"));
        assertThat(first.published()).isEqualTo(Instant.parse("2026-05-04T08:00:00Z"));
        assertThat(first.categories()).containsExactly("Kunst &amp; Co", "musik");
        assertThat(first.body()).contains("<p>Lang</p>");
        assertThat(first.language()).isEqualTo("de");
        var second = feed.items().getLast();
        assertThat(second.title()).isEqualTo("<b>Gras</b>");
        assertThat(second.body()).isEqualTo("<p>Texte</p>");
        assertThat(second.published()).isEqualTo(Instant.parse("2026-05-05T10:00:00Z"));
        assertThat(second.language()).isEqualTo("fr");
    }

    @Test
    void readsRssOfTheFirstDays() {
        var rdf =
                read(
                        """
                        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                                 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
                          <channel rdf:about="https://town.example/"><title>Old</title><link>https://town.example/</link></channel>
                          <item rdf:about="https://town.example/1"><title>One</title><link>https://town.example/1</link>
                            <dc:date>2026-05-04</dc:date><dc:subject>Art</dc:subject></item>
                        </rdf:RDF>
                        """);
        assertThat(rdf.title()).isEqualTo("Old");
        assertThat(rdf.items())
                .containsExactly(
                        new Item(
                                "https://town.example/1",
                                "One",
                                null,
                                null,
                                URI.create("https://town.example/1"),
                                List.of("Art"),
                                Instant.parse("2026-05-04T00:00:00Z"),
                                null));
        assertThat(
                        read("<rss version='0.91'><channel><item><title>x</title></item></channel></rss>")
                                .items())
                .hasSize(1);
    }

    @Test
    void knowsNamespacesByAnyPrefixAndPrefixesWithoutNamespaces() {
        var renamed =
                read(
                        """
                        <rss xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><item>
                        <c:encoded>text</c:encoded></item></channel></rss>
                        """);
        assertThat(renamed.items().getFirst().body()).isEqualTo("text");
        var undeclared =
                read(
                        "<rss><channel><item><content:encoded>text</content:encoded></item></channel></rss>");
        assertThat(undeclared.items().getFirst().body()).isEqualTo("text");
        var prefixed =
                read(
                        """
                        <a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:id>1</a:id>
                        <a:content>x &lt; y</a:content></a:entry></a:feed>
                        """);
        assertThat(prefixed.items().getFirst().body()).isEqualTo("x &lt; y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFF<?xml version='1.0'?>%s",
                "\n\n   <?xml version='1.0'?>%s",
                "<br />\n<b>Warning</b>: Undefined index in <b>/x.php</b> on line <b>3</b><br />\n<?xml version='1.0'?>%s",
                "<!-- <html> --><?xml-stylesheet href='x.css'?>%s",
                "%s\n<!-- generated in 0.3 s --><script>track()</script>",
                "%s</rss></rss>trailing",
                "\u0000\u0008%s",
            })
    void doesNotMindWhatStandsAround(String around) {
        var rss =
                "<rss><channel><title>T</title><item><title>a\u0003b</title><guid>1</guid></item></channel></rss>";
        var items = read(around.formatted(rss)).items();
        assertThat(items).hasSize(1);
        assertThat(items.getFirst().title()).isEqualTo("ab");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "caf&eacute;&nbsp;&unknown; &amp; bar|café\u00A0&unknown; & bar",
                "a < b <1536x1536> c|a < b <1536x1536> c",
                "<![CDATA[<p>one</p>]]><![CDATA[<p>two</p>]]>|<p>one</p><p>two</p>",
                "<![CDATA[a ]]]]><![CDATA[> b]]>|a ]]> b",
                "&lt;p&gt;escaped&lt;/p&gt;|<p>escaped</p>",
                "<p>Tom &amp; <b>Jerry</b></p>|<p>Tom &amp; <b>Jerry</b></p>",
                "&lt;p&gt;one&lt;/p&gt;<br/>|<p>one</p><br />",
                "<![CDATA[<p>one</p>]]> <br/>|<p>one</p> <br />",
            })
    void readsTextsHoweverTheyAreWritten(String written, String read) {
        var items =
                read("<rss><channel><item><description>"
                                + written
                                + "</description><guid>1</guid></item><item><guid>2</guid></item></channel></rss>")
                        .items();
        assertThat(items).hasSize(2);
        assertThat(items.getFirst().summary()).isEqualTo(read);
    }

    @Test
    void recoversFromTagsThatAreNeverClosed() {
        var items =
                read("<rss><channel><item><description>"
                                + "<p><b>".repeat(5_000)
                                + "</description></item><item><guid>2</guid></item></channel></rss>")
                        .items();
        assertThat(items).hasSize(2);
        assertThat(items.getLast().guid()).isEqualTo("2");
    }

    @Test
    void leavesOutTheItemWithinWhichADocumentWasCutOff() {
        var whole = "<rss><channel><item><guid>1</guid></item><item><guid>2</guid><title>Hal";
        assertThat(read(whole).items()).extracting(Item::guid).containsExactly("1");
        assertThat(read(whole + "f</title></item></channel></rss>").items()).hasSize(2);
    }

    @Test
    void expandsNoEntitiesAndLoadsNothing() {
        assertThatExceptionOfType(SourceUnreadable.class)
                .isThrownBy(() ->
                        read(
                                """
                                <?xml version="1.0"?>
                                <!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>
                                <rss><channel><item><title>&b;</title></item></channel></rss>
                                """))
                .withMessageContaining("DOCTYPE");
        var late =
                read(
                        "<rss><!DOCTYPE x [<!ENTITY a 'boom'>]><channel><item><title>&a;</title></item></channel></rss>");
        assertThat(late.items().toString()).doesNotContain("boom");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|answers nothing",
                "`  \n `|answers nothing",
                "{\"items\":[]}|answers JSON",
                "BEGIN:VCALENDAR|answers an iCalendar",
                "no feed at all|a text that is no feed: no feed at all",
                "`no\nfeed\r\n\u001B[31mat\u2028all`|a text that is no feed: no feed [31mat all",
                "<urlset><url/></urlset>|its root element is <urlset>",
                "<x:catalog xmlns:x='y'/>|its root element is <catalog>",
                "<!DOCTYPE html><p>Hi|answers an HTML page, not a feed; the page names none",
                "<HTML><body>Not found</body></HTML>|answers an HTML page",
                "<p>Bare <b>fragment</b></p>|answers an HTML page",
                "<rss|ends within its first tag",
            })
    void saysWhatADocumentIsInstead(String text, String message) {
        assertThatExceptionOfType(SourceUnreadable.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining(message);
    }

    @Test
    void namesTheFeedThatAPageLinksTo() {
        assertThatExceptionOfType(SourceUnreadable.class)
                .isThrownBy(() ->
                        read(
                                """
                                <!doctype html><html><head>
                                <link rel="alternate" hreflang="fr" href="/fr/">
                                <link rel="alternate" type="application/rss+xml" href="/feed/?a=1&amp;b=2">
                                </head></html>
                                """))
                .withMessageEndingWith("names this one: https://town.example/feed/?a=1&b=2");
    }

    @Test
    void takesTimeInProportionToHostileNesting() {
        var nested = "<a>".repeat(100_000);
        assertTimeout(LINEAR, () -> read("<rss><channel><item><description>" + nested));
        assertTimeout(
                LINEAR,
                () ->
                        assertThatExceptionOfType(SourceUnreadable.class)
                                .isThrownBy(() -> read(nested)));
        assertTimeout(LINEAR, () -> read("<rss>" + "<channel>".repeat(100_000)));
        assertTimeout(LINEAR, () -> read("<feed>" + "<entry xmlns:x='y'>".repeat(100_000)));
        assertTimeout(LINEAR, () -> read("<rss>" + "<!--".repeat(100_000)));
        assertTimeout(LINEAR, () -> read("<rss>" + "<![CDATA[".repeat(100_000)));
        assertTimeout(LINEAR, () -> read("<rss><channel>" + "</b>".repeat(100_000)));
    }

    /** What does not belong there is moved before the table, each piece past all others. */
    @Test
    void takesTimeInProportionToAPageWhoseTableHoldsWhatNoneMay() {
        var page = "<html><table>" + "<b>x".repeat(1_000_000);
        assertTimeout(
                LINEAR,
                () ->
                        assertThatExceptionOfType(SourceUnreadable.class)
                                .isThrownBy(() -> read(page))
                                .withMessageContaining("the page names none"));
    }

    @Test
    void readsATextOfManyMegabytes() {
        var text = "x".repeat(5 << 20);
        var feed =
                read(
                        "<rss><channel><item><guid>1</guid><description>"
                                + text
                                + "</description></item></channel></rss>");
        assertThat(feed.items().getFirst().summary()).hasSize(5 << 20);
        assertTimeout(LINEAR, () -> Mapping.of(feed, Instant.EPOCH));
    }

    @Test
    void refusesWhatIsBeyondAllMeasure() {
        assertThatExceptionOfType(SourceUnreadable.class)
                .isThrownBy(() ->
                        read("<rss><channel>" + "<item/>".repeat(20_001) + "</channel></rss>"))
                .withMessageContaining("more than 20,000 items");
        assertThatExceptionOfType(SourceUnreadable.class)
                .isThrownBy(() -> read("<rss>" + "<a>".repeat(1_000_001)))
                .withMessageContaining("more than 1,000,000 tags");
        var namespaces = new StringBuilder("<rss");
        for (var number = 0; number < 101; number++) {
            namespaces.append(" xmlns:n").append(number).append("='x'");
        }
        assertThatExceptionOfType(SourceUnreadable.class)
                .isThrownBy(() -> read(namespaces + "></rss>"))
                .withMessageContaining("more than 100 namespaces");
    }

    private Feed read(String text) {
        return reading.read(new Fetched(ADDRESS, text, Validators.NONE));
    }
}
