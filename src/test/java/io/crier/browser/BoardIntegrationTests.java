package io.crier.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.crier.CrierClient;
import io.crier.CrierTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The board, as somebody sees it who looks at it in a browser. */
@CrierTest
@ExtendWith(Chromium.class)
class BoardIntegrationTests {
    /** From the answer to the publisher to what stands on the page. */
    private static final LocatorAssertions.ContainsTextOptions WITHIN_A_SECOND =
            new LocatorAssertions.ContainsTextOptions().setTimeout(1_000);

    @LocalServerPort int port;

    private CrierClient crier;
    private String site;

    /** One topic a test, for they share a database. */
    private final String topic = "t" + Long.toString(System.nanoTime(), 36);

    @BeforeEach
    void address() {
        crier = new CrierClient(port);
        site = "http://127.0.0.1:" + port;
    }

    private String publish(String title, Instant start, String more) {
        return crier.create(
                        """
                        {"title":"%s","topics":["%s"],"startsAt":"%s","timeZone":"Europe/London"%s}
                        """
                                .formatted(title, topic, start, more))
                .get("id")
                .asString();
    }

    private String publish(String title) {
        return publish(title, tomorrow(), "");
    }

    private static Instant tomorrow() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(1).atTime(17, 0).toInstant(ZoneOffset.UTC);
    }

    private Page live(Visitor visitor, String further) {
        var page = visitor.opens(site + "/?topic=" + topic + further);
        assertThat(connection(page)).containsText("Live");
        return page;
    }

    private static Locator connection(Page page) {
        return page.locator("#connection");
    }

    private static Locator section(Page page, String name) {
        return page.locator("[data-section=" + name + "]");
    }

    private void patch(String id, String change) {
        var answer = crier.patch("/v1/announcements/" + id, change);
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void showsWhatIsPublishedWithinASecond() {
        try (var visitor = Visitor.arrives()) {
            var page = live(visitor, "");
            publish("A fair of ideas");
            assertThat(section(page, "next")).containsText("A fair of ideas", WITHIN_A_SECOND);
            assertThat(section(page, "news")).containsText("A fair of ideas", WITHIN_A_SECOND);
        }
    }

    @Test
    void tellsInWordsWhatChanged() {
        var id = publish("A talk", tomorrow(), ",\"attendance\":\"in-person\"");
        try (var visitor = Visitor.arrives()) {
            var page = live(visitor, "");
            var news = section(page, "news");
            patch(id, "{\"attendance\":\"online\",\"status\":\"moved-online\"}");
            assertThat(news).containsText("moved online", WITHIN_A_SECOND);
            patch(id, "{\"startsAt\":\"" + tomorrow().plus(1, ChronoUnit.HOURS) + "\"}");
            assertThat(news).containsText("17:00", WITHIN_A_SECOND);
            assertThat(news).containsText("18:00");
            patch(id, "{\"recordingUrl\":\"https://x.example/recording\"}");
            assertThat(news).containsText("recording available", WITHIN_A_SECOND);
            patch(id, "{\"status\":\"cancelled\"}");
            assertThat(news).containsText("cancelled", WITHIN_A_SECOND);
            assertThat(section(page, "next").locator("article")).containsText("Cancelled");
        }
    }

    @Test
    void takesAwayWhatIsRemoved() {
        var id = publish("Not for long");
        publish("Stays");
        try (var visitor = Visitor.arrives()) {
            var page = live(visitor, "");
            assertThat(section(page, "next").locator("article")).hasCount(2);
            assertThat(crier.delete("/v1/announcements/" + id).status()).isEqualTo(204);
            assertThat(section(page, "next").locator("article"))
                    .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(1_000));
            assertThat(section(page, "next")).containsText("Stays");
        }
    }

    @Test
    void keepsTrueWhatIsOnNow() {
        publish("About to begin", Instant.now().plusSeconds(4), "");
        try (var visitor = Visitor.arrives()) {
            var page = live(visitor, "");
            assertThat(section(page, "next")).containsText("About to begin");
            assertThat(section(page, "live"))
                    .containsText(
                            "About to begin",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(8_000));
        }
    }

    @Test
    void filtersAreInTheAddressAndLeadToFormsOfTheSameView() {
        publish("In English", tomorrow(), ",\"language\":\"en\"");
        publish("Auf Deutsch", tomorrow(), ",\"language\":\"de\"");
        try (var visitor = Visitor.arrives()) {
            var page = live(visitor, "");
            page.getByText("Filters", new Page.GetByTextOptions().setExact(true)).click();
            page.locator("fieldset[data-side=language] input[value=de]").check();
            page.locator("button[type=submit]:visible").last().click();
            page.waitForURL(address -> address.contains("language=de"));
            assertThat(page.url()).contains("topic=" + topic);
            assertThat(section(page, "next")).containsText("Auf Deutsch");
            assertThat(section(page, "next")).not().containsText("In English");
            for (var form : new String[] {".ics", ".atom", ".rss"}) {
                assertThat(
                                page.locator(".forms a[href*='" + form + "']")
                                        .first()
                                        .getAttribute("href"))
                        .contains("language=de")
                        .contains("topic=" + topic);
            }
            publish("Noch eins", tomorrow(), ",\"language\":\"de\"");
            publish("Another one", tomorrow(), ",\"language\":\"en\"");
            assertThat(section(page, "next")).containsText("Noch eins", WITHIN_A_SECOND);
            assertThat(section(page, "next")).not().containsText("Another one");
        }
    }

    @Test
    void twoTabsShareOneStreamWhichOutlivesTheFirst() {
        var streams = new CopyOnWriteArrayList<String>();
        try (var visitor = Visitor.arrives()) {
            visitor.profile().onRequest(request -> note(request, streams));
            var first = live(visitor, "");
            var second = live(visitor, "");
            publish("Both see this");
            assertThat(section(first, "next")).containsText("Both see this", WITHIN_A_SECOND);
            assertThat(section(second, "next")).containsText("Both see this", WITHIN_A_SECOND);
            assertThat(streams).hasSize(1);
            first.close();
            publish("The other one still does");
            assertThat(section(second, "next")).containsText("The other one still does");
            assertThat(streams).hasSize(2);
            assertThat(connection(second)).containsText("Live");
        }
    }

    private static void note(Request request, CopyOnWriteArrayList<String> streams) {
        if (request.url().contains("/v1/stream")) {
            streams.add(request.url());
        }
    }

    @Test
    void isReadWithoutScripts() {
        publish("Plain reading", tomorrow(), ",\"summary\":\"For everyone\"");
        try (var visitor = Visitor.arrives(options -> options.setJavaScriptEnabled(false))) {
            var page = visitor.opens(site + "/?topic=" + topic);
            assertThat(section(page, "next")).containsText("Plain reading");
            assertThat(section(page, "next")).containsText("17:00");
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Month").setExact(true))
                    .click();
            assertThat(page.locator("table")).isVisible();
            page.navigate(site + "/?topic=" + topic);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Plain reading"))
                    .first()
                    .click();
            assertThat(page.locator("h1")).containsText("Plain reading");
            assertThat(page.locator("main")).containsText("For everyone");
        }
    }

    @Test
    void isWalkedByKeyboard() {
        publish("By keyboard");
        try (var visitor = Visitor.arrives()) {
            var page = live(visitor, "");
            page.keyboard().press("Tab");
            assertThat(page.locator(":focus")).hasClass("skip");
            page.keyboard().press("Enter");
            assertThat(page.locator(":focus")).hasId("main");
            for (var i = 0; i < 40 && !focused(page).contains("By keyboard"); i++) {
                page.keyboard().press("Tab");
            }
            assertThat(focused(page)).contains("By keyboard");
            page.keyboard().press("Enter");
            page.waitForURL(address -> address.contains("/announcements/"));
            assertThat(page.locator("h1")).containsText("By keyboard");
        }
    }

    private static String focused(Page page) {
        return page.locator(":focus").count() == 0 ? "" : page.locator(":focus").innerText();
    }

    @Test
    void theFocusStaysWhileOthersComeIn() {
        publish("Held");
        try (var visitor = Visitor.arrives()) {
            var page = live(visitor, "");
            section(page, "next").getByRole(AriaRole.LINK, byName("Held")).focus();
            publish("Comes before", Instant.now().plus(2, ChronoUnit.HOURS), "");
            assertThat(section(page, "next")).containsText("Comes before", WITHIN_A_SECOND);
            assertThat(page.locator(":focus")).hasText("Held");
        }
    }

    private static Locator.GetByRoleOptions byName(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    @Test
    void whatWasLoadedIsReadableOffline() {
        publish("Kept");
        try (var visitor = Visitor.arrives().expecting("ERR_INTERNET_DISCONNECTED")) {
            var page = live(visitor, "");
            page.waitForFunction("() => navigator.serviceWorker.controller !== null");
            page.reload();
            assertThat(connection(page)).containsText("Live");
            visitor.profile().setOffline(true);
            assertThat(connection(page)).containsText("Offline");
            assertThat(section(page, "next")).containsText("Kept");
            page.reload();
            assertThat(section(page, "next")).containsText("Kept");
            assertThat(connection(page)).containsText("Offline");
            visitor.profile().setOffline(false);
            publish("Missed meanwhile");
            assertThat(section(page, "next")).containsText("Missed meanwhile");
            assertThat(connection(page)).containsText("Live");
        }
    }

    @Test
    void speaksTheLanguageOfTheViewer() {
        publish("Title");
        try (var visitor = Visitor.arrives(options -> options.setLocale("de-DE"))) {
            var page = visitor.opens(site + "/?topic=" + topic);
            assertThat(page.locator("html")).hasAttribute("lang", "de-DE");
            assertThat(section(page, "next")).containsText("17:00");
            assertThat(section(page, "next")).containsText("18:00");
        }
    }
}
