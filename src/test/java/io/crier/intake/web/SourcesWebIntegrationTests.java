package io.crier.intake.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierTest;
import io.crier.announcement.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@CrierTest
@TestPropertySource(properties = "crier.intake.lookout=1d")
class SourcesWebIntegrationTests {
    private final WebTestClient client;

    SourcesWebIntegrationTests(@LocalServerPort int port) {
        client =
                WebTestClient.bindToServer()
                        .baseUrl("http://localhost:" + port)
                        .defaultHeader("Authorization", "Bearer test")
                        .build();
    }

    @Test
    void addsChangesAndRemovesASource() {
        var added =
                post("{\"url\":\"https://A.invalid/feed#x\",\"title\":\"A\",\"interval\":\"PT1H\",\"enabled\":false}")
                        .expectStatus()
                        .isCreated()
                        .expectBody(String.class)
                        .returnResult();
        var source = json(added.getResponseBody());
        var id = source.path("id").stringValue();
        assertThat(added.getResponseHeaders().getLocation()).hasToString("/v1/sources/" + id);
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        assertThat(source.path("url").stringValue()).isEqualTo("https://a.invalid/feed");
        assertThat(source.path("interval").stringValue()).isEqualTo("PT1H");
        assertThat(source.path("enabled").booleanValue()).isFalse();
        assertThat(source.path("createdAt").isString()).isTrue();
        assertThat(source.path("failures").intValue()).isZero();
        assertThat(source.path("items").intValue()).isZero();

        post("{\"url\":\"https://a.INVALID/feed\"}")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(id);
        client.patch()
                .uri("/v1/sources/" + id)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"title\":\"B\",\"interval\":\"P1D\"}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.title")
                .isEqualTo("B")
                .jsonPath("$.interval")
                .isEqualTo("PT24H")
                .jsonPath("$.enabled")
                .isEqualTo(false);
        client.patch()
                .uri("/v1/sources/" + id)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"title\":null}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.title")
                .doesNotExist();
        client.delete().uri("/v1/sources/" + id).exchange().expectStatus().isNoContent();
        client.get().uri("/v1/sources/" + id).exchange().expectStatus().isNotFound();
        client.delete().uri("/v1/sources/" + id).exchange().expectStatus().isNotFound();
    }

    @Test
    void recordsWhyAPollFailed() {
        var id = add("https://polled.invalid/");
        client.post()
                .uri("/v1/sources/" + id + "/poll")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.lastError")
                .<String>value(text -> assertThat(text).contains("has a host that is not known"))
                .jsonPath("$.failures")
                .isEqualTo(1)
                .jsonPath("$.lastPolledAt")
                .exists();
    }

    @Test
    void pagesThroughAllSources() {
        var added = new ArrayList<String>();
        for (var number = 0; number < 7; number++) {
            added.add(add("https://paged.invalid/" + number));
        }
        var listed = new ArrayList<String>();
        var next = "";
        do {
            var page =
                    json(
                            client.get()
                                    .uri(
                                            "/v1/sources?limit=3"
                                                    + (next.isEmpty() ? "" : "&page=" + next))
                                    .exchange()
                                    .expectStatus()
                                    .isOk()
                                    .expectBody(String.class)
                                    .returnResult()
                                    .getResponseBody());
            page.path("items").forEach(item -> listed.add(item.path("id").stringValue()));
            assertThat(page.has("next")).isTrue();
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        assertThat(listed).doesNotHaveDuplicates().isSorted().containsAll(added);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|url",
                "{\"url\":7}|url",
                "{\"url\":\"\"}|url",
                "{\"url\":\"ftp://x.example/\"}|url",
                "{\"url\":\"http://127.0.0.1/\"}|url",
                "{\"url\":\"http://localhost:8081/actuator\"}|url",
                "{\"url\":\"http://[::1]/\"}|url",
                "{\"url\":\"https://x.invalid/\",\"title\":7}|title",
                "{\"url\":\"https://x.invalid/\",\"title\":\"a\\u0000\"}|title",
                "{\"url\":\"https://x.invalid/\",\"interval\":\"PT1S\"}|interval",
                "{\"url\":\"https://x.invalid/\",\"interval\":\"P8D\"}|interval",
                "{\"url\":\"https://x.invalid/\",\"interval\":15}|interval",
                "{\"url\":\"https://x.invalid/\",\"interval\":null}|interval",
                "{\"url\":\"https://x.invalid/\",\"enabled\":\"yes\"}|enabled",
                "{\"url\":\"https://x.invalid/\",\"uri\":\"x\"}|uri",
            })
    void namesTheFieldAtFault(String body, String field) {
        post(body)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.errors[*].field")
                .<List<String>>value(fields -> assertThat(fields).contains(field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "[]", "null", "{\"url\":\"https://x.invalid/\"", "{} {}"})
    void refusesWhatIsNoObject(String body) {
        for (var path : List.of("/v1/sources", "/v1/sources/preview")) {
            client.post()
                    .uri(path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.detail")
                    .<String>value(text -> assertThat(text).contains("JSON"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "page=x", "sort=start"})
    void refusesParametersThatMeanNothing(String query) {
        client.get().uri("/v1/sources?" + query).exchange().expectStatus().isBadRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "018f0000-0000-7000-8000-000000000000"})
    void knowsNoSourceThatIsNone(String id) {
        client.get().uri("/v1/sources/" + id).exchange().expectStatus().isNotFound();
        client.post().uri("/v1/sources/" + id + "/poll").exchange().expectStatus().isNotFound();
        client.patch()
                .uri("/v1/sources/" + id)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"enabled\":true}")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void previewsNothingFromNowhere() {
        client.post()
                .uri("/v1/sources/preview")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"url\":\"https://nowhere.invalid/\"}")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .<String>value(text -> assertThat(text).contains("has a host that is not known"));
    }

    @Test
    void needsTheToken() {
        client.mutate()
                .defaultHeaders(headers -> headers.remove("Authorization"))
                .build()
                .post()
                .uri("/v1/sources")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"url\":\"https://x.invalid/\"}")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private String add(String url) {
        var body =
                post("{\"url\":\"%s\",\"enabled\":false}".formatted(url))
                        .expectStatus()
                        .isCreated()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        return json(body).path("id").stringValue();
    }

    private WebTestClient.ResponseSpec post(String body) {
        return client.post()
                .uri("/v1/sources")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static JsonNode json(@Nullable String body) {
        return Json.MAPPER.readTree(Objects.requireNonNull(body));
    }
}
