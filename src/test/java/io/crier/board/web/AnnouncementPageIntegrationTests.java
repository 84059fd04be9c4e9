package io.crier.board.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import io.crier.announcement.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrierTest
class AnnouncementPageIntegrationTests {
    private static final String EVENT =
            """
            {"title":"Bridging the gap","summary":"A <talk>.","body":"<h1>Talk</h1><p>On bridges</p>",
             "language":"en","startsAt":"2027-03-04T17:00:00+01:00","endsAt":"2027-03-04T18:00:00+01:00",
             "timeZone":"Europe/Brussels","attendance":"hybrid","topics":["bridges"],
             "place":{"name":"Town hall","address":"Main street 1","locality":"Ghent","country":"BE",
                      "latitude":51.05,"longitude":3.72},
             "organisers":[{"name":"Eurocities","url":"https://eurocities.example/"}],
             "imageUrl":"https://example.org/bridge.jpg","registrationUrl":"https://example.org/register"}
            """;

    @LocalServerPort private int port;

    private CrierClient crier;
    private Browser browser;

    @BeforeEach
    void connect() {
        crier = new CrierClient(port);
        browser = new Browser(port);
    }

    private String create() {
        return crier.create(EVENT).get("id").asString();
    }

    @Test
    void tellsAllThatIsKnown() {
        var answer = browser.get("/announcements/" + create(), "Accept-Language", "en-GB");
        assertThat(answer.status()).isEqualTo(200);
        var page = answer.page();
        assertThat(page.expectFirst("h1").text()).isEqualTo("Bridging the gap");
        assertThat(page.title()).isEqualTo("Bridging the gap – Crier");
        assertThat(page.expectFirst("dd.when time").text())
                .isEqualTo("Thu, 4 Mar 2027 17:00 – 18:00");
        assertThat(page.expectFirst("dd.when .zone").text()).isEqualTo("CET");
        assertThat(page.select(".address span").eachText())
                .containsExactly("Town hall", "Main street 1", "Ghent", "Belgium");
        assertThat(page.select("a[href^=https://www.openstreetmap.org]").eachAttr("href"))
                .containsExactly(
                        "https://www.openstreetmap.org/?mlat=51.05&mlon=3.72#map=17/51.05/3.72");
        assertThat(page.expectFirst(".prose").html()).isEqualTo("<h2>Talk</h2>\n<p>On bridges</p>");
        assertThat(page.expectFirst(".picture").attr("src"))
                .isEqualTo("https://example.org/bridge.jpg");
        assertThat(page.select("h1")).hasSize(1);
    }

    @Test
    void tellsSearchEnginesAndThoseWhoShowLinks() {
        var id = create();
        var page = browser.get("/announcements/" + id).page();
        var self = "http://127.0.0.1:" + port + "/announcements/" + id;
        assertThat(page.expectFirst("link[rel=canonical]").attr("href")).isEqualTo(self);
        assertThat(page.expectFirst("meta[property=og:title]").attr("content"))
                .isEqualTo("Bridging the gap");
        assertThat(page.expectFirst("meta[property=og:description]").attr("content"))
                .isEqualTo("A <talk>.");
        assertThat(page.expectFirst("meta[property=og:image]").attr("content"))
                .isEqualTo("https://example.org/bridge.jpg");
        assertThat(page.expectFirst("meta[name=twitter:card]").attr("content"))
                .isEqualTo("summary_large_image");
        var linked =
                Json.MAPPER.readTree(page.expectFirst("script[type=application/ld+json]").data());
        assertThat(linked.get("@type").asString()).isEqualTo("Event");
        assertThat(linked.get("url").asString()).isEqualTo(self);
        assertThat(linked.get("description").asString()).isEqualTo("A <talk>.");
        assertThat(page.select("link[rel=alternate]").eachAttr("href"))
                .containsExactly("/v1/announcements/" + id + ".ics", "/v1/announcements/" + id);
        assertThat(browser.get("/v1/announcements/" + id + ".ics").status()).isEqualTo(200);
    }

    @Test
    void tellsWhatBecameOfItLatestFirst() {
        var id = create();
        crier.patch(
                "/v1/announcements/" + id,
                "{\"startsAt\":\"2027-03-04T18:00:00+01:00\",\"endsAt\":\"2027-03-04T19:00:00+01:00\",\"status\":\"rescheduled\"}");
        var path = "/announcements/" + id;
        var first = browser.get(path, "Accept-Language", "en-GB");
        assertThat(first.page().select(".history span").eachText())
                .containsExactly("start 17:00 → 18:00", "new");
        assertThat(first.page().select(".before s").eachText())
                .containsExactly("Thu, 4 Mar 2027, 17:00");
        var tag = first.header("ETag").orElseThrow();
        assertThat(browser.get(path, "Accept-Language", "en-GB", "If-None-Match", tag).status())
                .isEqualTo(304);
        crier.patch("/v1/announcements/" + id, "{\"status\":\"cancelled\"}");
        var second = browser.get(path, "Accept-Language", "en-GB", "If-None-Match", tag);
        assertThat(second.one(".history span").text()).isEqualTo("cancelled");
        assertThat(second.one("p.status").text()).isEqualTo("Cancelled");
    }

    @Test
    void whatWasWithdrawnIsGone() {
        var id = create();
        crier.delete("/v1/announcements/" + id);
        var gone = browser.get("/announcements/" + id);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.one("h1").text()).isEqualTo("No longer here");
        assertThat(gone.one("meta[name=robots]").attr("content")).isEqualTo("noindex");
    }

    @Test
    void feedsLeadHereWhereAnEventHasNoPageOfItsOwn() {
        var id = create();
        var feed = browser.get("/v1/announcements.rss?topic=bridges");
        assertThat(new String(feed.response().body(), StandardCharsets.UTF_8))
                .contains("<link>http://127.0.0.1:" + port + "/announcements/" + id + "</link>");
    }
}
