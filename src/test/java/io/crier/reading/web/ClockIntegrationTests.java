package io.crier.reading.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import io.crier.QueryCount;
import io.crier.reading.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

@CrierTest
@Import({QueryCount.Configuration.class, ClockIntegrationTests.ByHand.class})
class ClockIntegrationTests {
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

    private HandClock hand() {
        return (HandClock) clock;
    }

    @Test
    void aPageOfWhatComesGoesStaleWhenTheNextEventBeginsAndNotBefore() {
        var crier = new CrierClient(port);
        var start = clock.instant().plus(Duration.ofHours(1));
        crier.create(event("coming", start));
        crier.create(event("coming", start.plus(Duration.ofDays(1))));
        var path = "/v1/announcements?topic=coming&phase=upcoming";
        var first = crier.get(path);
        assertThat(first.json().get("items")).hasSize(2);
        assertThat(first.header("Cache-Control")).contains("public, max-age=0, s-maxage=1");
        // To the second, a date tells no answer from the next one that is made in it.
        assertThat(first.header("Last-Modified")).isEmpty();
        var tag = first.header("ETag").orElseThrow();

        hand().turnTo(start.minusMillis(500));
        var before = queries.count();
        var unchanged = crier.get(path, "If-None-Match", tag);
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.header("Cache-Control")).contains("no-cache");
        assertThat(crier.get(path).header("Last-Modified")).isPresent();
        assertThat(crier.get(path + "&limit=20", "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(queries.count()).isEqualTo(before);

        hand().turnTo(start);
        var second = crier.get(path, "If-None-Match", tag);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().get("items")).hasSize(1);
        assertThat(crier.get(path + "&limit=20", "If-None-Match", tag).status()).isEqualTo(200);
    }

    @Test
    void aSingleAnnouncementGoesStaleWhenItsPhaseChanges() {
        var crier = new CrierClient(port);
        var start = clock.instant().plus(Duration.ofHours(2));
        var path = "/v1/announcements/" + crier.create(event("one", start)).get("id").asString();
        var upcoming = crier.get(path).header("ETag").orElseThrow();
        assertThat(upcoming).startsWith("\"1-upcoming-");
        hand().turnTo(start);
        var live = crier.get(path, "If-None-Match", upcoming);
        assertThat(live.status()).isEqualTo(200);
        assertThat(live.header("ETag").orElseThrow()).startsWith("\"1-live-");
        assertThat(live.text("/phase")).isEqualTo("live");
    }

    @Test
    void aCalendarMovesAtMidnight() {
        var crier = new CrierClient(port);
        crier.create(event("calendar", clock.instant().plus(Duration.ofHours(3))));
        var path = "/v1/announcements.ics?topic=calendar";
        var tag = crier.get(path).header("ETag").orElseThrow();
        var midnight = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        hand().turnTo(midnight.minusMillis(1));
        assertThat(crier.get(path, "If-None-Match", tag).status()).isEqualTo(304);
        hand().turnTo(midnight);
        assertThat(crier.get(path, "If-None-Match", tag).status()).isEqualTo(200);
    }

    private static String event(String topic, Instant start) {
        return """
        {"title":"%1$s","topics":["%1$s"],"startsAt":"%2$s","endsAt":"%3$s"}
        """
                .formatted(topic, start, start.plus(Duration.ofHours(1)));
    }
}
