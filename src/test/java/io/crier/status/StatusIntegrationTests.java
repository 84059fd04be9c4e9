package io.crier.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.EventStream;
import io.crier.Replica;
import io.crier.TestDatabase;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

/** The figures of a Crier that does nothing but what a test asks of it. */
@TestInstance(Lifecycle.PER_CLASS)
class StatusIntegrationTests {
    private static final String OTHER_LOG = "000000000000-5";

    private Replica replica;
    private CrierClient crier;
    private StatusClient status;
    private JsonNode before;

    @BeforeAll
    void start() {
        replica =
                Replica.on(
                        TestDatabase.fresh(),
                        "crier.intake.allow-private-addresses=true",
                        "crier.intake.timeout=1s");
        crier = replica.client();
        status = new StatusClient(replica);
    }

    @AfterAll
    void stop() {
        replica.close();
    }

    @BeforeEach
    void look() {
        before = status.data();
    }

    /** How much more there is than before, of each count of an object that went up. */
    private Map<String, Long> more(String pointer) {
        var more = new TreeMap<String, Long>();
        var now = status.data().at(pointer);
        for (var count : now.properties()) {
            var grown =
                    count.getValue().asLong() - before.at(pointer).path(count.getKey()).asLong();
            if (grown != 0) {
                more.put(count.getKey(), grown);
            }
        }
        return more;
    }

    private long grown(String pointer) {
        return status.data().at(pointer).asLong() - before.at(pointer).asLong();
    }

    /** Somebody may have been answered a moment before it is counted. */
    private static void soon(ThrowingRunnable assertion) {
        Awaitility.await().untilAsserted(assertion);
    }

    private EventStream open(String query) {
        var stream = crier.stream(query);
        assertThat(stream.next().type()).isEqualTo("bookmark");
        return stream;
    }

    @Test
    void whatIsPublishedAndToldIsCountedOnceForEach() throws IOException {
        try (var one = open("?topic=a");
                var all = open("")) {
            var id = crier.create("{\"title\":\"A\",\"topics\":[\"a\"]}").get("id").asString();
            crier.create("{\"title\":\"B\",\"topics\":[\"b\"]}");
            assertThat(crier.patch("/v1/announcements/" + id, "{\"title\":\"C\"}").status())
                    .isEqualTo(200);
            assertThat(crier.delete("/v1/announcements/" + id).status()).isEqualTo(204);
            assertThat(one.changesUntil(change -> change.type().equals("removed"))).hasSize(3);
            assertThat(all.changesUntil(change -> change.type().equals("removed"))).hasSize(4);

            soon(() -> assertThat(grown("/streams/deliveries")).isEqualTo(7));
            assertThat(grown("/streams/bytes")).isGreaterThan(7 * 200);
            assertThat(grown("/streams/open")).isEqualTo(2);
            assertThat(more("/streams/opens")).isEqualTo(Map.of("opened", 2L));
            assertThat(more("/publishing/writes"))
                    .isEqualTo(Map.of("created", 2L, "updated", 1L, "removed", 1L));
            assertThat(grown("/publishing/batches")).isEqualTo(4);
            assertThat(grown("/log/ring/head")).isEqualTo(4);
            assertThat(grown("/log/ring/changes")).isEqualTo(4);
            assertThat(grown("/log/ring/bytes")).isPositive();
        }
        soon(() -> assertThat(grown("/streams/open")).isZero());
        var lag = status.data().at("/streams/lag");
        assertThat(lag.get("p50").asDouble()).isBetween(0.0, 5.0);
        assertThat(lag.get("max").asDouble()).isGreaterThan(0);
        assertThat(status.data().at("/log/lag/max").asDouble()).isGreaterThan(0);
    }

    @Test
    void writesThatDoNothingAreToldApart() {
        var body = "{\"title\":\"Same\"}";
        var id = crier.create(body).get("id").asString();
        assertThat(crier.put("/v1/announcements/" + id, body).status()).isEqualTo(200);
        var stale =
                crier.patch("/v1/announcements/" + id, "{\"title\":\"D\"}", "If-Match", "\"9\"");
        assertThat(stale.status()).isEqualTo(412);
        for (var attempt = 0; attempt < 2; attempt++) {
            assertThat(crier.post("/v1/announcements", body, "Idempotency-Key", "status").status())
                    .isEqualTo(201);
        }
        assertThat(more("/publishing/writes"))
                .isEqualTo(Map.of("created", 2L, "unchanged", 1L, "refused", 1L, "replayed", 1L));
    }

    @Test
    void whoMustBeginAnewIsCountedByTheReason() throws IOException {
        try (var stream = crier.stream("?since=" + OTHER_LOG)) {
            assertThat(stream.next().type()).isEqualTo("reset");
        }
        assertThat(crier.get("/v1/changes?since=" + OTHER_LOG).status()).isEqualTo(410);
        assertThat(more("/streams/resets")).isEqualTo(Map.of("other-epoch", 2L));
    }

    @Test
    void answersAreCountedByWhereTheyAreFrom() {
        crier.create("{\"title\":\"Read\"}");
        var first = crier.get("/v1/announcements?q=read");
        var tag = first.header("ETag").orElseThrow();
        assertThat(crier.get("/v1/announcements?q=read").status()).isEqualTo(200);
        assertThat(crier.get("/v1/announcements?q=read", "If-None-Match", tag).status())
                .isEqualTo(304);
        assertThat(more("/answers"))
                .isEqualTo(Map.of("database", 1L, "memory", 1L, "not-modified", 1L));
    }

    @Test
    void aSourceThatFailsIsShownFirstWithWhatIsWrong() {
        add("{\"url\":\"http://127.0.0.1:2/off\",\"enabled\":false,\"title\":\"Off\"}");
        add("{\"url\":\"http://127.0.0.1:1/feed\",\"title\":\"Bad\"}");
        soon(() -> assertThat(status.data().at("/sources/failing").asInt()).isEqualTo(1));
        assertThat(more("/polls")).isEqualTo(Map.of("failed", 1L));
        var sources = status.data().get("sources");
        assertThat(sources.get("count").asInt()).isEqualTo(2);
        var bad = sources.at("/items/0");
        assertThat(bad.get("title").asString()).isEqualTo("Bad");
        assertThat(bad.get("failures").asInt()).isEqualTo(1);
        assertThat(bad.get("lastError").asString()).isNotBlank();
        assertThat(bad.get("lastSucceededAt").isNull()).isTrue();
        assertThat(bad.get("nextPollAt").isString()).isTrue();
        var off = sources.at("/items/1");
        assertThat(off.get("enabled").asBoolean()).isFalse();
        assertThat(off.get("nextPollAt").isNull()).isTrue();
    }

    private void add(String source) {
        assertThat(crier.post("/v1/sources", source).status()).isEqualTo(201);
    }

    @Test
    void tellsOfTheProcess() {
        var now = status.data();
        assertThat(now.at("/machine/heapUsed").asLong()).isPositive();
        assertThat(now.at("/machine/heapCommitted").asLong())
                .isGreaterThanOrEqualTo(now.at("/machine/heapUsed").asLong());
        assertThat(now.at("/machine/cpuSeconds").asDouble())
                .isGreaterThanOrEqualTo(before.at("/machine/cpuSeconds").asDouble());
        assertThat(now.at("/machine/processors").asInt()).isPositive();
        soon(() -> assertThat(status.data().at("/machine/loopDelay/max").asDouble()).isPositive());
        assertThat(now.at("/pool/max").asInt()).isEqualTo(10);
        assertThat(now.at("/log/age").asDouble()).isBetween(0.0, 5.0);
        assertThat(now.get("since")).isEqualTo(before.get("since"));
    }
}
