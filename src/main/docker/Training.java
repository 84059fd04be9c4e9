import io.crier.platform.database.EmbeddedDatabase;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has a Crier do a little of everything on an empty database while its JVM watches, which leaves
 * what it loaded, linked and learned in a cache that later starts begin with. It is part of the
 * image's build: whatever goes wrong ends that.
 */
final class Training {
    private static final Path CACHE = Path.of("/crier/crier.aot");
    private static final String API = "http://127.0.0.1:8080";
    private static final String MANAGEMENT = "http://127.0.0.1:8081";
    private static final String TOKEN = "training";

    /** As often as it takes for what is asked often to be compiled, and so known by its types. */
    private static final int ROUNDS = 200;

    private static final List<String> PAGES =
            List.of(
                    "/v1/announcements",
                    "/v1/announcements?q=bridge&topic=rivers&limit=5",
                    "/v1/announcements?near=50.85,4.35&sort=-published",
                    "/v1/announcements?phase=upcoming&from=2026-01-01",
                    "/v1/announcements.ics",
                    "/v1/announcements.atom",
                    "/v1/announcements.rss",
                    "/v1/announcements.feed.json",
                    "/v1/announcements.jsonld",
                    "/v1/announcements.csv",
                    "/v1/announcements.ndjson",
                    "/v1/facets",
                    "/v1/changes",
                    "/v1/sources",
                    "/",
                    "/docs",
                    "/openapi.json",
                    "/status");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Training() {}

    static void main() throws IOException, InterruptedException {
        try (var database = EmbeddedDatabase.start(Path.of("/training/database"))) {
            var crier = start(database);
            try {
                awaitReady(crier);
                for (var round = 0; round < ROUNDS; round++) {
                    write(round);
                    read(round);
                }
                follow();
            } finally {
                crier.destroy();
                if (!crier.waitFor(5, TimeUnit.MINUTES)) {
                    crier.destroyForcibly();
                    throw new IllegalStateException("the trained Crier did not end");
                }
            }
        }
        if (!Files.exists(CACHE)) {
            throw new IllegalStateException("there is no " + CACHE);
        }
        System.out.printf("%s: %d MB%n", CACHE, Files.size(CACHE) >> 20);
    }

    private static Process start(EmbeddedDatabase database) throws IOException {
        var builder =
                new ProcessBuilder(
                                "/opt/jre/bin/java",
                                "@/crier/jvm.options",
                                "-XX:AOTCacheOutput=" + CACHE,
                                "-jar",
                                "/crier/crier.jar")
                        .directory(Path.of("/training").toFile())
                        .inheritIO();
        builder.environment()
                .put(
                        "SPRING_R2DBC_URL",
                        // by a name, as databases mostly are, so that what resolves names is learnt too
                        "r2dbc:postgresql://localhost:%d/%s".formatted(database.port(), database.database()));
        builder.environment().put("SPRING_R2DBC_USERNAME", database.user());
        builder.environment().put("SPRING_R2DBC_PASSWORD", database.password());
        builder.environment().put("SPRING_FLYWAY_USER", database.owner());
        builder.environment().put("SPRING_FLYWAY_PASSWORD", database.ownerPassword());
        builder.environment().put("CRIER_TOKEN", TOKEN);
        builder.environment().put("LANG", "C.UTF-8");
        return builder.start();
    }

    private static void awaitReady(Process crier) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (crier.isAlive() && System.nanoTime() < deadline) {
            try {
                if (send(get(MANAGEMENT + "/actuator/health/readiness")) == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it listens later
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("Crier did not become ready");
    }

    private static void write(int round) throws IOException, InterruptedException {
        var id = "01900000-0000-7000-8000-%012d".formatted(round % 20);
        var announcement =
                """
                {"title": "Bridging the gap %d", "summary": "About bridges", "body": "<p>And <b>rivers</b></p>",
                 "startsAt": "2099-03-04T17:00:00+01:00", "timeZone": "Europe/Brussels", "language": "en",
                 "attendance": "hybrid", "topics": ["rivers"], "organisers": [{"name": "Ada"}],
                 "place": {"name": "Hall", "locality": "Ghent", "country": "BE", "latitude": 51.05, "longitude": 3.72}}\
                """
                        .formatted(round);
        require(send(writing("/" + id, "application/json").PUT(BodyPublishers.ofString(announcement))), 200, 201);
        require(send(writing("/" + id, "application/merge-patch+json")
                        .method("PATCH", BodyPublishers.ofString("{\"status\": \"rescheduled\"}"))), 200);
        require(send(writing("/batch", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(announcement.replace("\n", " ") + "\n"))), 200);
        if (round == ROUNDS - 1) {
            require(send(writing("/" + id, "application/json").DELETE()), 204);
        }
    }

    private static void read(int round) throws IOException, InterruptedException {
        var page = PAGES.get(round % PAGES.size());
        var status = send(get(API + page));
        if (status >= 400 && status != 401) {
            throw new IllegalStateException("%s answered %d".formatted(page, status));
        }
        require(send(get(MANAGEMENT + "/actuator/health/liveness")), 200);
    }

    /** From the beginning, as far as the first bytes go; which is how a stream is opened. */
    private static void follow() throws IOException {
        try (var socket = new Socket("127.0.0.1", 8080)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "GET /v1/stream?since=start&topic=rivers HTTP/1.1\r\nHost: crier\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            var begun = new String(socket.getInputStream().readNBytes(4_096), StandardCharsets.UTF_8);
            if (!begun.startsWith("HTTP/1.1 200") || !begun.contains("event: created")) {
                throw new IllegalStateException("no stream: " + begun);
            }
        }
    }

    private static HttpRequest.Builder writing(String path, String type) {
        return get(API + "/v1/announcements" + path)
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", type);
    }

    private static HttpRequest.Builder get(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
    }

    private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofByteArray()).statusCode();
    }

    private static void require(int status, Integer... right) {
        if (!List.of(right).contains(status)) {
            throw new IllegalStateException("answered " + status);
        }
    }
}
