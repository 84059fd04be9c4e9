package io.crier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.EventStream;
import io.crier.TestDatabase;
import io.crier.announcement.Json;
import io.crier.fault.Replica.Limits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Crier, in a process of its own, that is given little of one thing, and asked for more: what is
 * there goes on, probes are answered, who is turned away is told so at once, and when it is over
 * everybody is let in.
 */
@Timeout(240)
class OverloadIntegrationTests {
    private static final int OVERLOADED = 503;
    private static final String TITLE = "{\"title\":\"A\"}";

    @TempDir Path directory;

    private final TestDatabase database = TestDatabase.fresh();
    private final Api api = new Api();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Proxy way;
    private Replica crier;

    @BeforeEach
    void way() throws IOException {
        way = new Proxy(database.port());
        crier = new Replica("unstarted", directory, way, List.of(), api);
    }

    @AfterEach
    void close() throws IOException {
        crier.close();
        way.close();
        api.close();
        http.shutdownNow();
    }

    private void start(Limits limits, String... more) throws IOException {
        var settings = new ArrayList<String>();
        database.through(way.port())
                .settings()
                .forEach((name, value) -> settings.add("--" + name + "=" + value));
        settings.add("--crier.feed.heartbeat=1s");
        settings.addAll(Arrays.asList(more));
        crier = new Replica("small", directory, way, settings, api, limits);
        crier.start();
        crier.awaitReady();
    }

    private EventStream open() {
        var stream = new CrierClient(crier.port()).stream("");
        assertThat(stream.next().type()).isEqualTo("bookmark");
        return stream;
    }

    private CompletableFuture<HttpResponse<String>> ask(String path) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + crier.port() + path))
                        .timeout(Duration.ofSeconds(60))
                        .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    private static void assertRefused(HttpResponse<String> answer, String why) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(OVERLOADED);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Json.MAPPER.readTree(answer.body()).get("detail").asString()).contains(why);
    }

    private void assertProbesAreAnswered() throws IOException {
        assertThat(api.status(crier.managementPort(), "/actuator/health/liveness")).isEqualTo(200);
    }

    private void assertLives(EventStream stream) throws IOException {
        var answer = api.post(crier.port(), TITLE);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var cursor = Json.MAPPER.readTree(answer.body()).get("cursor").asString();
        while (!stream.nextChange().id().equals(cursor)) {
            // of before
        }
    }

    @Test
    void ofConnectionsToTheDatabase() throws Exception {
        start(
                Limits.USUAL,
                "--spring.r2dbc.pool.max-size=2",
                "--spring.r2dbc.pool.initial-size=1",
                "--crier.load.waiting=20");
        try (var stream = open()) {
            assertLives(stream);
            way.freeze();
            var waiting =
                    IntStream.range(0, 60)
                            .mapToObj(i -> ask("/v1/announcements?topic=topic" + i))
                            .toList();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(50))
                    .until(this::isRefusedAtOnce);
            assertRefused(ask("/v1/facets?topic=another").get(), "wait for the database");
            var write = api.post(crier.port(), TITLE);
            assertRefused(write, "wait for the database");
            assertProbesAreAnswered();
            // It is not the tail's bookmark that comes then, but the heartbeat.
            assertThat(stream.next().type()).isEqualTo("bookmark");
            way.heal();
            for (var answer : waiting) {
                assertThat(answer.get().statusCode()).isIn(200, OVERLOADED);
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> ask("/v1/announcements?topic=later").get().statusCode() == 200);
            assertLives(stream);
        }
    }

    /** Asked something else each time, for who asks the same waits with the others. */
    private boolean isRefusedAtOnce() throws Exception {
        try {
            var path = "/v1/announcements?topic=other" + System.nanoTime();
            return ask(path).get(500, TimeUnit.MILLISECONDS).statusCode() == OVERLOADED;
        } catch (TimeoutException stillLetIn) {
            return false;
        }
    }

    @Test
    void ofDescriptors() throws Exception {
        start(new Limits(256, 600));
        var open = new ArrayList<EventStream>();
        try {
            open.add(open());
            while (open.getLast().response().statusCode() == 200) {
                assertThat(open).as("streams").hasSizeLessThan(600);
                open.add(new CrierClient(crier.port()).stream(""));
            }
            assertThat(open).hasSizeGreaterThan(20);
            assertRefused(ask("/v1/stream").get(), "as many connections are open as may be");
            assertThat(ask("/v1/announcements").get().statusCode()).isEqualTo(200);
            assertProbesAreAnswered();
            assertLives(open.getFirst());
            for (var stream : open.subList(1, open.size())) {
                stream.close();
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        try (var stream = new CrierClient(crier.port()).stream("")) {
                            return stream.response().statusCode() == 200;
                        }
                    });
            assertLives(open.getFirst());
        } finally {
            open.getFirst().close();
        }
    }

    /**
     * Each that waits holds its filter, which is as large as an address may be; they do not all
     * stop waiting at once.
     */
    @Test
    void ofMemory() throws Exception {
        start(
                new Limits(120, 0),
                "--crier.reading.cache=1MB",
                "--crier.feed.ring.max-size=1MB",
                "--crier.feed.max-waiting=100000");
        try (var stream = open()) {
            var cursor =
                    Json.MAPPER
                            .readTree(api.post(crier.port(), TITLE).body())
                            .get("cursor")
                            .asString();
            assertThat(stream.nextChange().id()).isEqualTo(cursor);
            var waiting = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            while (waiting.stream().noneMatch(CompletableFuture::isDone)) {
                assertThat(waiting).as("requests that wait").hasSizeLessThan(20_000);
                waiting.addAll(wait(cursor, waiting.size(), 50));
                assertProbesAreAnswered();
            }
            assertRefused(
                    waiting.stream().filter(CompletableFuture::isDone).toList().getFirst().get(),
                    "little memory");
            assertRefused(ask("/v1/stream").get(), "little memory");
            assertProbesAreAnswered();
            assertThat(stream.next()).isNotNull();
            for (var answer : waiting) {
                assertThat(answer.get().statusCode()).isIn(200, OVERLOADED);
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        try (var again = new CrierClient(crier.port()).stream("")) {
                            return again.response().statusCode() == 200;
                        }
                    });
            assertLives(stream);
        }
    }

    private List<CompletableFuture<HttpResponse<String>>> wait(String since, int from, int many) {
        return IntStream.range(from, from + many)
                .mapToObj(i -> {
                    var topics = new StringBuilder();
                    for (var n = 0; n < 50; n++) {
                        topics.append("&topic=")
                                .append("t".repeat(50))
                                .append(i)
                                .append('-')
                                .append(n);
                    }
                    return ask(
                            "/v1/changes?wait=%d&since=%s".formatted(15 + i % 15, since) + topics);
                })
                .toList();
    }
}
