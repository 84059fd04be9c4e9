package io.crier.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Await;
import io.crier.CrierClient;
import io.crier.CrierClient.Answer;
import io.crier.Replica;
import io.crier.TestDatabase;
import io.crier.announcement.Cursor;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Two replicas on one database: what one is told holds at the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensIntegrationTests {
    private static final String[] MANAGER = {"Authorization", "Bearer test"};

    /** Of whatever is asked for, since it is refused before it is looked at. */
    private static final String SOME = "01a20733-9cd3-760e-bef3-fd89e948d480";

    private TestDatabase database;
    private Replica here;
    private Replica elsewhere;
    private CrierClient crier;

    @BeforeAll
    void start() {
        database = TestDatabase.fresh();
        here = Replica.on(database);
        elsewhere = Replica.on(database);
        crier = here.client();
    }

    @AfterAll
    void stop() {
        here.close();
        elsewhere.close();
    }

    private Answer make(String name, String more) {
        var answer = crier.post("/v1/tokens", "{\"name\":\"%s\",%s}".formatted(name, more));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer;
    }

    private CrierClient holder(String name, String more) {
        return crier.with(make(name, more).text("/secret"));
    }

    private static String writing(String topics) {
        return "{\"title\":\"A\",\"topics\":%s}".formatted(topics);
    }

    private static String path(Answer created) {
        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        return "/v1/announcements/" + created.text("/id");
    }

    @Test
    void aTokenIsMadeUsedListedAndRevoked() {
        var made = make("life", "\"scopes\":[\"announcements:write\"]");
        assertThat(made.header("Location")).contains("/v1/tokens/" + made.text("/id"));
        assertThat(made.header("Cache-Control").orElse("")).contains("no-store");
        assertThat(made.json().has("lastUsedAt")).isFalse();
        var holder = crier.with(made.text("/secret"));
        assertThat(holder.post("/v1/announcements", writing("[]")).status()).isEqualTo(201);

        var listed = crier.get("/v1/tokens", MANAGER);
        var token =
                listed.json()
                        .get("items")
                        .valueStream()
                        .filter(one -> one.get("name").stringValue().equals("life"))
                        .findFirst()
                        .orElseThrow();
        assertThat(Instant.parse(token.get("lastUsedAt").stringValue()))
                .isAfter(Instant.now().minusSeconds(60));
        assertThat(listed.response().body()).doesNotContain("crier_", "secret", "hash");

        assertThat(crier.delete("/v1/tokens/" + made.text("/id")).status()).isEqualTo(204);
        var refused = holder.post("/v1/announcements", writing("[]"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate").orElse(""))
                .contains("error=\"invalid_token\"");
        assertThat(crier.delete("/v1/tokens/" + made.text("/id")).status()).isEqualTo(404);
    }

    @Test
    void whatIsRevokedHereIsGoodForNothingElsewhereWithinSeconds() {
        var made = make("elsewhere", "\"scopes\":[\"announcements:write\"]");
        var holder = elsewhere.client().with(made.text("/secret"));
        assertThat(holder.post("/v1/announcements", writing("[]")).status()).isEqualTo(201);
        crier.delete("/v1/tokens/" + made.text("/id"));
        var status =
                Await.value(
                        Mono.fromCallable(() ->
                                        holder.post("/v1/announcements", writing("[]")).status())
                                // The server's own timer has the threads that delays end on.
                                .subscribeOn(Schedulers.boundedElastic())
                                .repeatWhen(done -> done.delayElements(Duration.ofMillis(200)))
                                .filter(answered -> answered == 401)
                                .next()
                                .timeout(Duration.ofSeconds(5)));
        assertThat(status).isEqualTo(401);
    }

    @Test
    void onlyItsHashIsKept() throws SQLException {
        var secret = make("kept", "\"scopes\":[\"operations:read\"]").text("/secret");
        var ticket = crier.post("/v1/tickets", "").text("/ticket");
        assertKept("access_token", secret);
        assertKept("stream_ticket", ticket);
    }

    private void assertKept(String table, String secret) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT hash, %1$s::text FROM %1$s".formatted(table))) {
            var hashes = new ArrayList<byte[]>();
            while (rows.next()) {
                hashes.add(rows.getBytes(1));
                assertThat(rows.getString(2)).doesNotContain(secret.substring(6));
            }
            assertThat(hashes).contains(Secret.hash(secret));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/announcements, announcements:write",
        "PUT, /v1/announcements/" + SOME + ", announcements:write",
        "PATCH, /v1/announcements/" + SOME + ", announcements:write",
        "DELETE, /v1/announcements/" + SOME + ", announcements:write",
        "POST, /v1/announcements/batch, announcements:write",
        "POST, /v1/sources, sources:manage",
        "PATCH, /v1/sources/" + SOME + ", sources:manage",
        "DELETE, /v1/sources/" + SOME + ", sources:manage",
        "POST, /v1/sources/" + SOME + "/poll, sources:manage",
        "POST, /v1/sources/preview, sources:manage",
        "POST, /v1/tokens, tokens:manage",
        "DELETE, /v1/tokens/" + SOME + ", tokens:manage",
    })
    void aTokenForSomethingElseIsToldWhichScopeIsNeeded(String method, String path, String scope) {
        var others =
                java.util.Arrays.stream(Scope.values())
                        .map(Scope::word)
                        .filter(word -> !word.equals(scope))
                        .map(word -> '"' + word + '"')
                        .toList();
        var holder =
                holder(
                        "not-%s-%s".formatted(method, Integer.toHexString(path.hashCode())),
                        "\"scopes\":" + others);
        var refused = holder.send(method, path, "application/json", "{}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("WWW-Authenticate").orElse(""))
                .contains("error=\"insufficient_scope\"", "scope=\"" + scope + "\"");
        assertThat(refused.text("/detail")).contains(scope);
        assertThat(refused.header("Content-Type")).contains("application/problem+json");
    }

    @Test
    void theStatusPagesFiguresNeedTheirScope() {
        var publisher = make("no-operator", "\"scopes\":[\"announcements:write\"]");
        var operator = make("operator", "\"scopes\":[\"operations:read\"]");
        var port = here.port();
        assertThat(Asking.status(port, "GET /status/data HTTP/1.1")).isEqualTo(401);
        assertThat(
                        Asking.status(
                                port,
                                "GET /status/data HTTP/1.1",
                                "Authorization: Bearer " + publisher.text("/secret")))
                .isEqualTo(403);
        assertThat(
                        Asking.status(
                                port,
                                "GET /status/data HTTP/1.1",
                                "Authorization: Bearer " + operator.text("/secret")))
                .isEqualTo(200);
    }

    @Test
    void nobodyGivesMoreThanHeHas() {
        var manager = holder("manager", "\"scopes\":[\"tokens:manage\",\"operations:read\"]");
        var refused =
                manager.post(
                        "/v1/tokens", "{\"name\":\"more\",\"scopes\":[\"announcements:write\"]}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/detail")).contains("operations:read, tokens:manage");
        assertThat(
                        manager.post(
                                        "/v1/tokens",
                                        "{\"name\":\"less\",\"scopes\":[\"operations:read\"]}")
                                .status())
                .isEqualTo(201);
    }

    @Test
    void whatEndsGivesNothingThatDoesNot() {
        var end = Instant.now().plusSeconds(3_600);
        var manager = holder("until-then", "\"scopes\":[\"tokens:manage\"]" + expiring(end));
        var longer =
                java.util.stream.Stream.of("", ",\"expiresAt\":null", expiring(end.plusSeconds(1)));
        for (var more : (Iterable<String>) longer::iterator) {
            var refused =
                    manager.post(
                            "/v1/tokens",
                            "{\"name\":\"longer\",\"scopes\":[\"tokens:manage\"]%s}"
                                    .formatted(more));
            assertThat(refused.status()).as(more).isEqualTo(400);
            assertThat(refused.text("/errors/0/field")).isEqualTo("expiresAt");
            assertThat(refused.text("/detail")).contains("no later than");
        }
        var shorter =
                manager.post(
                        "/v1/tokens",
                        "{\"name\":\"shorter\",\"scopes\":[\"tokens:manage\"]%s}"
                                .formatted(expiring(end.minusSeconds(1))));
        assertThat(shorter.status()).isEqualTo(201);
    }

    private static String expiring(Instant end) {
        return ",\"expiresAt\":\"%s\"".formatted(end);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"expiresAt\":\"+10000-01-01T00:00:00Z\"",
                "\"expiresAt\":\"+999999999-12-31T00:00:00Z\"",
                "\"expiresAt\":\"9999-12-31T23:59:59-01:00\"",
                "\"limits\":{\"topics\":[\"a\\u0000\"]}",
                "\"limits\":{\"topics\":[\"a\\u001b[31m\"]}",
                "\"limits\":{\"topics\":[\"\\ud800\"]}",
            })
    void whatTheDatabaseCannotKeepIsRefused(String more) {
        var refused =
                crier.post(
                        "/v1/tokens",
                        "{\"name\":\"odd\",\"scopes\":[\"announcements:write\"],%s}"
                                .formatted(more));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field"))
                .isEqualTo(more.substring(1, more.indexOf(':') - 1));
    }

    @Test
    void oneHolderTakesNotAllTickets() throws SQLException {
        var hoarder = make("hoarder", "\"scopes\":[\"announcements:read\"]");
        var other = holder("modest", "\"scopes\":[\"announcements:read\"]");
        tickets(hoarder.text("/id"), Tickets.SHARE - 1, "1 hour");
        tickets(hoarder.text("/id"), 50, "-1 second");
        var asking = crier.with(hoarder.text("/secret"));
        assertThat(asking.post("/v1/tickets", "").status()).isEqualTo(201);
        var refused = asking.post("/v1/tickets", "");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(refused.text("/detail")).contains("1000 tickets");
        assertThat(other.post("/v1/tickets", "").status()).isEqualTo(201);
        assertThat(crier.post("/v1/tickets", "").status()).isEqualTo(201);
    }

    private void tickets(String token, int count, String left) throws SQLException {
        try (var connection = database.connect();
                var statement =
                        connection.prepareStatement(
                                """
                                INSERT INTO stream_ticket (hash, holder, token_id, expires_at)
                                SELECT sha256((? || i)::bytea), 'hoarder', ?::uuid, now() + ?::interval
                                FROM generate_series(1, ?) AS i
                                """)) {
            statement.setString(1, left);
            statement.setString(2, token);
            statement.setString(3, left);
            statement.setInt(4, count);
            assertThat(statement.executeUpdate()).isEqualTo(count);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//v1/announcements",
                "/v1%2fannouncements",
                "/v1/announcements;a=b",
                "/v1/announcements%00",
                "/docs/../v1/announcements"
            })
    void whatIsNoProperAddressIsRefusedWithAProblem(String path) {
        var meter =
                here.bean(MeterRegistry.class)
                        .get("crier.refusals")
                        .tag("reason", "invalid")
                        .counter();
        var before = meter.count();
        var answer = Asking.answer(here.port(), "GET " + path + " HTTP/1.1");
        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"status\":400");
        assertThat(meter.count()).isEqualTo(before + 1);
    }

    @Test
    void aNameIsGivenOnce() {
        make("once", "\"scopes\":[\"operations:read\"]");
        var again =
                crier.post("/v1/tokens", "{\"name\":\"once\",\"scopes\":[\"operations:read\"]}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/detail")).contains("'once'");
    }

    @Test
    void aTokenThatIsOverIsGoodForNothing() {
        var holder =
                holder(
                        "short",
                        "\"scopes\":[\"announcements:write\"],\"expiresAt\":\"%s\""
                                .formatted(Instant.now().plusSeconds(2)));
        assertThat(holder.post("/v1/announcements", writing("[]")).status()).isEqualTo(201);
        Await.value(Mono.delay(Duration.ofSeconds(2)));
        assertThat(holder.post("/v1/announcements", writing("[]")).status()).isEqualTo(401);
    }

    @Test
    void aPublisherThatIsBoundToTopicsWritesOfThemAlone() {
        var lab =
                holder(
                        "lab",
                        "\"scopes\":[\"announcements:write\"],\"limits\":{\"topics\":[\"Climate\",\"repair\"]}");
        var own = lab.post("/v1/announcements", writing("[\"climate\"]"));
        var path = path(own);
        assertThat(lab.patch(path, "{\"topics\":[\"REPAIR\"]}").status()).isEqualTo(200);
        for (var topics : new String[] {"[]", "[\"finance\"]", "[\"climate\",\"finance\"]"}) {
            var refused = lab.post("/v1/announcements", writing(topics));
            assertThat(refused.status()).as(topics).isEqualTo(403);
            assertThat(refused.text("/detail")).contains("climate, repair");
            assertThat(lab.put(path, writing(topics)).status()).as(topics).isEqualTo(403);
            assertThat(lab.patch(path, "{\"topics\":" + topics + "}").status()).isEqualTo(403);
        }
        assertThat(crier.get(path).json().get("version").asInt()).isEqualTo(2);

        var others = path(crier.post("/v1/announcements", writing("[\"finance\"]")));
        assertThat(lab.patch(others, "{\"topics\":[\"climate\"]}").status()).isEqualTo(403);
        assertThat(lab.put(others, writing("[\"climate\"]")).status()).isEqualTo(403);
        assertThat(lab.put(others, writing("[\"finance\"]")).status()).isEqualTo(403);
        assertThat(lab.delete(others).status()).isEqualTo(403);
        assertThat(crier.get(others).json().get("version").asInt()).isEqualTo(1);
        assertThat(crier.delete(others).status()).isEqualTo(204);
        assertThat(lab.put(others, writing("[\"climate\"]")).status()).isEqualTo(403);

        var lines = lab.batch("{\"title\":\"a\",\"topics\":[\"repair\"]}\n{\"title\":\"b\"}\n");
        assertThat(lines.response().body().lines()).hasSize(2);
        assertThat(lines.response().body()).contains("\"status\":201", "\"status\":403");
        assertThat(lab.delete(path).status()).isEqualTo(204);
    }

    @Test
    void aPublisherThatIsBoundToASourceWritesOfItAlone() {
        var town =
                holder(
                        "town",
                        "\"scopes\":[\"announcements:write\"],\"limits\":{\"source\":\"town-hall\"}");
        var own = town.post("/v1/announcements", writing("[]"));
        var path = path(own);
        assertThat(own.text("/source/id")).isEqualTo("town-hall");
        assertThat(crier.get("/v1/announcements?source=town-hall").json().get("items")).hasSize(1);
        assertThat(town.patch(path, "{\"title\":\"B\"}").status()).isEqualTo(200);
        var chosen = "/v1/announcements/01900000-0000-7000-8000-000000000bbb";
        assertThat(town.put(chosen, writing("[]")).text("/source/id")).isEqualTo("town-hall");

        var others = path(crier.post("/v1/announcements", writing("[]")));
        assertThat(town.patch(others, "{\"title\":\"B\"}").status()).isEqualTo(403);
        assertThat(town.put(others, writing("[]")).status()).isEqualTo(403);
        var refused = town.delete(others);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/detail")).contains("'town-hall'");
    }

    @Test
    void theKeysOfOnePublisherAreNotThoseOfAnother() {
        var one = holder("one", "\"scopes\":[\"announcements:write\"]");
        var other = holder("other", "\"scopes\":[\"announcements:write\"]");
        var key = new String[] {"Idempotency-Key", "the-same"};
        var ids =
                java.util.stream.Stream.of(crier, one, other, one)
                        .map(by -> by.post("/v1/announcements", writing("[]"), key).text("/id"))
                        .toList();
        assertThat(ids.subList(0, 3)).doesNotHaveDuplicates();
        assertThat(ids.get(3)).isEqualTo(ids.get(1));
    }

    /** Each is another way to show a token than the one that there is. */
    @Test
    void aTokenIsShownInOneHeaderAndNowhereElse() {
        var port = here.port();
        var delete = "DELETE /v1/announcements/" + SOME;
        assertThat(Asking.status(port, delete + " HTTP/1.1", "Authorization: Bearer test"))
                .isEqualTo(404);
        assertThat(Asking.status(port, delete + " HTTP/1.1", "authorization: bearer test"))
                .isEqualTo(404);
        assertThat(Asking.status(port, delete + "?access_token=test HTTP/1.1")).isEqualTo(400);
        assertThat(
                        Asking.status(
                                port,
                                delete + "?access_token=test HTTP/1.1",
                                "Authorization: Bearer test"))
                .isEqualTo(400);
        assertThat(
                        Asking.status(
                                port,
                                delete + " HTTP/1.1",
                                "Authorization: Bearer test",
                                "Authorization: Bearer test"))
                .isEqualTo(400);
        assertThat(
                        Asking.status(
                                port,
                                delete + " HTTP/1.1",
                                "Authorization: Bearer wrong",
                                "Authorization: Bearer test"))
                .isEqualTo(400);
        for (var header :
                new String[] {
                    "Bearer wrong",
                    "Bearer",
                    "Bearer ",
                    "Bearer test test",
                    "Bearer test, Bearer test",
                    "Bearer  test",
                    "Basic dGVzdDp0ZXN0",
                    "test",
                    "Token test",
                    "Bearer crier_" + "A".repeat(51),
                    "Bearer eyJhbGciOiJub25lIn0.e30.",
                    "Bearer TEST"
                }) {
            assertThat(Asking.status(port, delete + " HTTP/1.1", "Authorization: " + header))
                    .as(header)
                    .isEqualTo(401);
        }
        for (var header : new String[] {"Cookie: token=test", "X-Authorization: Bearer test"}) {
            assertThat(Asking.status(port, delete + " HTTP/1.1", header)).as(header).isEqualTo(401);
        }
    }

    /** Whatever the address looks like: nothing is written, and no token is listed. */
    @ParameterizedTest
    @CsvSource({
        "POST, /V1/announcements",
        "POST, /v1/announcements/",
        "POST, //v1/announcements",
        "POST, /v1//announcements",
        "POST, /v1/./announcements",
        "POST, /docs/../v1/announcements",
        "POST, /v1%2fannouncements",
        "POST, /%76%31/announcements",
        "POST, /v1/announcements;a=b",
        "POST, /v1/announcements%00",
        "POST, /v1/announcements#",
        "POST, http://x/v1/announcements",
        "PUT, /docs/%2e%2e/v1/announcements/" + SOME,
        "POST, /v1/announcements",
        "POST, /v1/announcements/batch",
        "PUT, /v1/announcements/" + SOME,
        "PATCH, /v1/announcements/" + SOME,
        "DELETE, /v1/announcements/" + SOME,
        "DELETE, //v1/announcements/" + SOME,
        "DELETE, /V1/announcements/" + SOME,
        "DELETE, /v1/./announcements/" + SOME,
        "DELETE, /v1/announcements%2f" + SOME,
        "DELETE, /v1/announcements;a=b/" + SOME,
        "DELETE, /v1/announcements/" + SOME + "/",
        "GET, /v1/tokens/",
        "GET, /v1/tokens?",
        "GET, /v1/tokens;a=b",
        "HEAD, /v1/tokens",
        "GET, //v1/tokens",
        "GET, /%76%31/tokens",
        "GET, http://x/v1/tokens",
        "GET, /status/data/",
        "GET, /status//data",
        "GET, /status/%64ata",
        "HEAD, /status/data",
    })
    void noOtherWayOfWritingTheAddressGoesRound(String method, String address) {
        var there = crier.create("{\"title\":\"There\"}");
        var path = address.replace(SOME, there.get("id").stringValue());
        var writing = "{\"title\":\"Gone round\"}";
        assertThat(Asking.statusOfSending(here.port(), method + " " + path + " HTTP/1.1", writing))
                .isIn(400, 401, 404, 405);
        for (var harmless : new String[] {"GET", "POST"}) {
            var overridden =
                    Asking.statusOfSending(
                            here.port(),
                            harmless + " " + path + " HTTP/1.1",
                            writing,
                            "X-HTTP-Method-Override: " + method,
                            "X-HTTP-Method: " + method,
                            "X-Method-Override: " + method);
            assertThat(overridden).as(harmless).isIn(200, 400, 401, 404, 405);
        }
        var next = crier.create("{\"title\":\"Next\"}");
        assertThat(position(next)).as("what was written since").isEqualTo(position(there) + 1);
        var left = crier.get("/v1/announcements/" + there.get("id").stringValue());
        assertThat(left.text("/title")).isEqualTo("There");
        assertThat(left.json().get("version").asInt()).isEqualTo(1);
    }

    private static long position(JsonNode written) {
        return Cursor.parse(written.get("cursor").stringValue()).orElseThrow().position();
    }
}
