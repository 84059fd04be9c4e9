package io.crier.board.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import io.crier.QueryCount;
import io.crier.reading.HandClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** Each test has a topic of its own. */
@CrierTest
@Import({QueryCount.Configuration.class, BoardIntegrationTests.ByHand.class})
class BoardIntegrationTests {
    @TestConfiguration(proxyBeanMethods = false)
    static class ByHand {
        @Bean
        @Primary
        InstantSource handClock() {
            return new HandClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        }
    }

    @Autowired private InstantSource clock;
    @Autowired private QueryCount queries;
    @LocalServerPort private int port;

    private CrierClient crier;
    private Browser browser;

    @BeforeEach
    void connect() {
        crier = new CrierClient(port);
        browser = new Browser(port);
    }

    private String event(String topic, String title, Duration ahead, String... more) {
        var start = clock.instant().plus(ahead);
        return create(
                "{\"title\":\"%s\",\"topics\":[\"%s\"],\"startsAt\":\"%s\",\"endsAt\":\"%s\"%s}"
                        .formatted(
                                title,
                                topic,
                                start,
                                start.plus(Duration.ofHours(1)),
                                String.join("", more)));
    }

    private String create(String json) {
        return crier.create(json).get("id").asString();
    }

    @Test
    void showsWhatIsOnAndWhatComesAndWhatHasNoDate() {
        event("sections", "over", Duration.ofHours(-3));
        event("sections", "on", Duration.ofMinutes(-10));
        event("sections", "soon", Duration.ofMinutes(20));
        event("sections", "later", Duration.ofDays(3));
        create("{\"title\":\"some day\",\"topics\":[\"sections\"]}");

        var board = browser.get("/?topic=sections");
        assertThat(board.status()).isEqualTo(200);
        assertThat(board.titles("live")).containsExactly("on");
        assertThat(board.titles("next")).containsExactly("soon", "later");
        assertThat(board.titles("undated")).containsExactly("some day");
        assertThat(board.titles("news")).containsExactly("some day", "later", "soon", "on", "over");
        assertThat(board.page().select("[data-section=past]")).isEmpty();
        var days = board.page().select(".day");
        assertThat(days.eachAttr("data-day"))
                .hasSizeGreaterThan(1)
                .isSorted()
                .contains(clock.instant().plus(Duration.ofDays(3)).toString().substring(0, 10));
        assertThat(board.one("[data-section=nothing]").hasAttr("hidden")).isTrue();
    }

    @Test
    void aCardTellsAllThatAScriptNeeds() {
        var id =
                event(
                        "card",
                        "Cité & <b>",
                        Duration.ofHours(2),
                        """
                        ,"timeZone":"Europe/Brussels","language":"fr","status":"cancelled",
                        "summary":"Un résumé","attendance":"hybrid",
                        "place":{"name":"Hall","locality":"Liège"},
                        "organisers":[{"name":"Eurocities"}],"registrationUrl":"https://example.org/r"
                        """);
        var card = browser.get("/?topic=card").one("[data-section=next] .card");
        var start = clock.instant().plus(Duration.ofHours(2));
        assertThat(card.attr("data-id")).isEqualTo(id);
        assertThat(card.attr("data-version")).isEqualTo("1");
        assertThat(card.attr("data-phase")).isEqualTo("upcoming");
        assertThat(Instant.parse(card.attr("data-begins"))).isEqualTo(start);
        assertThat(Instant.parse(card.attr("data-ends")))
                .isEqualTo(start.plus(Duration.ofHours(1)));
        assertThat(card.attr("data-time-zone")).isEqualTo("Europe/Brussels");
        assertThat(card.expectFirst(".title").text()).isEqualTo("Cité & <b>");
        assertThat(card.expectFirst(".title").attr("lang")).isEqualTo("fr");
        assertThat(card.expectFirst(".title a").attr("href")).isEqualTo("/announcements/" + id);
        assertThat(card.expectFirst(".status").text()).isEqualTo("Cancelled");
        assertThat(card.expectFirst(".where").text()).isEqualTo("Hall, Liège and online");
        assertThat(card.expectFirst(".who").text()).isEqualTo("Eurocities");
        assertThat(card.expectFirst(".zone").attr("title")).isEqualTo("Europe/Brussels");
        assertThat(card.expectFirst("[data-slot=registration]").attr("href"))
                .isEqualTo("https://example.org/r");
        assertThat(card.select("[data-slot=recording], [data-slot=news]")).isEmpty();
    }

    /** So that the markup is written once: what the server fills in and what scripts do is one. */
    @Test
    void theEmptyCardHasAllPartsThatAnyCardHas() {
        event(
                "parts",
                "a",
                Duration.ofHours(2),
                """
                ,"summary":"a","attendance":"online","organisers":[{"name":"a"}],"timeZone":"Asia/Tokyo",
                "registrationUrl":"https://example.org/r","recordingUrl":"https://example.org/v","status":"tentative"
                """);
        var page = browser.get("/?topic=parts").page();
        var empty = page.expectFirst("template#card .card");
        var parts = empty.select("[data-slot]").eachAttr("data-slot");
        for (var card : page.select("[data-section] .card")) {
            assertThat(parts).containsAll(card.select("[data-slot]").eachAttr("data-slot"));
            assertThat(card.attributes().asList().stream().map(a -> a.getKey()))
                    .contains("data-id", "data-version", "data-phase", "data-begins");
        }
        assertThat(empty.attr("class")).isEqualTo("card");
        assertThat(empty.text()).isEqualTo("Register Recording");
    }

    @Test
    void newsTellsWhatChangedInWords() {
        var id = event("news", "A talk", Duration.ofDays(2), ",\"attendance\":\"in-person\"");
        event("news", "Another", Duration.ofDays(2));
        crier.patch(
                "/v1/announcements/" + id,
                "{\"attendance\":\"online\",\"status\":\"moved-online\"}");
        crier.patch("/v1/announcements/" + id, "{\"summary\":\"Words.\"}");
        var board = browser.get("/?topic=news");
        assertThat(board.titles("news")).containsExactly("A talk", "Another");
        var words = board.page().select("[data-section=news] [data-slot=words]").eachText();
        assertThat(words).containsExactly("moved online · text changed", "new");

        clockOf(Duration.ofDays(8));
        assertThat(browser.get("/?topic=news").titles("news")).isEmpty();
    }

    private void clockOf(Duration forward) {
        ((HandClock) clock).turn(forward);
    }

    @Test
    void aPageThatNobodyChangedIsAnsweredFromMemory() {
        var id = event("memory", "a", Duration.ofDays(1));
        var first = browser.get("/?topic=memory", "Accept-Encoding", "gzip");
        var tag = first.header("ETag").orElseThrow();
        assertThat(first.header("Content-Encoding")).contains("gzip");
        assertThat(first.header("Vary")).contains("Accept-Language, Accept-Encoding");
        assertThat(tag).startsWith("\"");

        create("{\"title\":\"of no interest\",\"topics\":[\"other\"]}");
        var asked = queries.count();
        var again = browser.get("/?topic=memory", "Accept-Encoding", "gzip", "If-None-Match", tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("ETag")).contains(tag);
        assertThat(browser.get("/?topic=memory").status()).isEqualTo(200);
        assertThat(queries.count()).isEqualTo(asked);

        crier.patch("/v1/announcements/" + id, "{\"title\":\"b\"}");
        var changed =
                browser.get("/?topic=memory", "Accept-Encoding", "gzip", "If-None-Match", tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(browser.get("/?topic=memory").titles("next")).containsExactly("b");
        assertThat(
                        browser.get("/?topic=memory", "Accept-Language", "de", "If-None-Match", tag)
                                .status())
                .isEqualTo(200);
    }

    @Test
    void goesStaleWhenSomethingBegins() {
        event("turn", "a", Duration.ofMinutes(30));
        var first = browser.get("/?topic=turn");
        var tag = first.header("ETag").orElseThrow();
        assertThat(first.titles("next")).containsExactly("a");
        clockOf(Duration.ofMinutes(31));
        var second = browser.get("/?topic=turn", "If-None-Match", tag);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.titles("live")).containsExactly("a");
        assertThat(second.titles("next")).isEmpty();
    }

    @Test
    void aLongListGoesOnAsItWas() {
        crier.batch(
                String.join(
                        "\n",
                        IntStream.range(0, 130)
                                .mapToObj(number ->
                                        "{\"title\":\"n%03d\",\"topics\":[\"long\"],\"startsAt\":\"%s\"}"
                                                .formatted(
                                                        number,
                                                        clock.instant()
                                                                .plus(
                                                                        Duration.ofHours(
                                                                                number + 1))))
                                .toList()));
        var first = browser.get("/?topic=long");
        assertThat(first.titles("next")).hasSize(100).startsWith("n000").endsWith("n099");
        assertThat(first.one("[data-section=next]").hasAttr("data-complete")).isFalse();
        var more = first.one("a[rel=next]").attr("href");
        event("long", "between", Duration.ofDays(5));
        var second = browser.get(more);
        assertThat(second.titles("next")).hasSize(30).startsWith("n100").endsWith("n129");
        assertThat(second.page().select("a[rel=next]")).isEmpty();
        assertThat(second.one("meta[name=robots]").attr("content")).isEqualTo("noindex");
        assertThat(second.page().select("[data-section=news]")).isEmpty();
        assertThat(browser.get(more, "If-None-Match", second.header("ETag").orElseThrow()).status())
                .isEqualTo(304);
    }

    @Test
    void filtersAreOfferedWithHowManyHaveThem() {
        event("offered", "a", Duration.ofDays(1), ",\"language\":\"fr\",\"attendance\":\"online\"");
        event("offered", "b", Duration.ofDays(1), ",\"language\":\"fr\",\"attendance\":\"hybrid\"");
        event("Also offered", "c", Duration.ofDays(1), ",\"attendance\":\"online\"");
        var page = browser.get("/?topic=offered&attendance=online&q=").status();
        assertThat(page).isEqualTo(303);

        var form = browser.get("/?topic=offered&attendance=online").one("#search");
        var attendance = form.expectFirst("fieldset[data-side=attendance]");
        assertThat(attendance.select("input[checked]").eachAttr("value")).containsExactly("online");
        assertThat(attendance.select("label").eachText())
                .containsExactlyInAnyOrder("In person and online 1", "Online 1");
        assertThat(form.select("fieldset[data-side=language] label").eachText())
                .containsExactly("French 1");
        assertThat(form.select("fieldset[data-side=topic] label").eachText())
                .contains("Also offered 1", "offered 1");
    }

    @Test
    void eachFilterCanBeTakenAwayAlone() {
        var page =
                browser.get("/?topic=a&topic=b&near=50.85,4.35&radius=10&status=cancelled&lang=de")
                        .page();
        assertThat(page.select(".chips a").eachText())
                .containsExactly(
                        "Filter entfernen Thema: a ×",
                        "Filter entfernen Thema: b ×",
                        "Filter entfernen In der Nähe von: 50.85,4.35 (10 km) ×",
                        "Filter entfernen Status: Abgesagt ×",
                        "Alle anzeigen");
        assertThat(page.select(".chips a").eachAttr("href"))
                .containsExactly(
                        "/?topic=b&near=50.85,4.35&radius=10&status=cancelled&lang=de",
                        "/?topic=a&near=50.85,4.35&radius=10&status=cancelled&lang=de",
                        "/?topic=a&topic=b&status=cancelled&lang=de",
                        "/?topic=a&topic=b&near=50.85,4.35&radius=10&lang=de",
                        "/?lang=de");
        assertThat(page.select("#search input[type=hidden]").eachAttr("name"))
                .containsExactly("near", "radius", "status", "lang");
        assertThat(page.select("#search input[name=topic][checked]").eachAttr("value"))
                .containsExactly("a", "b");
    }

    @Test
    void theViewCanBeSubscribedToInEveryForm() {
        var page = browser.get("/?topic=water%20law&attendance=online&lang=fr&board").page();
        var query = "?topic=water%20law&attendance=online";
        assertThat(page.select(".forms a").eachAttr("href"))
                .containsExactly(
                        "webcal://127.0.0.1:" + port + "/v1/announcements.ics" + query,
                        "/v1/announcements.ics" + query,
                        "/v1/announcements.atom" + query,
                        "/v1/announcements.rss" + query,
                        "/v1/announcements.json" + query,
                        "/embed" + query);
        for (var form : page.select(".forms a[href^=/v1/]")) {
            assertThat(browser.get(form.attr("href")).status()).isEqualTo(200);
        }
        assertThat(page.select("link[rel=alternate]")).hasSize(4);
        assertThat(page.body().attr("data-stream")).isEqualTo("/v1/stream" + query);
    }

    @Test
    void theStreamGoesOnFromWhereThePageIs() throws IOException {
        event("stream", "a", Duration.ofDays(1));
        var body = browser.get("/?topic=stream").page().body();
        event("stream", "b", Duration.ofDays(1));
        try (var stream = crier.stream("?topic=stream&since=" + body.attr("data-cursor"))) {
            assertThat(stream.nextChange().data().at("/announcement/title").asString())
                    .isEqualTo("b");
        }
    }

    @Test
    void whoeverLooksForWordsFindsWhatIsOverToo() {
        event("past", "Palaeography yesterday", Duration.ofDays(-1));
        event("past", "Palaeography tomorrow", Duration.ofDays(1));
        var board = browser.get("/?q=palaeography");
        assertThat(board.titles("past")).containsExactly("Palaeography yesterday");
        assertThat(board.titles("next")).containsExactly("Palaeography tomorrow");
        assertThat(browser.get("/?topic=past").page().select("[data-section=past]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr-BE,fr;q=0.9|/|fr-BE|À l’affiche",
                "de|/|de|Was läuft",
                "pt|/|en|What’s on",
                "de|/?lang=el|el|Εκδηλώσεις",
                "nl-BE|/?lang=nl|nl-BE|Wat er te doen is",
            })
    void theInterfaceSpeaksTheReadersLanguage(
            String accepted, String path, String language, String heading) {
        var page = browser.get(path, "Accept-Language", accepted).page();
        assertThat(page.expectFirst("html").attr("lang")).isEqualTo(language);
        assertThat(page.expectFirst("h1").text()).isEqualTo(heading);
        assertThat(page.select(".languages a[aria-current]")).hasSize(1);
        assertThat(page.text()).doesNotContain("??");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/?colour=red|400|colour",
                "/?attendance=asleep|400|attendance",
                "/?view=month&month=soon|400|month",
                "/announcements/01a20733-9cd3-760e-bef3-fd89e948d480|404|01a20733",
                "/announcements/nothing|404|nothing",
            })
    void whatCannotBeShownIsSaidOnAPage(String path, int status, String detail) {
        var refused = browser.get(path, "Accept-Language", "fr");
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(refused.header("Content-Security-Policy")).isPresent();
        assertThat(refused.one("html").attr("lang")).isEqualTo("fr");
        assertThat(refused.one("main samp").text()).contains(detail);
        assertThat(refused.one("main a[role=button]").attr("href")).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?view=month", "/?board", "/?colour=red", "/embed"})
    void nothingOnAPageNeedsAnythingThatItsPolicyForbids(String path) {
        var answer = browser.get(path);
        assertThat(answer.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Referrer-Policy")).isPresent();
        assertThat(answer.header("Permissions-Policy")).isPresent();
        var page = answer.page();
        assertThat(
                        page.select(
                                "[style], style, [onclick], script:not([src]):not([type=application/ld+json])"))
                .isEmpty();
        for (var file :
                page.select(
                        "script[src], link[rel=stylesheet], link[rel=icon], link[rel=manifest]")) {
            var address = file.hasAttr("src") ? file.attr("src") : file.attr("href");
            assertThat(address).startsWith("/").doesNotContain("//");
            assertThat(browser.get(address).status()).as(address).isEqualTo(200);
        }
    }

    @Test
    void anUnattendedScreenSaysSo() {
        var page = browser.get("/?board&topic=a").page();
        assertThat(page.expectFirst("html").classNames()).contains("unattended");
        assertThat(page.select(".chips a").eachAttr("href")).containsExactly("/?board", "/?board");
        assertThat(browser.get("/").one("html").classNames()).isEmpty();
    }

    @Test
    void aFormThatWasSentLeavesACleanAddress() {
        var sent = browser.get("/?q=&topic=climate&from=&to=&utm_source=letter");
        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.header("Location")).contains("/?topic=climate");
        var odd = browser.get("/?a%20b=1&q=");
        assertThat(odd.status()).isEqualTo(303);
        assertThat(odd.header("Location")).contains("/?a%20b=1");
    }

    @Test
    void headTellsWhatGetDoes() {
        var head = browser.send("HEAD", "/?topic=head");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("ETag")).isPresent();
        assertThat(head.response().body()).isEmpty();
    }

    @Test
    void searchEnginesFindWhatComesNext() {
        var id = event("engines", "a", Duration.ofDays(1));
        var base = "http://127.0.0.1:" + port;
        assertThat(new String(browser.get("/robots.txt").response().body(), UTF_8))
                .contains("Sitemap: " + base + "/sitemap.xml", "Disallow: /v1/");
        var sitemap = browser.get("/sitemap.xml");
        assertThat(sitemap.header("Content-Type")).contains("application/xml");
        assertThat(sitemap.page().select("loc").eachText())
                .contains(base + "/", base + "/announcements/" + id);
    }

    @Test
    void textsAreTextsWhateverStandsInThem() {
        event("markup", "\\\"><script>alert(1)</script>", Duration.ofDays(1));
        var page = browser.get("/?topic=markup&q=%3Cscript%3E").page();
        assertThat(page.select("script:not([src])")).isEmpty();
        assertThat(browser.get("/?topic=markup").titles("next"))
                .isEqualTo(List.of("\"><script>alert(1)</script>"));
    }
}
