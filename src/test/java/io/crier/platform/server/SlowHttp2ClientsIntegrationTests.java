package io.crier.platform.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.CrierClient;
import io.crier.TestCertificate;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** What a connection may keep open, its streams may keep open too: clients by their frames. */
@ContextConfiguration(initializers = TestCertificate.class)
@TestPropertySource(
        properties = {
            "crier.server.head-timeout=1s",
            "crier.server.body-timeout=1s",
            "crier.server.min-body-rate=4KB",
            "crier.server.write-timeout=1s",
            "crier.server.min-answer-rate=100KB",
            "crier.reading.max-exports=1"
        })
class SlowHttp2ClientsIntegrationTests extends SlowClientsContract {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final String CANCEL = "00000008";

    @Override
    CrierClient client() {
        return CrierClient.secure(port, Version.HTTP_2);
    }

    private static void expectReset(RawHttp2 client, int stream) throws InterruptedException {
        var reset = client.next(RawHttp2.RESET, stream, LONG);
        assertThat(reset).isEqualTo(new RawHttp2.Frame(RawHttp2.RESET, stream, CANCEL));
    }

    @Test
    void anAnswerForWhichTheWindowStaysShutIsResetAndTheConnectionGoesOn() throws Exception {
        var before = refusals();
        try (var client = new RawHttp2(port, 0).listening()) {
            client.get(1, "/v1/announcements?limit=1");
            expectReset(client, 1);
            assertThat(refusals()).isEqualTo(before + 1);

            client.get(3, "/v1/announcements?limit=1");
            assertThat(client.next(RawHttp2.HEADERS, 3, LONG)).isNotNull();
            client.open(3, 60_000);
            assertThat(client.next(RawHttp2.DATA, 3, LONG)).isNotNull();
            assertThat(client.next(RawHttp2.RESET, 3, Duration.ofSeconds(3))).isNull();
        }
        assertThat(refusals()).isEqualTo(before + 1);
    }

    @Test
    void anExportThatIsNotTakenMakesRoomForTheNext() throws Exception {
        var body = "x".repeat(20_000);
        for (var i = 0; i < 60; i++) {
            crier.create("{\"title\":\"A%d\",\"body\":\"<p>%s</p>\"}".formatted(i, body));
        }
        // The first of all tells that it is too long to be kept.
        assertThat(crier.get("/v1/announcements.ndjson").status()).isEqualTo(200);
        var before = refusals();
        try (var shut = new RawHttp2(port, 0).listening();
                var dripping = new RawHttp2(port, 1_000).listening()) {
            shut.get(1, "/v1/announcements.ndjson");
            assertThat(shut.next(RawHttp2.HEADERS, 1, LONG)).isNotNull();
            assertThat(crier.get("/v1/announcements.ndjson").status()).isEqualTo(503);
            expectReset(shut, 1);

            dripping.get(1, "/v1/announcements.ndjson");
            assertThat(dripping.next(RawHttp2.HEADERS, 1, LONG)).isNotNull();
            while (dripping.next(RawHttp2.RESET, 1, Duration.ofMillis(100)) == null) {
                dripping.open(1, 1_000);
            }
            Awaitility.await().until(() -> crier.get("/v1/announcements.ndjson").status() == 200);
        }
        assertThat(refusals()).isEqualTo(before + 2);
    }

    @Test
    void aBodyThatDripsIsReset() throws Exception {
        var before = refusals();
        try (var client = new RawHttp2(port, 60_000).listening()) {
            client.beginPost(1, "/v1/announcements");
            while (client.next(RawHttp2.RESET, 1, Duration.ofMillis(150)) == null) {
                client.data(1, " ");
            }
            assertThat(refusals()).isEqualTo(before + 1);
            // Longer than the time-out, but for good reason.
            client.beginPost(3, "/v1/announcements");
            client.data(3, "{\"title\":\"A\",\"summary\":\"");
            for (var i = 0; i < 20; i++) {
                client.data(3, "x".repeat(900));
                assertThat(client.next(RawHttp2.RESET, 3, Duration.ofMillis(100))).isNull();
            }
        }
        assertThat(refusals()).isEqualTo(before + 1);
    }

    @Test
    void aStreamMayBeTakenAsSlowlyAsItsClientLikes() throws Exception {
        var before = refusals();
        try (var client = new RawHttp2(port, 0).listening()) {
            client.get(1, "/v1/stream");
            assertThat(client.next(RawHttp2.HEADERS, 1, LONG)).isNotNull();
            assertThat(client.next(RawHttp2.RESET, 1, Duration.ofSeconds(3))).isNull();
            client.open(1, 60_000);
            assertThat(client.next(RawHttp2.DATA, 1, LONG)).isNotNull();
        }
        assertThat(refusals()).isEqualTo(before);
    }

    /** Netty has so many streams at once, whose heads are not gone, and refuses so many more. */
    @Test
    void whoAsksForHeadsAndNeverReadsIsCutOff() throws Exception {
        try (var client = new RawHttp2(port, 0)) {
            assertThatThrownBy(
                            () -> {
                                for (var stream = 1; stream < 2_000_000; stream += 200) {
                                    client.head(stream, 100, "/v1/nothing");
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
    }
}
