package io.crier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What is measured, as the README tells of it and as Prometheus fetches it. */
@TestInstance(Lifecycle.PER_CLASS)
class MetersIntegrationTests {
    private static final Pattern ROW =
            Pattern.compile(
                    "\\| `(?<name>crier\\.[a-z.]+)` \\| (?<kind>[a-z]+) \\| (?<unit>[a-z]*) ?\\| (?<tags>[^|]*?) ?\\| .+");

    private Replica replica;
    private Management management;
    private MeterRegistry registry;

    /** As a meter is told of: what kind it is, its unit, and the names of its tags. */
    private record Told(String kind, String unit, Set<String> tags) {}

    @BeforeAll
    void start() {
        replica = Replica.on(TestDatabase.fresh(), "crier.intake.allow-private-addresses=true");
        management = new Management(replica);
        registry = replica.bean(MeterRegistry.class);
    }

    @AfterAll
    void stop() {
        replica.close();
    }

    private String scrape() {
        var answer = management.get("/actuator/prometheus");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static Told told(MatchResult row) {
        var tags =
                Pattern.compile("`([a-z]+)`:")
                        .matcher(row.group("tags"))
                        .results()
                        .map(tag -> tag.group(1))
                        .collect(Collectors.toSet());
        return new Told(row.group("kind"), row.group("unit"), tags);
    }

    private static Told told(Meter meter) {
        var unit = meter.getId().getBaseUnit();
        var tags = meter.getId().getTags().stream().map(Tag::getKey).collect(Collectors.toSet());
        return switch (meter) {
            case Timer _ -> new Told("timer", "seconds", tags);
            case TimeGauge _ -> new Told("gauge", "seconds", tags);
            case Gauge _ -> new Told("gauge", unit == null ? "" : unit, tags);
            case Counter _ -> new Told("counter", unit == null ? "" : unit, tags);
            case DistributionSummary _ -> new Told("summary", unit == null ? "" : unit, tags);
            default -> throw new AssertionError(meter.getId());
        };
    }

    @Test
    void theReadmeTellsOfEveryMeterAndOfNoOther() throws IOException {
        Map<String, Told> documented =
                Files.readAllLines(Path.of("README.md")).stream()
                        .map(ROW::matcher)
                        .filter(row -> row.matches())
                        .collect(
                                Collectors.toMap(
                                        row -> row.group("name"),
                                        MetersIntegrationTests::told,
                                        (first, _) -> first,
                                        TreeMap::new));
        Map<String, Told> registered =
                registry.getMeters().stream()
                        .filter(meter -> meter.getId().getName().startsWith("crier."))
                        // Percentiles are gauges beside their timer.
                        .filter(meter -> meter.getId().getTag("phi") == null)
                        .filter(meter -> meter.getId().getTag("le") == null)
                        .collect(
                                Collectors.toMap(
                                        meter -> meter.getId().getName(),
                                        MetersIntegrationTests::told,
                                        (first, _) -> first,
                                        TreeMap::new));
        assertThat(documented).isNotEmpty().isEqualTo(registered);
    }

    @Test
    void prometheusFindsThemByTheirNames() throws IOException {
        try (var stream = replica.client().stream("")) {
            assertThat(stream.next().type()).isEqualTo("bookmark");
            replica.client().create("{\"title\":\"A\"}");
            assertThat(stream.nextChange().type()).isEqualTo("created");
        }
        assertThat(scrape())
                .contains("crier_streams ")
                .contains("crier_delivery_lag_seconds_bucket{")
                .containsPattern("crier_delivery_lag_seconds_bucket\\{[^}]*le=\"0.05\"")
                .containsPattern("crier_delivery_lag_seconds_bucket\\{[^}]*le=\"10.0\"")
                .contains("crier_tail_age_seconds ")
                .contains("crier_resets_total{reason=\"expired\"")
                .contains("crier_refusals_total{reason=\"overload\"")
                .contains("crier_polls_total{outcome=\"failed\"")
                .contains("crier_sources{health=\"failing\"")
                .contains("crier_log_append_seconds_count ")
                .contains("crier_publish_seconds_count{")
                .contains("crier_loop_delay_seconds_count ")
                .contains("crier_listen_reconnects_total ")
                .contains("crier_listening 1.0")
                .containsPattern("r2dbc_pool_acquired_connections[{ ]")
                .containsPattern("r2dbc_pool_pending_connections[{ ]");
    }

    @Test
    void prometheusOwnLinterHasNothingToSay() throws Exception {
        assumeTrue(isThere("promtool"), "no promtool: the meters are not looked at by Prometheus");
        replica.client().get("/v1/announcements");
        var said = Files.createTempFile("promtool", ".log");
        var scraped = Files.writeString(Files.createTempFile("promtool", ".txt"), scrape());
        var process =
                new ProcessBuilder("promtool", "check", "metrics")
                        .redirectInput(scraped.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(said).hasContent("");
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
            Files.delete(said);
            Files.delete(scraped);
        }
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }

    @Test
    void whateverIsAskedForMakesNoMoreSeries() throws IOException {
        var random = new Random(7);
        var crier = replica.client();
        for (var count = 0; count < 1_000; count++) {
            var word = Long.toString(random.nextLong() >>> 1, 36);
            var path =
                    switch (count % 5) {
                        case 0 -> "/" + word;
                        case 1 -> "/v1/" + word + "?" + word + "=" + word;
                        case 2 -> "/v1/announcements/" + word;
                        case 3 -> "/v1/announcements?topic=" + word;
                        default -> "/announcements/" + word + "/" + word;
                    };
            assertThat(crier.get(path).status()).isLessThan(500);
        }
        for (var count = 0; count < 20; count++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), replica.port())) {
                var request =
                        "X%dY /v1/announcements HTTP/1.1\r\nHost: crier\r\nConnection: close\r\n\r\n";
                socket.getOutputStream()
                        .write(request.formatted(count).getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().readAllBytes();
            }
        }
        assertThat(tags("uri")).hasSizeLessThan(15);
        assertThat(tags("method")).hasSizeLessThan(10);
        assertThat(scrape().lines().count()).isLessThan(3_000);
    }

    private Set<String> tags(String name) {
        return registry.find("http.server.requests").timers().stream()
                .map(timer -> String.valueOf(timer.getId().getTag(name)))
                .collect(Collectors.toSet());
    }

    @Test
    void aStreamIsNoRequestThatTookLong() throws IOException {
        try (var stream = replica.client().stream("")) {
            assertThat(stream.next().type()).isEqualTo("bookmark");
        }
        assertThat(replica.client().get("/v1/facets").status()).isEqualTo(200);
        Awaitility.await().untilAsserted(() -> assertThat(tags("uri")).contains("/v1/facets"));
        assertThat(tags("uri")).doesNotContain("/v1/stream");
        assertThat(registry.get("crier.streams").gauge().value()).isZero();
    }

    @Test
    void whatOperatorsAskIsNoRequest() {
        assertThat(management.health("readiness")).isEqualTo(200);
        assertThat(management.get("/actuator").statusCode()).isEqualTo(200);
        assertThat(scrape()).isNotEmpty();
        assertThat(replica.client().get("/v1/facets").status()).isEqualTo(200);
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(scrape().lines())
                                .filteredOn(line -> line.startsWith("http_server_requests"))
                                .anyMatch(line -> line.contains("uri=\"/v1/facets\""))
                                .noneMatch(line -> line.contains("actuator")));
    }

    @Test
    void refusalsAreCountedByWhy() throws IOException {
        var crier = replica.client();
        var before = refusals();
        assertThat(crier.post("/v1/announcements", "{").status()).isEqualTo(400);
        assertThat(crier.get("/v1/announcements/0190b6c3-0000-7000-8000-000000000000").status())
                .isEqualTo(404);
        var id = crier.create("{\"title\":\"A\"}").get("id").asString();
        assertThat(
                        crier.put(
                                        "/v1/announcements/" + id,
                                        "{\"title\":\"B\"}",
                                        "If-Match",
                                        "\"9\"")
                                .status())
                .isEqualTo(412);
        assertThat(unauthenticated()).isEqualTo(401);
        var more = new TreeMap<String, Double>();
        refusals()
                .forEach((reason, count) ->
                        more.put(reason, count - before.getOrDefault(reason, 0.0)));
        more.values().removeIf(count -> count == 0);
        assertThat(more)
                .isEqualTo(
                        Map.of(
                                "invalid", 1.0,
                                "missing", 1.0,
                                "conflict", 1.0,
                                "unauthenticated", 1.0));
    }

    private int unauthenticated() throws IOException {
        var address = URI.create("http://127.0.0.1:" + replica.port() + "/status/data");
        var connection = (HttpURLConnection) address.toURL().openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private Map<String, Double> refusals() {
        return registry.get("crier.refusals").counters().stream()
                .collect(
                        Collectors.toMap(
                                counter -> String.valueOf(counter.getId().getTag("reason")),
                                Counter::count));
    }

    @Test
    void whatManyAskIsReadOnce() {
        var readings = registry.get("crier.readings").counter();
        var before = readings.count();
        for (var count = 0; count < 5; count++) {
            assertThat(replica.client().get("/v1/announcements?topic=once").status())
                    .isEqualTo(200);
        }
        assertThat(readings.count() - before).isEqualTo(1);
        assertThat(registry.get("crier.answers.kept").gauge().value()).isPositive();
    }

    @Test
    void sourcesAreCountedByHowTheyDo() {
        assertThat(
                        replica.client()
                                .post("/v1/sources", "{\"url\":\"http://127.0.0.1:1/feed\"}")
                                .status())
                .isEqualTo(201);
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() ->
                        assertThat(scrape())
                                .contains("crier_sources{health=\"failing\"} 1.0")
                                .contains("crier_sources{health=\"well\"} 0.0"));
        assertThat(registry.get("crier.source.age").timeGauge().value(TimeUnit.SECONDS))
                .isBetween(0.0, 60.0);
        // It was polled, and is spared for a while.
        assertThat(overdue()).isZero();
    }

    /** Nobody polls where the lookout is far away. */
    @Test
    void aSourceThatIsNotPolledInTimeIsOverdue() throws SQLException {
        var database = TestDatabase.fresh();
        try (var still = Replica.on(database, "crier.intake.lookout=1d")) {
            var figures = still.bean(MeterRegistry.class).get("crier.sources.overdue").timeGauge();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(figures.value(TimeUnit.SECONDS)).isZero());
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute(
                        """
                        INSERT INTO source (id, url, enabled, interval_seconds, next_poll_at)
                        SELECT
                            gen_random_uuid(),
                            'http://site.example/' || hours,
                            hours < 30,
                            86400,
                            now() - hours * interval '1 hour'
                        FROM unnest(ARRAY[-1, 2, 30]) hours
                        """);
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .untilAsserted(() ->
                            assertThat(figures.value(TimeUnit.SECONDS)).isBetween(7200.0, 7300.0));
        }
    }

    private double overdue() {
        return registry.get("crier.sources.overdue").timeGauge().value(TimeUnit.SECONDS);
    }
}
