package io.crier.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** What is left of a refusal in logs and meters, and of secrets nowhere. */
@CrierTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            "crier.feed.max-streams-per-client=1",
            "logging.level.io.crier=debug",
            "logging.level.org.springframework.security=debug"
        })
class DenialsIntegrationTests {
    private static final String SOME = "/v1/announcements/01a20733-9cd3-760e-bef3-fd89e948d480";

    @LocalServerPort int port;
    @Autowired MeterRegistry meters;
    private CrierClient crier;

    @BeforeEach
    void connect() {
        crier = new CrierClient(port);
    }

    private double count(String reason) {
        return meters.get("crier.refusals").tag("reason", reason).counter().count();
    }

    private static List<String> refusals(CapturedOutput output, String marked) {
        return output.getAll()
                .lines()
                .filter(line -> line.contains("refused: ") && line.contains(marked))
                .toList();
    }

    @Test
    void eachIsLoggedAndCountedOnceWithoutWhatWasShown(CapturedOutput output) throws Exception {
        var made =
                crier.post(
                        "/v1/tokens",
                        "{\"name\":\"lab\",\"scopes\":[\"announcements:write\"],\"limits\":{\"topics\":[\"climate\"]}}");
        var secret = made.text("/secret");
        var ticket = crier.post("/v1/tickets", "").text("/ticket");
        var tokens = count("unauthenticated");
        var scopes = count("forbidden");
        var rates = count("rate");

        crier.with("guessed-secret").delete(SOME + "?mark=1&password=hidden");
        assertThat(refusals(output, SOME))
                .singleElement()
                .asString()
                .contains("status=401", "who=127.0.0.1", "what=DELETE " + SOME)
                .doesNotContain("?");
        crier.anonymously("PUT", SOME + "2");
        assertThat(refusals(output, SOME + "2")).hasSize(1);
        assertThat(count("unauthenticated")).isEqualTo(tokens + 2);

        crier.with(secret).post("/v1/sources/preview", "{}");
        assertThat(refusals(output, "/v1/sources/preview"))
                .singleElement()
                .asString()
                .contains("status=403", "who=lab", "what=POST /v1/sources/preview");
        crier.with(secret).put(SOME, "{\"title\":\"A\"}");
        assertThat(refusals(output, "what=PUT " + SOME + ","))
                .singleElement()
                .asString()
                .contains("status=403", "who=lab");
        assertThat(count("forbidden")).isEqualTo(scopes + 2);

        try (var _ = crier.stream("?ticket=" + ticket)) {
            assertThat(crier.get("/v1/stream?ticket=" + ticket).status()).isEqualTo(429);
        }
        assertThat(refusals(output, "/v1/stream"))
                .singleElement()
                .asString()
                .contains("status=429", "who=127.0.0.1", "what=GET /v1/stream,");
        assertThat(count("rate")).isEqualTo(rates + 1);

        assertThat(output.getAll())
                .doesNotContain(secret, ticket, "guessed-secret", "hidden", "Bearer test");
    }

    /** One who floods the log hides nobody else; his name is no address, which other tests have. */
    @Test
    void howeverOftenOneComesTheLogStaysShort(CapturedOutput output) {
        var made =
                crier.post("/v1/tokens", "{\"name\":\"flood\",\"scopes\":[\"operations:read\"]}");
        var flood = crier.with(made.text("/secret"));
        for (var i = 0; i < 300; i++) {
            flood.delete("/v1/tokens/many");
        }
        assertThat(refusals(output, "who=flood")).hasSizeBetween(1, 100);
        crier.anonymously("DELETE", "/v1/tokens/one");
        assertThat(refusals(output, "/v1/tokens/one")).hasSize(1);
    }

    /** As a request of its own; that it was not understood is told to whoever wrote it alone. */
    @Test
    void aLineThatIsTurnedAwayIsLoggedAndCounted(CapturedOutput output) {
        var made =
                crier.post(
                        "/v1/tokens",
                        "{\"name\":\"lines\",\"scopes\":[\"announcements:write\"],\"limits\":{\"topics\":[\"climate\"]}}");
        var forbidden = count("forbidden");
        var invalid = count("invalid");
        crier.with(made.text("/secret"))
                .batch(
                        """
                        {"title":"a","topics":["climate"]}
                        {"title":"b","topics":["finance"]}
                        {"title":7}
                        {"title":"c"}
                        """);
        assertThat(count("forbidden")).isEqualTo(forbidden + 2);
        assertThat(count("invalid")).isEqualTo(invalid);
        assertThat(refusals(output, "who=lines"))
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(line)
                                .contains("status=403", "what=POST /v1/announcements/batch"));
    }

    @Test
    void whatIsNoProperAddressIsLogged(CapturedOutput output) {
        assertThat(Asking.status(port, "GET /odd//address?hidden HTTP/1.1")).isEqualTo(400);
        assertThat(refusals(output, "/odd//address"))
                .singleElement()
                .asString()
                .contains("status=400", "who=127.0.0.1")
                .doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/announcements",
                "GET /v1/announcements.ics",
                "GET /v1/changes",
                "GET /v1/nothing",
                "GET /v1/announcements?colour=red",
                "HEAD /v1/stream",
                "POST /v1/announcements",
                "DELETE /v1/sources/1"
            })
    void whatTheApiAnswersIsDataAndNothingElse(String line) {
        // The second comes from memory, before all filters.
        for (var time = 0; time < 2; time++) {
            var answer = Asking.answer(port, line + " HTTP/1.1");
            assertThat(answer)
                    .as(line)
                    .containsIgnoringCase("x-content-type-options: nosniff\r\n")
                    .containsIgnoringCase(
                            "content-security-policy: default-src 'none'; frame-ancestors 'none'\r\n");
        }
    }

    /** RFC 9110, 9.3.2. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/announcements?colour=red",
                "/v1/announcements/nothing",
                "/v1/changes?since=nothing",
                "/v1/nothing",
                "/v1/tokens",
                "/v1//announcements",
                "/nothing"
            })
    void whatIsWrongIsToldToHeadAsToGet(String path) {
        var get = Asking.answer(port, "GET " + path + " HTTP/1.1");
        var head = Asking.answer(port, "HEAD " + path + " HTTP/1.1");
        assertThat(head).startsWith("HTTP/1.1 4").endsWith("\r\n\r\n");
        assertThat(head.lines().findFirst()).isEqualTo(get.lines().findFirst());
        assertThat(get).contains("\r\n\r\n{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "GET /docs", "GET /embed", "GET /status"})
    void pagesHaveRulesOfTheirOwn(String line) {
        assertThat(Asking.answer(port, line + " HTTP/1.1"))
                .containsIgnoringCase(
                        "content-security-policy: default-src 'none'; script-src 'self'");
    }
}
