package io.crier.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierClient.Answer;
import io.crier.CrierTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
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
            "crier.limits.reads-per-second=2",
            "crier.limits.writes-per-second=1"
        })
class LimitsIntegrationTests {
    @LocalServerPort int port;
    @Autowired MeterRegistry meters;
    private CrierClient crier;

    @BeforeEach
    void connect() {
        crier = new CrierClient(port);
    }

    private double refused() {
        return meters.get("crier.refusals").tag("reason", "rate").counter().count();
    }

    private static void assertRefused(Answer refused, String policy, int quota) {
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After").orElse("")).isEqualTo("1");
        assertThat(refused.header("RateLimit-Policy"))
                .contains("\"%s\";q=%d;w=10".formatted(policy, quota));
        assertThat(refused.header("RateLimit").orElse(""))
                .matches("\"%s\";r=0;t=\\d+".formatted(policy));
        assertThat(refused.header("Content-Type")).contains("application/problem+json");
        assertThat(refused.json().get("status").intValue()).isEqualTo(429);
    }

    /**
     * Answers from memory too, which come before all filters, and those that only ask if it
     * changed.
     */
    @Test
    void aClientHasItsShareAndTheOthersHaveTheirs() throws IOException {
        var first = crier.get("/v1/announcements", "X-Forwarded-For", "203.0.113.1");
        var tag = first.header("ETag").orElseThrow();
        var answer = first;
        var asked = 1;
        while (answer.status() != 429) {
            assertThat(++asked).isLessThan(200);
            answer =
                    crier.get(
                            "/v1/announcements",
                            "X-Forwarded-For",
                            "203.0.113.1",
                            "If-None-Match",
                            tag);
        }
        assertThat(asked).isGreaterThan(20);
        assertRefused(answer, "client", 20);
        for (var path : new String[] {"/v1/facets", "/v1/changes", "/openapi.json"}) {
            assertThat(crier.get(path, "X-Forwarded-For", "203.0.113.1").status())
                    .as(path)
                    .isEqualTo(429);
        }
        assertThat(
                        crier.get(
                                        "/v1/announcements",
                                        "X-Forwarded-For",
                                        "198.51.100.1, 203.0.113.1")
                                .status())
                .isEqualTo(429);
        // Streams have limits of their own; what opens none has not.
        try (var stream = crier.stream("", "X-Forwarded-For", "203.0.113.1")) {
            assertThat(stream.response().statusCode()).isEqualTo(200);
        }
        for (var method : new String[] {"HEAD", "OPTIONS", "POST", "PUT"}) {
            untilRefused(method + " /v1/stream HTTP/1.1", "X-Forwarded-For: 203.0.113.1");
        }
        assertThat(crier.get("/v1/announcements", "X-Forwarded-For", "203.0.113.2").status())
                .isEqualTo(200);
    }

    @Test
    void aNetworkOfIpv6IsOneClient() {
        var status = 200;
        for (var i = 0; status == 200; i++) {
            assertThat(i).isLessThan(200);
            status = crier.get("/v1/facets", "X-Forwarded-For", "2001:db8:1:2::" + i).status();
        }
        assertThat(status).isEqualTo(429);
        assertThat(crier.get("/v1/facets", "X-Forwarded-For", "2001:db8:1:3::1").status())
                .isEqualTo(200);
    }

    @Test
    void whoGuessesTokensIsAClientToo() {
        var guesser = crier.with("wrong");
        Answer answer;
        var asked = 0;
        do {
            answer =
                    guesser.delete(
                            "/v1/tokens/01a20733-9cd3-760e-bef3-fd89e948d480",
                            "X-Forwarded-For",
                            "203.0.113.3");
            assertThat(++asked).isLessThan(200);
        } while (answer.status() == 401);
        assertRefused(answer, "client", 20);
    }

    @Test
    void whoGuessesTokensAtTheStreamIsAClientToo() {
        untilRefused(
                "POST /v1/stream HTTP/1.1",
                "Authorization: Bearer " + Secret.random(Secret.Kind.TOKEN).text(),
                "X-Forwarded-For: 203.0.113.6");
    }

    private void untilRefused(String line, String... headers) {
        var asked = 0;
        while (Asking.status(port, line, headers) != 429) {
            assertThat(++asked).as(line).isLessThan(200);
        }
    }

    @Test
    void aTokenHasItsShareOfWritesAndTheOthersHaveTheirs() {
        var before = refused();
        var made =
                crier.post(
                        "/v1/tokens",
                        "{\"name\":\"hasty\",\"scopes\":[\"announcements:write\"]}",
                        "X-Forwarded-For",
                        "203.0.113.4");
        var hasty = crier.with(made.text("/secret"));
        var asked = 0;
        Answer answer;
        do {
            assertThat(++asked).isLessThan(200);
            answer =
                    hasty.post(
                            "/v1/announcements",
                            "{\"title\":\"A\"}",
                            "X-Forwarded-For",
                            "203.0.114." + asked);
            assertThat(answer.header("RateLimit").orElse("")).startsWith("\"writes\";r=");
        } while (answer.status() == 201);
        assertThat(asked).isGreaterThan(10);
        assertRefused(answer, "writes", 10);
        assertThat(refused()).isEqualTo(before + 1);
        assertThat(
                        crier.post(
                                        "/v1/announcements",
                                        "{\"title\":\"A\"}",
                                        "X-Forwarded-For",
                                        "203.0.113.5")
                                .status())
                .isEqualTo(201);
    }
}
