package io.crier.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Await;
import io.crier.CrierClient;
import io.crier.EventStream;
import io.crier.EventStream.Event;
import io.crier.Replica;
import io.crier.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Two replicas whose reads are closed, on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosedReadsIntegrationTests {
    private static final String[] STATIC = {"Authorization", "Bearer test"};
    private static final String SOME = "01a20733-9cd3-760e-bef3-fd89e948d480";

    private Replica here;
    private Replica elsewhere;
    private CrierClient crier;
    private String there;

    @BeforeAll
    void start() {
        var database = TestDatabase.fresh();
        here = Replica.on(database, "crier.reads=closed");
        elsewhere = Replica.on(database, "crier.reads=closed");
        crier = here.client();
        there =
                crier.create("{\"title\":\"There\",\"startsAt\":\"2027-03-04T17:00:00+01:00\"}")
                        .get("id")
                        .stringValue();
    }

    @AfterAll
    void stop() {
        here.close();
        elsewhere.close();
    }

    private String make(String name, String scope, String more) {
        var answer =
                crier.post(
                        "/v1/tokens",
                        "{\"name\":\"%s\",\"scopes\":[\"%s\"]%s}".formatted(name, scope, more));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("/secret");
    }

    private void revoke(String name) {
        for (var token : crier.get("/v1/tokens", STATIC).json().get("items")) {
            if (token.get("name").stringValue().equals(name)) {
                assertThat(crier.delete("/v1/tokens/" + token.get("id").stringValue()).status())
                        .isEqualTo(204);
                return;
            }
        }
        throw new AssertionError("there is no token " + name);
    }

    private static String[] bearing(String secret) {
        return new String[] {"Authorization", "Bearer " + secret};
    }

    /** What is told with the token, told from memory the second time, is told to nobody without. */
    @Test
    void everyPathOfTheDescriptionIsClosed() throws Exception {
        var paths = crier.contract().document().get("paths");
        var reader = make("every-path", "announcements:read", "");
        var tried = 0;
        for (var path : paths.properties()) {
            var address = path.getKey().replaceAll("\\{[^}]+\\}", there);
            for (var method : path.getValue().propertyNames()) {
                var line = "%s %s HTTP/1.1".formatted(method.toUpperCase(Locale.ROOT), address);
                if (List.of("/openapi.json", "/docs").contains(address)) {
                    assertThat(Asking.status(here.port(), line)).as(line).isEqualTo(200);
                    continue;
                }
                if (method.equals("get") && !address.equals("/v1/stream")) {
                    for (var time = 0; time < 2; time++) {
                        var status = crier.get(address, STATIC).status();
                        assertThat(status).as(line).isIn(200, 404);
                    }
                }
                var refused = Asking.answer(here.port(), line);
                assertThat(refused).as(line).startsWith("HTTP/1.1 401 ").doesNotContain("There");
                var conditional =
                        Asking.status(
                                here.port(), line, "If-None-Match: *", "Accept-Encoding: gzip");
                assertThat(conditional).as(line).isEqualTo(401);
                if (method.equals("get")) {
                    var head = line.replaceFirst("GET", "HEAD");
                    assertThat(Asking.status(here.port(), head)).as(head).isEqualTo(401);
                }
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(30);
        assertThat(crier.get("/v1/announcements", bearing(reader)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?view=month",
                "/embed",
                "/sitemap.xml",
                "/announcements/" + SOME,
                "/V1/announcements",
                "/v1/announcements/",
                "/v1/announcements?",
                "/v1/announcements?limit=20",
                "/v1/announcements.ics",
                "/v1/announcements.json?q=there",
                "/v1/announcements%2eics",
                "/v1/%61nnouncements",
                "/%761/announcements",
                "http://x/v1/announcements",
                "/v1/changes?since=start",
                "/v1/changes?since=start&catchup=latest",
                "/v1/stream?since=start",
                "/v1/stream?ticket=",
                "/v1/stream?ticket=crier-ticket_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA00000000",
                "/v1/stream?%74icket=x",
                "/v1/stream?access_token=test",
                "/v1/announcements?access_token=test",
                "/v1/announcements?ticket=x",
                "//v1/announcements",
                "/v1//announcements",
                "/v1/../v1/announcements",
                "/docs/../v1/announcements",
                "/docs/..%2fv1/announcements",
                "/docs/..;/v1/announcements",
                "/css/..%5cv1/announcements",
                "/v1/announcements;a=b",
                "/v1/announcements%00",
                "/v1/announcements%0a",
            })
    void noOtherAddressGoesRound(String path) {
        crier.get("/v1/announcements", STATIC);
        for (var method : List.of("GET", "HEAD")) {
            var answer = Asking.answer(here.port(), "%s %s HTTP/1.1".formatted(method, path));
            assertThat(answer).as(path).containsPattern("^HTTP/1\\.1 40[0134] ");
            assertThat(answer).doesNotContain("There");
        }
    }

    @Test
    void optionsTellsNothingWithoutATokenButToABrowserThatAsksForAScript() {
        assertThat(Asking.status(here.port(), "OPTIONS /v1/announcements HTTP/1.1")).isEqualTo(401);
        var preflight =
                Asking.answer(
                        here.port(),
                        "OPTIONS /v1/announcements HTTP/1.1",
                        "Origin: https://www.example.org",
                        "Access-Control-Request-Method: GET",
                        "Access-Control-Request-Headers: authorization");
        assertThat(preflight).startsWith("HTTP/1.1 204 ").containsIgnoringCase("authorization");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs",
                "/docs/docs.js",
                "/openapi.json",
                "/embed.js",
                "/sw.js",
                "/css/crier.css",
                "/js/board.js",
                "/messages/en.json",
                "/robots.txt",
                "/status"
            })
    void whatTellsNothingIsOpen(String path) {
        assertThat(Asking.status(here.port(), "GET " + path + " HTTP/1.1")).isEqualTo(200);
    }

    @Test
    void theManagementPortGivesNoAnnouncements() {
        var port =
                here.context()
                        .getEnvironment()
                        .getRequiredProperty("local.management.port", Integer.class);
        assertThat(Asking.status(port, "GET /actuator/health HTTP/1.1")).isEqualTo(200);
        for (var path : List.of("/v1/announcements", "/", "/v1/stream", "/v1/tokens")) {
            assertThat(Asking.status(port, "GET " + path + " HTTP/1.1")).isIn(401, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/announcements",
                "/v1/announcements.ics",
                "/v1/changes",
                "/v1/facets",
                "/v1/sources",
                "/"
            })
    void whatIsAnsweredIsKeptByNobodyElse(String path) {
        for (var time = 0; time < 2; time++) {
            var answer =
                    Asking.answer(
                            here.port(), "GET " + path + " HTTP/1.1", "Authorization: Bearer test");
            assertThat(answer).startsWith("HTTP/1.1 200 ");
            var caching =
                    answer.lines()
                            .filter(line ->
                                    line.toLowerCase(Locale.ROOT).startsWith("cache-control"))
                            .toList();
            assertThat(caching)
                    .as(path)
                    .singleElement()
                    .asString()
                    .containsPattern("private|no-store")
                    .doesNotContain("public", "s-maxage");
        }
    }

    @Test
    void aPublisherThatMayNotReadIsToldSo() {
        var publisher = make("blind", "announcements:write", "");
        var refused = crier.get("/v1/announcements", bearing(publisher));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("WWW-Authenticate").orElse(""))
                .contains("scope=\"announcements:read\"");
        assertThat(crier.with(publisher).post("/v1/tickets", "").status()).isEqualTo(403);
    }

    private static List<Event> untilItEnds(EventStream stream) {
        var events = new ArrayList<Event>();
        do {
            events.add(stream.next());
        } while (!events.getLast().type().equals("goaway"));
        assertThat(stream.isOver()).isTrue();
        return events;
    }

    @Test
    void aStreamEndsWhenItsTokenIsRevokedWhereverThatIs() throws IOException {
        var reader = make("listener", "announcements:read", "");
        try (var own = crier.stream("", bearing(reader));
                var other = elsewhere.client().stream("", bearing(reader));
                var others = crier.stream("", STATIC)) {
            assertThat(own.next().type()).isEqualTo("bookmark");
            assertThat(other.next().type()).isEqualTo("bookmark");
            crier.create("{\"title\":\"Heard\"}");
            assertThat(other.nextChange().type()).isEqualTo("created");
            var begun = System.nanoTime();
            revoke("listener");
            untilItEnds(own);
            untilItEnds(other);
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofSeconds(5));
            crier.create("{\"title\":\"Heard by others\"}");
            assertThat(
                            others.changesUntil(change ->
                                    change.data()
                                            .at("/announcement/title")
                                            .asString()
                                            .endsWith("others")))
                    .hasSizeGreaterThan(1);
        }
        assertThat(crier.get("/v1/stream", bearing(reader)).status()).isEqualTo(401);
    }

    @Test
    void whoWaitsWhileHisTokenIsRevokedIsToldNothing() {
        var reader = make("waiting", "announcements:read", "");
        var cursor = crier.get("/v1/changes", STATIC).text("/cursor");
        var address = "/v1/changes?wait=20&since=" + cursor;
        var allowed = CompletableFuture.supplyAsync(() -> crier.get(address, STATIC));
        var revoked = CompletableFuture.supplyAsync(() -> crier.get(address, bearing(reader)));
        Awaitility.await().until(() -> waiting() == 2);
        revoke("waiting");
        crier.create("{\"title\":\"Not for everybody\"}");
        assertThat(allowed.join().json().at("/items/0/announcement/title").asString())
                .isEqualTo("Not for everybody");
        var refused = revoked.join();
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate").orElse("")).contains("invalid_token");
        assertThat(refused.response().body()).doesNotContain("Not for everybody");
    }

    /** A body that is sent slowly, at another replica than the one that the token is revoked at. */
    @Test
    void aBatchEndsWhenItsTokenIsRevoked() throws IOException {
        var writer = make("dripping", "announcements:write", "");
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), elsewhere.port());
                var answer =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setSoTimeout(10_000);
            send(
                    socket,
                    "POST /v1/announcements/batch HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .formatted(writer));
            assertThat(resultOfNext(socket, answer)).contains("\"status\":201");
            revoke("dripping");
            var begun = System.nanoTime();
            String result;
            do {
                result = resultOfNext(socket, answer);
            } while (result.contains("\"status\":201"));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(result).contains("\"status\":401", "was revoked").doesNotContain("\"id\"");
            // The end of a chunk, the last chunk, and the end of the answer.
            assertThat(List.of(answer.readLine(), answer.readLine(), answer.readLine()))
                    .containsExactly("", "0", "");
        }
        assertThat(crier.get("/v1/announcements?q=dripping", STATIC).json().get("items"))
                .isNotEmpty();
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String resultOfNext(Socket socket, BufferedReader answer) throws IOException {
        var line = "{\"title\":\"Dripping\"}\n";
        send(socket, "%x\r\n%s\r\n".formatted(line.length(), line));
        String read;
        do {
            read = answer.readLine();
            assertThat(read).isNotNull();
        } while (!read.startsWith("{\"line\""));
        return read;
    }

    private double waiting() {
        return here.context()
                .getBean(MeterRegistry.class)
                .get("crier.changes.waiting")
                .gauge()
                .value();
    }

    @Test
    void aStreamEndsWithItsToken() throws IOException {
        var reader =
                make(
                        "short-lived",
                        "announcements:read",
                        ",\"expiresAt\":\"%s\"".formatted(Instant.now().plusSeconds(2)));
        try (var stream = crier.stream("", bearing(reader))) {
            var events = untilItEnds(stream);
            assertThat(events.getFirst().type()).isEqualTo("bookmark");
        }
    }

    private String ticket(CrierClient asking) {
        var answer = asking.post("/v1/tickets", "");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        assertThat(Instant.parse(answer.text("/expiresAt")))
                .isBetween(Instant.now().plusSeconds(20), Instant.now().plusSeconds(31));
        assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
        return answer.text("/ticket");
    }

    @Test
    void aTicketOpensOneStreamAtWhicheverReplica() throws IOException {
        var ticket = ticket(crier);
        try (var stream = elsewhere.client().stream("?since=start&ticket=" + ticket)) {
            assertThat(stream.response().statusCode()).isEqualTo(200);
            assertThat(stream.nextChange().data().at("/announcement/title").asString())
                    .isEqualTo("There");
        }
        for (var replica : List.of(here, elsewhere)) {
            var again = replica.client().get("/v1/stream?ticket=" + ticket);
            assertThat(again.status()).isEqualTo(401);
        }
    }

    @Test
    void ofManyWhoShowTheSameTicketOneIsLetIn() {
        var ticket = ticket(crier);
        var statuses =
                Await.value(
                        reactor.core.publisher.Flux.range(0, 20)
                                .flatMap(one ->
                                        Mono.fromCallable(() ->
                                                        Asking.status(
                                                                (one % 2 == 0 ? here : elsewhere)
                                                                        .port(),
                                                                "HEAD /v1/stream?ticket="
                                                                        + ticket
                                                                        + " HTTP/1.1"))
                                                .subscribeOn(
                                                        reactor.core.scheduler.Schedulers
                                                                .boundedElastic()))
                                .collectList());
        assertThat(statuses).containsOnlyOnce(200).filteredOn(one -> one == 401).hasSize(19);
    }

    @Test
    void aTicketIsForStreamsAlone() {
        for (var path : List.of("/v1/announcements", "/v1/changes", "/v1/facets")) {
            assertThat(crier.get(path, bearing(ticket(crier))).status()).as(path).isEqualTo(403);
        }
        assertThat(crier.with(ticket(crier)).post("/v1/tickets", "").status()).isEqualTo(403);
        assertThat(crier.with(ticket(crier)).post("/v1/announcements", "{}").status())
                .isEqualTo(403);
        var two = "/v1/stream?ticket=%s&ticket=%s".formatted(ticket(crier), ticket(crier));
        assertThat(Asking.status(here.port(), "GET " + two + " HTTP/1.1")).isEqualTo(400);
        assertThat(
                        Asking.status(
                                here.port(),
                                "GET /v1/stream?ticket=" + ticket(crier) + " HTTP/1.1",
                                "Authorization: Bearer test"))
                .isEqualTo(400);
    }

    /** Nor any that is good for longer: an address ends up in logs. */
    @Test
    void noTokenIsShownAsATicket() {
        var reader = make("in-the-address", "announcements:read", "");
        for (var shown :
                List.of(
                        "test",
                        reader,
                        "",
                        "x",
                        ticket(crier) + "x",
                        "x&ticket=" + ticket(crier))) {
            for (var name : List.of("ticket", "%74icket")) {
                var line = "GET /v1/stream?%s=%s HTTP/1.1".formatted(name, shown);
                var refused = Asking.answer(here.port(), line);
                assertThat(refused).as(line).startsWith("HTTP/1.1 400 ");
                assertThat(refused).as(line).contains("/v1/tickets").doesNotContain(reader);
                assertThat(Asking.status(here.port(), line, "Authorization: Bearer test"))
                        .as(line)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void aStreamThatATicketOpenedEndsWithTheTokenThatItWasGivenFor() throws IOException {
        var reader = crier.with(make("backend", "announcements:read", ""));
        var unused = ticket(reader);
        try (var stream = elsewhere.client().stream("?ticket=" + ticket(reader))) {
            assertThat(stream.next().type()).isEqualTo("bookmark");
            revoke("backend");
            untilItEnds(stream);
        }
        assertThat(crier.get("/v1/stream?ticket=" + unused).status()).isEqualTo(401);
    }
}
