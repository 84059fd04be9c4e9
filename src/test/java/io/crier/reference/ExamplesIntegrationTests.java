package io.crier.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.crier.CrierClient;
import io.crier.CrierClient.Answer;
import io.crier.CrierTest;
import io.crier.EventStream;
import io.crier.announcement.Json;
import io.crier.platform.Problems;
import io.crier.reference.Examples.Example;
import io.crier.syndication.Formats;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks for every example of the reference again. With {@code -Dcrier.examples=record} the answers
 * become the examples.
 */
@CrierTest
@TestPropertySource(
        properties = {
            "crier.trusted-proxies=127.0.0.0/8",
            "crier.feed.max-streams-per-client=1",
            "crier.feed.max-streams=2",
            "crier.feed.max-waiting=1",
            "crier.limits.writes-per-second=20",
            "crier.intake.allow-private-addresses=true"
        })
class ExamplesIntegrationTests {
    private static final Path RECORD = Path.of("src/main/resources/reference/examples.json");

    /** What is another thing each time: ids, cursors, tokens, times, phases, ports. */
    private static final List<Pattern> CHANGING =
            List.of(
                    Pattern.compile(
                            "[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"),
                    Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{1,6}Z"),
                    Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z"),
                    Pattern.compile("[0-9a-f]{12}-[0-9]{1,9}"),
                    Pattern.compile("(?<=(?:next|previous)\":\")[A-Za-z0-9_-]{40,}"),
                    Pattern.compile("(?<=page=)[A-Za-z0-9_-]{40,}"),
                    Pattern.compile("20[0-9]{6}T[0-9]{6}Z"),
                    Pattern.compile(
                            "[A-Z][a-z]{2}, [0-9]{1,2} [A-Z][a-z]{2} 20[0-9]{2} [0-9:]{8} (GMT|[+]0000)"),
                    Pattern.compile("(?<=phase\\\\{0,1}\":\\\\{0,1}\")[a-z]+"),
                    Pattern.compile("(?<=retry: )[0-9]+"),
                    Pattern.compile("(?<=127.0.0.1:)[0-9]+"));

    private static final Pattern NEXT =
            Pattern.compile("[?&]page=([A-Za-z0-9_-]+)[^>]*>; rel=\"next\"");

    private static final String GAP =
            """
            {"title": "Bridging the gap", "startsAt": "2027-03-04T17:00:00+01:00", "timeZone": "Europe/Brussels",
             "attendance": "online", "topics": ["participation"], "language": "en"}\
            """;

    private static final JsonMapper SORTED =
            Json.MAPPER.rebuild().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private static final String UNKNOWN = "01a20733-9cd3-760e-bef3-fd89e948d480";

    private static final String FEED =
            """
            <?xml version="1.0"?>
            <rss version="2.0"><channel><title>Open City Lab</title><link>https://lab.example</link><description>News</description>
            <item><guid isPermaLink="false">2041</guid><title>Repair café</title><link>https://lab.example/2041</link>
            <pubDate>Mon, 02 Nov 2026 09:00:00 +0100</pubDate><description>Bring what is broken.</description></item>
            </channel></rss>\
            """;

    private static final String[] MANAGER = {"Authorization", "Bearer test"};

    @LocalServerPort int port;

    private final List<Example> got = new ArrayList<>();
    private CrierClient crier;

    @BeforeEach
    void connect() {
        crier = new CrierClient(port);
    }

    @Test
    void theExamplesAreAnswersThatCrierGives() throws Exception {
        elsewhere();
        publish();
        read();
        follow();
        sources();
        access();
        itself();
        got.sort(Comparator.comparing(Example::of).thenComparingInt(Example::status));
        if ("record".equals(System.getProperty("crier.examples"))) {
            Files.writeString(
                    RECORD,
                    Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(got) + "\n");
        }
        var recorded = Json.MAPPER.readTree(Files.readString(RECORD));
        assertThat(masked(Json.MAPPER.valueToTree(got)))
                .as(
                        "the answers are others than the examples; -Dcrier.examples=record writes them down")
                .isEqualTo(masked(recorded));
    }

    private static String masked(JsonNode examples) {
        var masked = new StringBuilder();
        for (var example : examples) {
            // What a problem tells besides comes in no particular order.
            var text = SORTED.writeValueAsString(SORTED.treeToValue(example, Object.class));
            for (var changing : CHANGING) {
                text = changing.matcher(text).replaceAll("…");
            }
            masked.append(text).append('\n');
        }
        return masked.toString();
    }

    private Answer keep(String of, int status, String name, String summary, Answer answer) {
        assertThat(answer.status()).as(of + " " + answer.response().body()).isEqualTo(status);
        var type = answer.header("Content-Type").orElse("").split(";", 2)[0];
        var json = type.endsWith("json") && !type.endsWith("ndjson");
        keep(
                new Example(
                        of,
                        status,
                        name,
                        summary,
                        type,
                        json ? answer.json() : text(answer.response().body())));
        return answer;
    }

    private void keep(Example example) {
        got.add(example);
    }

    private static JsonNode text(String text) {
        return Json.MAPPER.getNodeFactory().stringNode(text);
    }

    /** What goes wrong everywhere alike. */
    private void elsewhere() {
        keep("Unauthorized", 401, "token", "Another token, or none", unauthorized());
        keep(
                "NotAcceptable",
                406,
                "accept",
                "A picture is asked for",
                crier.get("/v1/announcements", "Accept", "image/png"));
        keep(
                "ContentTooLarge",
                413,
                "large",
                "Two megabytes",
                crier.post("/v1/announcements", "{\"title\":\"" + "x".repeat(2 << 20) + "\"}"));
        keep(
                "UnsupportedMediaType",
                415,
                "type",
                "JSON instead of lines",
                crier.post("/v1/announcements/batch", GAP));
        var unavailable =
                Problems.of(new DataAccessResourceFailureException("the database is away"));
        keep(
                new Example(
                        "Unavailable",
                        503,
                        "database",
                        "The database is away",
                        "application/problem+json",
                        Json.MAPPER.valueToTree(unavailable)));
    }

    private Answer unauthorized() {
        // A second Authorization header would be one that no client sends.
        return crier.anonymously("DELETE", "/v1/announcements/" + UNKNOWN);
    }

    private void publish() {
        var created =
                keep(
                        "createAnnouncement",
                        201,
                        "created",
                        "Created",
                        crier.post("/v1/announcements", GAP, "Idempotency-Key", "example"));
        keep(
                "createAnnouncement",
                400,
                "fields",
                "Fields at fault",
                crier.post(
                        "/v1/announcements",
                        "{\"title\": \"Bridging the gap\", \"timeZone\": \"Mars/Base\", \"startsAt\": \"2027-03-04\"}"));
        keep(
                "createAnnouncement",
                400,
                "noJson",
                "No JSON",
                crier.post("/v1/announcements", "{\"title\": \"Bridging"));
        keep(
                "createAnnouncement",
                409,
                "reused",
                "The key of another announcement",
                crier.post(
                        "/v1/announcements",
                        "{\"title\": \"Another\"}",
                        "Idempotency-Key",
                        "example"));

        var path = "/v1/announcements/" + created.text("/id");
        keep(
                "putAnnouncement",
                200,
                "replaced",
                "Replaced",
                crier.put(path, GAP.replace("online", "hybrid")));
        keep(
                "putAnnouncement",
                201,
                "created",
                "Created",
                crier.put(
                        "/v1/announcements/" + UNKNOWN,
                        "{\"title\": \"Under an id that was chosen\"}"));
        keep(
                "putAnnouncement",
                400,
                "title",
                "No title",
                crier.put(path, "{\"summary\": \"What is it?\"}"));
        keep(
                "putAnnouncement",
                412,
                "exists",
                "There is one already",
                crier.put(path, GAP, "If-None-Match", "*"));

        keep(
                "patchAnnouncement",
                200,
                "rescheduled",
                "Another start",
                crier.patch(
                        path,
                        "{\"startsAt\": \"2027-03-04T18:00:00+01:00\", \"status\": \"rescheduled\"}"));
        keep(
                "patchAnnouncement",
                400,
                "end",
                "An end before the start",
                crier.patch(path, "{\"endsAt\": \"2027-03-03T18:00:00+01:00\"}"));
        keep(
                "patchAnnouncement",
                404,
                "unknown",
                "Never was",
                crier.patch("/v1/announcements/" + unknown(), "{\"status\": \"cancelled\"}"));
        keep(
                "patchAnnouncement",
                412,
                "version",
                "Another version",
                crier.patch(path, "{\"status\": \"cancelled\"}", "If-Match", "\"1-upcoming\""));

        keep(
                "removeAnnouncement",
                400,
                "tag",
                "No entity tag",
                crier.delete(path, "If-Match", "1"));
        keep(
                "removeAnnouncement",
                404,
                "unknown",
                "Never was",
                crier.delete("/v1/announcements/" + unknown()));
        keep(
                "removeAnnouncement",
                412,
                "version",
                "Another version",
                crier.delete(path, "If-Match", "\"1-upcoming\""));
        assertThat(crier.delete(path).status()).isEqualTo(204);
        keep("removeAnnouncement", 410, "removed", "Removed before", crier.delete(path));
        keep(
                "patchAnnouncement",
                410,
                "removed",
                "Removed",
                crier.patch(path, "{\"status\": \"cancelled\"}"));

        keep(
                "writeBatch",
                200,
                "lines",
                "Two that are good and one that is not",
                crier.batch(
                        "{\"title\":\"One\"}\n{\"title\":\"Two\",\"topics\":[\"participation\"]}\n{\"titel\":\"Three\"}\n"));
        keep(
                "writeBatch",
                400,
                "key",
                "No key",
                crier.batch("{\"title\":\"One\"}\n", "Idempotency-Key", "a key"));
    }

    /** Of version 7, as all others here. */
    private static String unknown() {
        return UNKNOWN.substring(0, UNKNOWN.length() - 1) + "1";
    }

    private void read() {
        var one = crier.create(GAP.replace("participation", "reading"));
        var path = "/v1/announcements/" + one.get("id").stringValue();
        crier.patch(path, "{\"status\": \"cancelled\"}");
        crier.create("{\"title\": \"Another\", \"topics\": [\"reading\"]}");
        lists();
        var gone =
                "/v1/announcements/"
                        + crier.create("{\"title\": \"Gone\"}").get("id").stringValue();
        crier.delete(gone);
        var never = "/v1/announcements/" + unknown();
        for (var form : List.of("", ".json", ".ics", ".jsonld")) {
            var operation = "getAnnouncement" + as(form.replaceFirst("\\.", ""));
            keep(operation, 200, "announcement", "One", crier.get(path + form));
            keep(operation, 404, "unknown", "Never was", crier.get(never + form));
            keep(operation, 410, "removed", "Removed", crier.get(gone + form));
        }
        keep("getHistory", 200, "history", "Created, and cancelled", crier.get(path + "/history"));
        keep("getHistory", 404, "unknown", "Never was", crier.get(never + "/history"));
        keep(
                "countAnnouncements",
                200,
                "counts",
                "Those of one topic",
                crier.get("/v1/facets?topic=reading"));
        keep(
                "countAnnouncements",
                400,
                "parameters",
                "Parameters at fault",
                crier.get("/v1/facets?limit=10"));
    }

    private void lists() {
        var list = "/v1/announcements";
        keep(
                "listAnnouncements",
                400,
                "parameters",
                "Parameters at fault",
                crier.get(list + "?limit=1000&colour=red"));
        for (var format : Formats.ALL) {
            var name = as(format.suffix());
            var query = "?topic=reading" + (format.whole() ? "&from=2027-01-01" : "&limit=1");
            var first =
                    keep(
                            "listAnnouncementsAs" + name.substring(2),
                            200,
                            "list",
                            "Of one topic",
                            crier.get(list + "." + format.suffix() + query));
            keep(
                    "listAnnouncements",
                    200,
                    "list",
                    "Of one topic",
                    crier.get(list + query, "Accept", format.mediaType().split(";", 2)[0]));
            keep(
                    "listAnnouncements" + name,
                    400,
                    "parameters",
                    "Parameters at fault",
                    crier.get(list + "." + format.suffix() + "?from=soon"));
            if (!format.whole()) {
                var next =
                        NEXT.matcher(String.join("", first.response().headers().allValues("Link")));
                assertThat(next.find()).isTrue();
                var expired =
                        list + "." + format.suffix() + query + "&page=" + expired(next.group(1));
                keep(
                        "listAnnouncements" + name,
                        410,
                        "expired",
                        "A walk that took too long",
                        crier.get(expired));
                if (format.equals(Formats.JSON)) {
                    keep(
                            "listAnnouncements",
                            410,
                            "expired",
                            "A walk that took too long",
                            crier.get(expired.replace(".json", "")));
                }
            }
        }
    }

    /** What the operation of a form is called with. */
    private static String as(String suffix) {
        var name = new StringBuilder(suffix.isEmpty() ? "" : "As");
        for (var part : suffix.split("\\.", -1)) {
            name.append(
                    part.isEmpty()
                            ? ""
                            : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return name.toString();
    }

    /** The token of a page from beyond the end of the log. */
    private static String expired(String page) {
        var told = new String(Base64.getUrlDecoder().decode(page), StandardCharsets.US_ASCII);
        var later = told.replaceFirst("([0-9a-f]{12}-)[0-9]+", "$1999999");
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(later.getBytes(StandardCharsets.US_ASCII));
    }

    private void follow() throws Exception {
        keep(
                new Example(
                        "followStream",
                        200,
                        "stream",
                        "From its opening to a removal",
                        "text/event-stream",
                        text(streamed())));
        keep("followStream", 400, "since", "No cursor", crier.get("/v1/stream?since=yesterday"));
        try (var _ = opened("203.0.113.1")) {
            keep(
                    "followStream",
                    429,
                    "share",
                    "More than a client's share",
                    crier.get("/v1/stream", "X-Forwarded-For", "203.0.113.1"));
            try (var _ = opened("203.0.113.2")) {
                keep(
                        "followStream",
                        503,
                        "room",
                        "No room",
                        crier.get("/v1/stream", "X-Forwarded-For", "203.0.113.3"));
            }
        }
        var cursor = crier.get("/v1/announcements?limit=1").text("/cursor");
        var created = crier.create("{\"title\": \"Repair café\", \"topics\": [\"repair\"]}");
        crier.patch(
                "/v1/announcements/" + created.get("id").stringValue(),
                "{\"attendance\": \"in-person\"}");
        keep(
                "getChanges",
                200,
                "changes",
                "One, and there are more",
                crier.get("/v1/changes?since=" + cursor + "&limit=1"));
        keep(
                "getChanges",
                200,
                "latest",
                "What became of each",
                crier.get("/v1/changes?catchup=latest&since=" + cursor));
        keep(
                "getChanges",
                400,
                "parameters",
                "Parameters at fault",
                crier.get("/v1/changes?wait=60&catchup=some"));
        keep(
                "getChanges",
                410,
                "otherLog",
                "A cursor of another log",
                crier.get("/v1/changes?since=43fde7ff1596-7"));
        keep("getChanges", 503, "waiting", "Too many wait", waitingInVain());
    }

    /** As soon as there is room: that an earlier stream was closed is noticed a moment later. */
    private EventStream opened(String client) throws IOException {
        var stream = crier.stream("", "X-Forwarded-For", client);
        while (stream.response().statusCode() != 200) {
            stream.close();
            stream = crier.stream("", "X-Forwarded-For", client);
        }
        return stream;
    }

    private String streamed() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            // HTTP/1.0, so that there are no chunks in between.
            socket.getOutputStream()
                    .write("GET /v1/stream HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (var line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                assertThat(line).doesNotContain("HTTP/1.1 4");
            }
            var told = new StringBuilder(until(lines, "event: bookmark"));
            var path = "/v1/announcements/" + crier.create(GAP).get("id").stringValue();
            told.append(until(lines, "event: created"));
            crier.patch(path, "{\"status\": \"cancelled\"}");
            told.append(until(lines, "event: updated"));
            crier.delete(path);
            return told.append(until(lines, "event: removed")).toString();
        }
    }

    /** All up to the end of the event. */
    private static String until(BufferedReader lines, String event) throws IOException {
        var told = new StringBuilder();
        var last = false;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            told.append(line).append('\n');
            last |= line.equals(event);
            if (last && line.isEmpty()) {
                return told.toString();
            }
        }
        throw new AssertionError("the stream has ended: " + told);
    }

    /** One waits, and whoever comes then is refused. */
    private Answer waitingInVain() throws Exception {
        var since = crier.get("/v1/announcements?limit=1").text("/cursor");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = "/v1/changes?wait=2&topic=nothing&since=" + since;
            var both =
                    List.of(
                            threads.submit(() -> crier.get(waiting)),
                            threads.submit(() -> crier.get(waiting)));
            var answers = new ArrayList<Answer>();
            for (var one : both) {
                answers.add(one.get(30, TimeUnit.SECONDS));
            }
            answers.sort(Comparator.comparingInt(Answer::status));
            assertThat(answers).extracting(Answer::status).containsExactly(200, 503);
            return answers.getLast();
        }
    }

    private void sources() throws Exception {
        var asked = new CountDownLatch(1);
        var open = new CountDownLatch(1);
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/feed",
                exchange -> {
                    asked.countDown();
                    try (exchange) {
                        assertThat(open.await(30, TimeUnit.SECONDS)).isTrue();
                        var bytes = FEED.getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(200, bytes.length);
                        exchange.getResponseBody().write(bytes);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        server.start();
        try {
            var address = "http://127.0.0.1:%d/feed".formatted(server.getAddress().getPort());
            var body = "{\"url\": \"%s\"}".formatted(address);
            var added = keep("addSource", 201, "added", "Added", crier.post("/v1/sources", body));
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            var path = "/v1/sources/" + added.text("/id");
            keep(
                    "pollSource",
                    409,
                    "running",
                    "A poll is under way",
                    crier.post(path + "/poll", ""));
            open.countDown();
            keep(
                    "previewSource",
                    200,
                    "preview",
                    "One item",
                    crier.post("/v1/sources/preview", body));
            sources(path, body);
        } finally {
            open.countDown();
            server.stop(0);
        }
    }

    private void sources(String path, String body) {
        while (!crier.get(path).json().has("lastPolledAt")) {
            Thread.onSpinWait();
        }
        keep("pollSource", 200, "polled", "Nothing new", crier.post(path + "/poll", ""));
        keep(
                "pollSource",
                404,
                "unknown",
                "Never was",
                crier.post("/v1/sources/" + UNKNOWN + "/poll", ""));
        keep(
                "addSource",
                400,
                "fields",
                "Fields at fault",
                crier.post("/v1/sources", "{\"url\": \"\", \"interval\": \"PT1S\"}"));
        keep("addSource", 409, "known", "A source already", crier.post("/v1/sources", body));
        keep(
                "previewSource",
                400,
                "address",
                "Nothing is there",
                crier.post("/v1/sources/preview", body.replace("/feed", "/nothing")));
        keep("listSources", 200, "page", "All of them", crier.get("/v1/sources"));
        keep("listSources", 400, "limit", "Too many", crier.get("/v1/sources?limit=1000"));
        keep("getSource", 200, "source", "One", crier.get(path));
        keep("getSource", 404, "unknown", "Never was", crier.get("/v1/sources/" + UNKNOWN));
        keep(
                "changeSource",
                200,
                "changed",
                "Polled once an hour",
                crier.patch(path, "{\"interval\": \"PT1H\"}"));
        keep(
                "changeSource",
                400,
                "field",
                "No such field",
                crier.patch(path, "{\"url\": \"https://www.example.org/feed/\"}"));
        keep(
                "changeSource",
                404,
                "unknown",
                "Never was",
                crier.patch("/v1/sources/" + UNKNOWN, "{\"enabled\": false}"));
        keep("removeSource", 404, "unknown", "Never was", crier.delete("/v1/sources/" + UNKNOWN));
        assertThat(crier.delete(path).status()).isEqualTo(204);
    }

    private void access() {
        keep(
                "listTokens",
                400,
                "parameter",
                "A parameter",
                crier.get("/v1/tokens?limit=1", MANAGER));
        var draft =
                "{\"name\": \"open-city-lab\", \"scopes\": [\"announcements:write\"], \"limits\": {\"topics\": [\"participation\"]}, \"expiresAt\": \"2099-12-31T23:59:59Z\"}";
        var made = crier.post("/v1/tokens", draft);
        keepWithoutSecret("makeToken", "secret", "made", "Bound to a topic", made);
        keep("makeToken", 409, "name", "The name of another", crier.post("/v1/tokens", draft));
        keep(
                "makeToken",
                400,
                "fields",
                "Fields at fault",
                crier.post(
                        "/v1/tokens", "{\"name\": \"two words\", \"scopes\": [\"everything\"]}"));
        keep("listTokens", 200, "list", "All of them", crier.get("/v1/tokens", MANAGER));
        var lab = crier.with(made.text("/secret"));
        keep(
                "Forbidden",
                403,
                "scope",
                "Another scope is needed",
                lab.post("/v1/sources/preview", "{\"url\": \"https://www.example.org/feed/\"}"));
        keep(
                "Forbidden",
                403,
                "bound",
                "A publisher that is bound to other topics",
                lab.post("/v1/announcements", "{\"title\": \"A\", \"topics\": [\"finance\"]}"));
        var excessive = lab.delete("/v1/announcements/" + UNKNOWN + "0");
        while (excessive.status() != 429) {
            excessive = lab.delete("/v1/announcements/" + UNKNOWN + "0");
        }
        keep("TooManyRequests", 429, "writes", "More writes than may be", excessive);
        keepWithoutSecret(
                "getTicket",
                "ticket",
                "ticket",
                "For half a minute",
                crier.post("/v1/tickets", ""));
        assertThat(crier.delete("/v1/tokens/" + made.text("/id")).status()).isEqualTo(204);
        keep(
                "revokeToken",
                404,
                "unknown",
                "Never was, or revoked before",
                crier.delete("/v1/tokens/" + UNKNOWN));
    }

    /** What would look like a secret that somebody lost. */
    private void keepWithoutSecret(
            String of, String field, String name, String summary, Answer answer) {
        assertThat(answer.status()).as(of + " " + answer.response().body()).isEqualTo(201);
        var body = (ObjectNode) answer.json();
        var secret = body.get(field).stringValue();
        var kind = secret.substring(0, secret.indexOf('_') + 1);
        body.put(field, kind + "x".repeat(secret.length() - kind.length()));
        keep(new Example(of, 201, name, summary, "application/json", body));
    }

    private void itself() {
        keep("getDocs", 200, "page", "The page", crier.get("/docs", "Accept", "text/html"));
        var document = crier.get("/openapi.json").json();
        var beginning =
                Json.MAPPER
                        .createObjectNode()
                        .put("openapi", document.get("openapi").stringValue());
        beginning.putObject("info").put("title", document.at("/info/title").stringValue());
        beginning.putObject("paths");
        keep(
                new Example(
                        "getOpenApi",
                        200,
                        "beginning",
                        "How it begins",
                        "application/json",
                        beginning));
    }
}
