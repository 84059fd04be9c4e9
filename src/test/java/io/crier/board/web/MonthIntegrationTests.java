package io.crier.board.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrierTest
class MonthIntegrationTests {
    @LocalServerPort private int port;

    private CrierClient crier;
    private Browser browser;

    @BeforeEach
    void connect() {
        crier = new CrierClient(port);
        browser = new Browser(port);
    }

    private void event(String topic, String title, String start, String more) {
        crier.create(
                "{\"title\":\"%s\",\"topics\":[\"%s\"],\"startsAt\":\"%s\"%s}"
                        .formatted(title, topic, start, more));
    }

    private static String month(String topic, String month) {
        return "/?topic=" + topic + "&view=month&month=" + month;
    }

    @Test
    void showsEachEventOnItsOwnDay() {
        event("days", "Tokyo", "2027-03-01T08:00:00+09:00", ",\"timeZone\":\"Asia/Tokyo\"");
        event(
                "days",
                "Honolulu",
                "2027-03-31T22:00:00-10:00",
                ",\"timeZone\":\"Pacific/Honolulu\"");
        event("days", "before", "2027-02-28T22:00:00+01:00", "");
        event(
                "days",
                "Fair",
                "2027-03-11T00:00:00+01:00",
                ",\"allDay\":true,\"endsAt\":\"2027-03-14T00:00:00+01:00\",\"timeZone\":\"Europe/Paris\"");
        event(
                "days",
                "Off",
                "2027-03-12T10:00:00+01:00",
                ",\"status\":\"cancelled\",\"timeZone\":\"Europe/Paris\"");
        var answer = browser.get(month("days", "2027-03"), "Accept-Language", "en-GB");
        assertThat(answer.status()).isEqualTo(200);
        var page = answer.page();
        assertThat(page.expectFirst("h1").text()).isEqualTo("March 2027");
        assertThat(page.select("[data-day=2027-03-01] .title").eachText()).containsExactly("Tokyo");
        assertThat(page.select("[data-day=2027-03-31] .title").eachText())
                .containsExactly("Honolulu");
        for (var day : new String[] {"11", "12", "13"}) {
            assertThat(page.select("[data-day=2027-03-" + day + "] .title").eachText())
                    .contains("Fair");
        }
        assertThat(page.select("[data-day=2027-03-14] .title")).isEmpty();
        assertThat(page.select("[data-day=2027-03-12] li").eachText())
                .containsExactly("Fair", "10:00 Cancelled Off");
        assertThat(page.text()).doesNotContain("before");
        assertThat(page.select("td.beside li")).isEmpty();
        assertThat(page.select(".turns a").eachAttr("href"))
                .containsExactly(month("days", "2027-02"), month("days", "2027-04"));
    }

    @Test
    void weeksBeginAsTheReadersDo() {
        var british = browser.get("/?view=month&month=2027-03", "Accept-Language", "en-GB").page();
        assertThat(british.select("th [aria-hidden]").eachText())
                .containsExactly("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
        assertThat(british.select("tr")).hasSize(6);
        assertThat(british.select("td").size()).isEqualTo(35);
        var american = browser.get("/?view=month&month=2027-03", "Accept-Language", "en-US").page();
        assertThat(american.select("th [aria-hidden]").eachText().getFirst()).isEqualTo("Sun");
        assertThat(american.select("td").eachAttr("data-day").getFirst()).isEqualTo("2027-02-28");
    }

    @Test
    void aFullDayLeadsToItsList() {
        crier.batch(
                String.join(
                        "\n",
                        IntStream.range(0, 9)
                                .mapToObj(number ->
                                        "{\"title\":\"n%d\",\"topics\":[\"full\"],\"startsAt\":\"2027-03-04T1%d:00:00Z\"}"
                                                .formatted(number, number))
                                .toList()));
        var page = browser.get(month("full", "2027-03")).page();
        var day = page.expectFirst("[data-day=2027-03-04]");
        assertThat(day.select(".title")).hasSize(6);
        assertThat(day.expectFirst(".rest a").text()).isEqualTo("3 more");
        var list = browser.get(day.expectFirst(".rest a").attr("href"));
        assertThat(list.titles("next").size() + list.titles("past").size()).isEqualTo(9);
    }

    @Test
    void isAnsweredFromMemoryUntilSomethingOfItChanges() {
        event("kept", "a", "2027-03-04T10:00:00Z", "");
        var path = month("kept", "2027-03");
        var tag = browser.get(path).header("ETag").orElseThrow();
        event("kept", "in another month", "2027-05-04T10:00:00Z", "");
        assertThat(browser.get(path, "If-None-Match", tag).status()).isEqualTo(304);
        event("kept", "b", "2027-03-05T10:00:00Z", "");
        assertThat(browser.get(path, "If-None-Match", tag).status()).isEqualTo(200);
    }
}
