package io.crier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the port of the operators gives, and what it does not. */
@TestInstance(Lifecycle.PER_CLASS)
class ManagementIntegrationTests {
    private Replica replica;
    private Management management;

    @BeforeAll
    void start() {
        replica = Replica.on(TestDatabase.fresh(), "crier.intake.allow-private-addresses=true");
        management = new Management(replica);
    }

    @AfterAll
    void stop() {
        replica.close();
    }

    private JsonNode told(String path) {
        var answer = management.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return management.json(path);
    }

    @Test
    void theseAreAll() {
        assertThat(told("/actuator").get("_links").propertyNames())
                .containsExactlyInAnyOrder(
                        "self",
                        "health",
                        "health-path",
                        "info",
                        "prometheus",
                        "sbom",
                        "sbom-id",
                        "feed",
                        "sources");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auditevents",
                "beans",
                "caches",
                "conditions",
                "configprops",
                "env",
                "flyway",
                "heapdump",
                "httpexchanges",
                "loggers",
                "logfile",
                "mappings",
                "metrics",
                "quartz",
                "scheduledtasks",
                "sessions",
                "shutdown",
                "startup",
                "threaddump"
            })
    void nothingElseIsGiven(String endpoint) {
        assertThat(management.get("/actuator/" + endpoint).statusCode()).isEqualTo(404);
        assertThat(management.send("POST", "/actuator/" + endpoint).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/health", "/health/liveness", "/info", "/prometheus", "/feed"})
    void theClientsPortGivesNothingOfIt(String path) {
        assertThat(replica.client().get("/actuator" + path).status()).isEqualTo(404);
    }

    @Test
    void whatIsGivenCanOnlyBeRead() {
        for (var endpoint : List.of("health", "info", "prometheus", "sbom", "feed", "sources")) {
            for (var method : List.of("POST", "PUT", "PATCH", "DELETE")) {
                assertThat(management.send(method, "/actuator/" + endpoint).statusCode())
                        .as(method + " " + endpoint)
                        .isEqualTo(405);
            }
        }
    }

    @Test
    void healthTellsOfAllThatCrierNeeds() {
        var parts = told("/actuator/health").get("components");
        assertThat(parts.propertyNames())
                .contains("feed", "beginning", "sources", "r2dbc", "diskSpace", "livenessState");
        assertThat(parts.at("/feed/details/cursor").asString()).contains("-");
        assertThat(parts.at("/sources/details/failing").asInt(-1)).isZero();
        assertThat(told("/actuator/health").get("groups").toString())
                .contains("liveness", "readiness", "startup");
    }

    @Test
    void infoTellsTheBuildAndTheLog() {
        var created = replica.client().create("{\"title\":\"A\"}");
        var info = told("/actuator/info");
        assertThat(info.at("/build/artifact").asString()).isEqualTo("crier");
        assertThat(info.at("/build/version").asString()).isNotBlank();
        assumeThat(Path.of(".git")).as("a commit that it is built of").exists();
        assertThat(info.at("/git/commit/id").asString()).matches("[0-9a-f]{7,40}");
        assertThat(info.at("/java/version").asString()).startsWith("25");
        assertThat(created.get("cursor").asString())
                .startsWith(info.at("/feed/epoch").asString() + "-");
        assertThat(Integer.parseInt(info.at("/schema/version").asString())).isPositive();
    }

    @Test
    void theSbomNamesWhatCrierIsMadeOf() {
        assertThat(told("/actuator/sbom").get("ids").toString()).contains("application");
        var sbom = told("/actuator/sbom/application");
        assertThat(sbom.get("bomFormat").asString()).isEqualTo("CycloneDX");
        assertThat(sbom.get("components").findValuesAsString("name")).contains("r2dbc-postgresql");
    }

    @Test
    void theFeedIsToldInFigures() throws Exception {
        var crier = replica.client();
        try (var stream = crier.stream("?topic=figures")) {
            assertThat(stream.next().type()).isEqualTo("bookmark");
            crier.create("{\"title\":\"A\",\"topics\":[\"figures\"]}");
            assertThat(stream.nextChange().type()).isEqualTo("created");
            var feed = told("/actuator/feed");
            assertThat(feed.at("/streams/open").asInt()).isEqualTo(1);
            assertThat(feed.at("/streams/groups").asInt()).isEqualTo(1);
            assertThat(feed.at("/streams/resets").propertyNames()).contains("expired");
            assertThat(feed.at("/log/ring/head").asInt()).isPositive();
            assertThat(feed.at("/log/age").asDouble()).isBetween(0.0, 5.0);
        }
    }

    @Test
    void sourcesAreToldWithoutWhatMayBeASecret() {
        var added =
                replica.client()
                        .post(
                                "/v1/sources",
                                "{\"url\":\"http://127.0.0.1:1/feed?key=s3cret\",\"enabled\":false}");
        assertThat(added.status()).isEqualTo(201);
        var told = told("/actuator/sources");
        assertThat(told.at("/items/0/url").asString()).isEqualTo("http://127.0.0.1:1/feed");
        assertThat(told.toString()).doesNotContain("s3cret");
    }
}
