package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import io.crier.EventStream;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
}
