package io.crier.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Content;
import io.crier.announcement.Html;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTests {
    private static final URI SITE = URI.create("https://town.example/");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Open day|Open day",
                "AT&amp;amp;T &amp;#8211; 5 &#038; 6|AT&T – 5 & 6",
                "&amp;#8220;Quoted&amp;#8221;&nbsp;twice|“Quoted” twice",
                "&amp;amp;amp;amp;|&amp;amp;",
                "<b>Bold</b> <i>title</i>|Bold title",
                "copy&copy=1|copy©=1",
            })
    void decodesTitles(String told, String title) {
        assertThat(mapped(told, null, null).title()).isEqualTo(title);
    }

    @Test
    void findsATitleWhereNoneIsTold() {
        assertThat(mapped(" &nbsp; ", "Come to the fair. It is free.", null).title())
                .isEqualTo("Come to the fair.");
        assertThat(mapped(null, null, "<h2>The fair</h2><p>It is free.</p>").title())
                .isEqualTo("The fair");
        var long120 = mapped(null, "word ".repeat(100), null).title();
        assertThat(long120).hasSizeLessThanOrEqualTo(120).endsWith("word…");
        assertThat(of(item(null, null, null, URI.create("https://x.example/1"))).title())
                .isEqualTo("https://x.example/1");
        assertThat(of(new Item("guid", null, null, null, null, List.of(), null, null)).title())
                .isEqualTo("Untitled announcement");
    }

    @Test
    void putsEachTextIntoOneField() {
        var both = mapped("T", "In short", "<p>At length</p>");
        assertThat(both.summary()).isEqualTo("In short");
        assertThat(both.body()).isEqualTo("<p>At length</p>");

        var plain = mapped("T", "Plain &amp; short\nsecond line", null);
        assertThat(plain.summary()).isEqualTo("Plain & short\nsecond line");
        assertThat(plain.body()).isNull();

        var markup = mapped("T", "<p>With <b>markup</b></p>", null);
        assertThat(markup.summary()).isNull();
        assertThat(markup.body()).isEqualTo("<p>With <b>markup</b></p>");

        var long1 = mapped("T", "long & wide\n".repeat(100), null);
        assertThat(long1.summary()).isNull();
        assertThat(long1.body()).startsWith("long &amp; wide<br>long &amp; wide");

        var twice = mapped("T", "The same", "<p>The same</p>");
        assertThat(twice.summary()).isNull();
        assertThat(twice.body()).isEqualTo("<p>The same</p>");
    }

    @Test
    void resolvesLinksInTextsAgainstTheItem() {
        var content =
                of(
                        item(
                                "T",
                                null,
                                "<a href='map'>Map</a><script>x</script>",
                                URI.create("https://town.example/events/1/")));
        assertThat(content.body())
                .isEqualTo(
                        "<a href=\"https://town.example/events/1/map\" rel=\"nofollow noopener"
                                + " ugc\">Map</a>");
        assertThat(content.url()).isEqualTo(URI.create("https://town.example/events/1/"));
    }

    @Test
    void keepsEachTopicOnce() {
        var topics = List.of(" Music ", "music", "Arts &amp; crafts", "&nbsp;", "x".repeat(200));
        var content = of(new Item("1", "T", null, null, null, topics, null, null));
        assertThat(content.topics())
                .containsExactly("Music", "Arts & crafts", "x".repeat(99) + "…");
        var many = IntStream.range(0, 100).mapToObj(String::valueOf).toList();
        assertThat(of(new Item("1", "T", null, null, null, many, null, null)).topics()).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "en-us,en-US",
                "pt_BR,pt-BR",
                "DE,de",
                "zh-hant-tw,zh-Hant-TW",
                "-,-",
                "english,-",
                "e,-",
                "en-,-",
                "x-private,-",
                "'<b>',-",
            })
    void keepsLanguagesThatAre(String told, String language) {
        assertThat(of(new Item("1", "T", null, null, null, List.of(), null, told)).language())
                .isEqualTo(language);
    }

    @Test
    void believesNoTimeOfPublicationThatIsToCome() {
        assertThat(published(NOW.minusSeconds(1))).isEqualTo(NOW.minusSeconds(1));
        assertThat(published(NOW.plusSeconds(1))).isNull();
        assertThat(published(Instant.EPOCH.minusSeconds(1))).isNull();
        assertThat(published(null)).isNull();
    }

    @Test
    void cutsWhatIsTooLongAndLosesNoItem() {
        var content = mapped("t\uD83D\uDE00".repeat(400), "s ".repeat(10_000), "<p>b</p>");
        assertThat(content.title().codePointCount(0, content.title().length())).isEqualTo(500);
        assertThat(content.summary()).hasSizeLessThanOrEqualTo(5_000).endsWith("s…");

        var body = mapped("T", null, "<p>a & b</p>".repeat(50_000)).body();
        assertThat(body).hasSizeLessThanOrEqualTo(200_000).endsWith("</p>");
        assertThat(Html.sanitised(String.valueOf(body), null)).isEqualTo(body);

        var escaped = mapped("T", null, "&".repeat(300_000)).body();
        assertThat(escaped).hasSizeLessThanOrEqualTo(200_000).isNotEmpty();
    }

    @Test
    void tellsItemsApart() {
        assertThat(key("https://www.Town.example/?p=1")).isEqualTo("town.example/?p=1");
        assertThat(key("http://town.example/?p=1")).isEqualTo("town.example/?p=1");
        assertThat(key("http://town.example/?P=1")).isEqualTo("town.example/?P=1");
        assertThat(key(" Event-1@x ")).isEqualTo("Event-1@x");
        assertThat(key("x".repeat(5_000))).startsWith("sha256:").hasSize(71);

        var linked = item("T", null, null, URI.create("https://www.town.example/1"));
        assertThat(Uid.of(linked).orElseThrow().key()).isEqualTo("town.example/1");
        assertThat(Uid.of(item("T", "a", null, null)))
                .isEqualTo(Uid.of(item("T", "b", null, null)));
        assertThat(Uid.of(item("T", null, null, null)))
                .isNotEqualTo(Uid.of(item("U", null, null, null)));
        assertThat(Uid.of(item(null, "a", null, null)))
                .isNotEqualTo(Uid.of(item(null, "b", null, null)));
        assertThat(Uid.of(item(null, " ", null, null))).isEmpty();
    }

    @Test
    void keepsTheFirstOfItemsWithOneName() {
        var items =
                List.of(
                        new Item(
                                "http://x.example/1",
                                "first",
                                null,
                                null,
                                null,
                                List.of(),
                                null,
                                null),
                        new Item(
                                "https://www.x.example/1",
                                "again",
                                null,
                                null,
                                null,
                                List.of(),
                                null,
                                null),
                        new Item(null, null, null, null, null, List.of(), null, null));
        var reported = Mapping.of(new Feed(null, SITE, items), NOW);
        assertThat(reported).hasSize(1);
        assertThat(reported.getFirst().content().title()).isEqualTo("first");
        assertThat(reported.getFirst().uid().told()).isEqualTo("http://x.example/1");
    }

    private static String key(String guid) {
        return Uid.of(new Item(guid, "T", null, null, null, List.of(), null, null))
                .orElseThrow()
                .key();
    }

    private static @Nullable Instant published(@Nullable Instant told) {
        var item = new Item("1", "T", null, null, null, List.of(), told, null);
        return Mapping.of(new Feed(null, SITE, List.of(item)), NOW).getFirst().publishedAt();
    }

    private static Content mapped(
            @Nullable String title, @Nullable String summary, @Nullable String body) {
        return of(new Item("1", title, summary, body, null, List.of(), null, null));
    }

    private static Item item(
            @Nullable String title,
            @Nullable String summary,
            @Nullable String body,
            @Nullable URI link) {
        return new Item(null, title, summary, body, link, List.of(), null, null);
    }

    private static Content of(Item item) {
        return Mapping.of(new Feed(null, SITE, List.of(item)), NOW).getFirst().content();
    }
}
