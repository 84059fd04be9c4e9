package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import io.crier.EventStream;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Behind a proxy, which these tests play. */
@CrierTest
@TestPropertySource(
        properties = {
            "crier.trusted-proxies=127.0.0.0/8",
            "crier.feed.max-streams-per-client=3",
            "crier.feed.max-streams=12",
            "crier.feed.max-opens-per-second=1"
        })
class StreamLimitsIntegrationTests {
    @LocalServerPort int port;
    @Autowired MeterRegistry meters;
    private final List<EventStream> open = new ArrayList<>();
    private CrierClient crier;

    @BeforeEach
    void connect() {
        crier = new CrierClient(port);
    }

    private int openFor(String client) {
        open.add(crier.stream("", "X-Forwarded-For", client));
        return open.getLast().response().statusCode();
    }

    private double opens(String outcome) {
        return meters.get("crier.stream.opens").tag("outcome", outcome).counter().count();
    }

    @Test
    void aClientHasItsShareAndNoMore() throws IOException {
        try {
            for (var i = 0; i < 3; i++) {
                assertThat(openFor("203.0.113.1")).isEqualTo(200);
            }
            var refused = crier.get("/v1/stream", "X-Forwarded-For", "203.0.113.1");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After").orElse("")).containsPattern("^[1-5]$");
            assertThat(refused.header("Content-Type")).contains("application/problem+json");
            assertThat(refused.text("/detail")).contains("from this address", "3");

            // What a client says of itself before the proxy does not make it another one.
            assertThat(openFor("198.51.100.9, 203.0.113.1")).isEqualTo(429);
            assertThat(openFor("203.0.113.2")).isEqualTo(200);
            // A network of IPv6 counts as one client.
            for (var i = 0; i < 3; i++) {
                assertThat(openFor("2001:db8:1:2::" + i)).isEqualTo(200);
            }
            assertThat(openFor("2001:db8:1:2:aaaa::1")).isEqualTo(429);

            var created = crier.create("{\"title\":\"A\"}");
            assertThat(open.getFirst().nextChange().id())
                    .isEqualTo(created.get("cursor").asString());

            // Twelve may come at once, then one a second; who was refused is not counted.
            for (var i = 0; i < 30; i++) {
                assertThat(openFor("203.0.113.1")).isEqualTo(429);
            }
            for (var i = 0; i < 5; i++) {
                assertThat(openFor("203.0.113." + (10 + i))).isEqualTo(200);
            }
            open.removeLast().close();
            open.removeLast().close();
            var late = crier.get("/v1/stream", "X-Forwarded-For", "203.0.113.20");
            assertThat(late.status()).isEqualTo(503);
            assertThat(late.header("Retry-After")).isPresent();

            assertThat(opens("opened")).isEqualTo(12);
            assertThat(opens("client-full")).isEqualTo(33);
            // Those that were closed may not have been missed yet.
            assertThat(opens("too-fast") + opens("full")).isEqualTo(1);
        } finally {
            for (var stream : open) {
                stream.close();
            }
        }
    }

    /** Three of a client may wait; they are asked without an answer. */
    @Test
    void asManyRequestsForChangesWaitAsStreamsMayBeOpen() {
        var cursor = crier.get("/v1/changes").text("/cursor");
        var path = "/v1/changes?wait=30&topic=nothing-has-it&since=" + cursor;
        var waiting = new ArrayList<CompletableFuture<CrierClient.Answer>>();
        for (var i = 0; i < 3; i++) {
            waiting.add(ask(path, "203.0.113.50"));
        }
        Awaitility.await()
                .until(() -> meters.get("crier.changes.waiting").gauge().value() == waiting.size());
        var refused = crier.get(path, "X-Forwarded-For", "203.0.113.50");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(refused.text("/detail")).contains("from this address", "3");
        // Who does not wait is no part of that, nor are others.
        var now = "/v1/changes?since=" + cursor;
        assertThat(crier.get(now, "X-Forwarded-For", "203.0.113.50").status()).isEqualTo(200);
        var other = crier.get(path.replace("30", "1"), "X-Forwarded-For", "203.0.113.51");
        assertThat(other.status()).isEqualTo(200);

        crier.create("{\"title\":\"A\",\"topics\":[\"nothing-has-it\"]}");
        for (var one : waiting) {
            assertThat(one.join().status()).isEqualTo(200);
        }
        // They have left room behind them.
        var again = crier.get(path.replace("30", "1"), "X-Forwarded-For", "203.0.113.50");
        assertThat(again.status()).isEqualTo(200);
    }

    private CompletableFuture<CrierClient.Answer> ask(String path, String client) {
        return CompletableFuture.supplyAsync(
                () -> crier.get(path, "X-Forwarded-For", client), Thread::startVirtualThread);
    }
}
