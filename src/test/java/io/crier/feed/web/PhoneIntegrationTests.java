package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Await;
import io.crier.CrierClient;
import io.crier.CrierClient.Answer;
import io.crier.CrierTest;
import io.crier.announcement.ChangeLog;
import io.crier.announcement.Json;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An app that reads a list, is offline for a week in which much happens, and comes back. */
@CrierTest
@DirtiesContext
@TestPropertySource(properties = "crier.feed.ring.max-changes=100")
class PhoneIntegrationTests {
    private static final String FILTER = "topic=t1";
    private static final List<String> FIELDS = List.of("title", "startsAt", "status");
    private static final int BEFORE = 200;
    private static final int WEEK = 600;

    @LocalServerPort int port;
    @Autowired ChangeLog changeLog;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final List<String> ids = new ArrayList<>();

    /** What the phone keeps, and nothing else: a row for each announcement, and a cursor. */
    private final Map<String, JsonNode> table = new TreeMap<>();

    private CrierClient crier;
    private int requests;

    @BeforeEach
    void connect() {
        crier = new CrierClient(port);
    }

    private Answer get(String path, String... headers) {
        requests++;
        return crier.get(path, headers);
    }

    private String changesSince(String cursor) {
        return "/v1/changes?since=%s&%s&catchup=latest&limit=1000&fields=%s"
                .formatted(cursor, FILTER, String.join(",", FIELDS));
    }

    private static JsonNode row(JsonNode announcement) {
        var fields = new ArrayList<>(FIELDS);
        fields.addAll(List.of("id", "version"));
        return ((ObjectNode) announcement.deepCopy()).retain(fields);
    }

    private static void read(CrierClient crier, String list, Map<String, JsonNode> table) {
        for (var page : crier.pages(list)) {
            page.get("items").forEach(item -> table.put(item.get("id").asString(), row(item)));
        }
    }

    private void apply(JsonNode answer) {
        for (var item : answer.get("items")) {
            if (item.get("kind").asString().equals("removed")) {
                table.remove(item.get("id").asString());
            } else {
                table.put(item.get("id").asString(), item.get("announcement"));
            }
        }
    }

    private void assertHasTheTable() {
        Map<String, JsonNode> expected = new TreeMap<>();
        read(crier, "?limit=100&" + FILTER, expected);
        assertThat(table).as("seed %d", seed).isEqualTo(expected).isNotEmpty();
    }

    private String content(String title) {
        return "{\"title\":\"%s\",\"summary\":\"%s\",\"startsAt\":\"2027-03-%02dT17:00:00Z\",\"topics\":[\"t%d\"]}"
                .formatted(title, "long ".repeat(50), 1 + random.nextInt(28), random.nextInt(3));
    }

    private void create(int many) {
        var lines = new StringBuilder();
        for (var i = 0; i < many; i++) {
            lines.append(content("n" + i)).append('\n');
        }
        var results = crier.batch(lines.toString()).response().body();
        assertThat(results).doesNotContain("errors");
        results.lines().forEach(line -> ids.add(Json.MAPPER.readTree(line).get("id").asString()));
    }

    private void aWeekGoesBy() {
        for (var i = 0; i < WEEK; i++) {
            var path = "/v1/announcements/" + ids.get(random.nextInt(ids.size()));
            switch (random.nextInt(6)) {
                case 0 -> crier.delete(path);
                case 1 -> crier.put(path, content("again"));
                case 2 -> crier.patch(path, "{\"topics\":[\"t%d\"]}".formatted(random.nextInt(3)));
                case 3 -> create(1);
                case 4 -> crier.patch(path, "{\"status\":\"cancelled\"}");
                default -> crier.patch(path, "{\"title\":\"n%d\"}".formatted(random.nextInt()));
            }
        }
        caughtUp();
    }

    private void caughtUp() {
        var head = Await.value(changeLog.bounds()).end().toString();
        while (!crier.get("/v1/changes").text("/cursor").equals(head)) {
            Thread.onSpinWait();
        }
    }

    /** The list, all its pages; gives the cursor. */
    private String begins() {
        create(BEFORE);
        caughtUp();
        var cursor = crier.get("/v1/announcements?limit=100&" + FILTER).text("/cursor");
        read(crier, "?limit=100&" + FILTER, table);
        assertHasTheTable();
        return cursor;
    }

    @Test
    void comesBackWithTwoRequestsAndHasTheTable() {
        var cursor = begins();
        aWeekGoesBy();

        requests = 0;
        var changes = get(changesSince(cursor));
        assertThat(changes.status()).isEqualTo(200);
        assertThat(changes.json().get("next").isNull()).isTrue();
        apply(changes.json());
        // From now on it asks now and then.
        var still =
                get(changesSince(cursor), "If-None-Match", changes.header("ETag").orElseThrow());
        assertThat(still.status()).isEqualTo(304);
        assertThat(requests).isEqualTo(2);
        assertHasTheTable();
        assertThat(changes.json().get("items"))
                .allSatisfy(item ->
                        assertThat(item.get("announcement").propertyNames())
                                .contains("id", "version", "title", "status")
                                .isSubsetOf("id", "version", "title", "startsAt", "status"))
                .allSatisfy(item ->
                        assertThat(item.get("changed"))
                                .allSatisfy(changed ->
                                        assertThat(changed.get("field").asString()).isIn(FIELDS)));

        aWeekGoesBy();
        var next =
                get(
                        changesSince(changes.text("/cursor")),
                        "If-None-Match",
                        changes.header("ETag").orElseThrow());
        assertThat(next.status()).isEqualTo(200);
        apply(next.json());
        assertHasTheTable();
    }

    @Test
    void followsNextWhereMoreHappenedThanFitsIntoOneAnswer() {
        var cursor = begins();
        create(4_000);
        aWeekGoesBy();

        requests = 0;
        var changes = get(changesSince(cursor));
        assertThat(changes.json().get("items")).hasSize(1_000);
        apply(changes.json());
        var rest = get(changes.text("/next"));
        assertThat(rest.json().get("next").isNull()).isTrue();
        apply(rest.json());
        assertThat(requests).isEqualTo(2);
        assertHasTheTable();
    }

    @Test
    void readsTheListAnewWhereItsCursorIsNoLongerKept() {
        var cursor = begins();
        aWeekGoesBy();
        Await.value(changeLog.prune(OffsetDateTime.now(ZoneOffset.UTC).plusDays(1), 0, 1_000_000));
        aWeekGoesBy();

        var gone = get(changesSince(cursor));
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.text("/reason")).isEqualTo("expired");
        table.clear();
        var snapshot = gone.text("/snapshot");
        read(crier, snapshot.substring(snapshot.indexOf('?')) + "&limit=100", table);
        aWeekGoesBy();
        var changes = get(changesSince(gone.text("/cursor")));
        assertThat(changes.json().get("next").isNull()).isTrue();
        apply(changes.json());
        assertHasTheTable();
    }
}
