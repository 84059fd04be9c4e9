package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Await;
import io.crier.CrierClient;
import io.crier.CrierClient.Answer;
import io.crier.CrierTest;
import io.crier.announcement.ChangeLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The ring is smaller than the log, so that memory alone cannot tell what is asked for. */
@CrierTest
@DirtiesContext
@TestPropertySource(properties = "crier.feed.ring.max-changes=20")
class ConditionalChangesIntegrationTests {
    private static final int STEPS = 250;
    private static final int ANNOUNCEMENTS = 12;

    /** As many changes as are read from the log at once. */
    private static final int BLOCK = 64;

    @LocalServerPort int port;
    @Autowired ChangeLog changeLog;
    @Autowired Environment environment;

    private CrierClient crier;

    @BeforeEach
    void connectToCrier() {
        crier = new CrierClient(port);
    }

    private String head() {
        return Await.value(changeLog.bounds()).end().toString();
    }

    private void create(int many, String topic) {
        var lines = "{\"title\":\"A\",\"topics\":[\"%s\"]}\n".formatted(topic).repeat(many);
        assertThat(crier.batch(lines).response().body()).doesNotContain("errors");
        caughtUp();
    }

    private void caughtUp() {
        var head = head();
        while (!crier.get("/v1/changes").text("/cursor").equals(head)) {
            Thread.onSpinWait();
        }
    }

    private static String tag(Answer answer) {
        return answer.header("ETag").orElseThrow();
    }

    private Answer again(String path, Answer held) {
        return crier.get(path, "If-None-Match", tag(held));
    }

    private void assertHolds(String path, Answer held) {
        var again = again(path, held);
        assertThat(again.status()).as(again.response().body()).isEqualTo(304);
        assertThat(again.response().body()).isEmpty();
        for (var header : List.of("ETag", "Cache-Control", "Vary")) {
            assertThat(again.header(header)).isEqualTo(held.header(header)).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "latest"})
    void holdsUntilSomethingConcernsTheFilterWhichMemoryKnows(String which) throws SQLException {
        var topic = "holds-" + which;
        var path = "/v1/changes?catchup=%s&topic=%s&since=%s".formatted(which, topic, head());
        create(30, topic);
        create(10, "elsewhere");
        var held = crier.get(path);
        assertThat(held.json().get("items")).hasSize(30);
        create(10, "elsewhere");
        try (var connection = connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE log, change, announcement");
            // Nobody can read any of them now; the pause that the line makes then is of no concern.
            assertHolds(path, held);
            assertHolds(path + "&wait=0", held);
            connection.rollback();
        }
        create(1, topic);
        var more = again(path, held);
        assertThat(more.status()).isEqualTo(200);
        assertThat(more.json().get("items")).hasSize(31);
        assertThat(tag(more)).isNotEqualTo(tag(held));
        assertHolds(path, more);
        // What memory cannot tell is read again.
        create(25, "elsewhere");
        assertThat(again(path, more).status()).isEqualTo(200);
    }

    private java.sql.Connection connect() throws SQLException {
        return DriverManager.getConnection(
                environment.getRequiredProperty("spring.r2dbc.url").replace("r2dbc:", "jdbc:"),
                environment.getRequiredProperty("spring.r2dbc.username"),
                environment.getRequiredProperty("spring.r2dbc.password"));
    }

    @Test
    void withoutAFilterAnyChangeIsNews() {
        create(1, "a");
        var path = "/v1/changes?since=" + head();
        var held = crier.get(path);
        assertHolds(path, held);
        create(1, "a");
        assertThat(again(path, held).status()).isEqualTo(200);
    }

    @Test
    void whereNowIsHoldsUntilThereIsNews() {
        create(1, "now");
        var held = crier.get("/v1/changes?topic=now");
        create(3, "elsewhere");
        assertHolds("/v1/changes?topic=now", held);
        create(1, "now");
        var news = again("/v1/changes?topic=now", held);
        assertThat(news.status()).isEqualTo(200);
        assertThat(news.text("/cursor")).isEqualTo(head());
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "latest"})
    void anAnswerThatMoreFollowsHoldsForAsLongAsItsChangesAreKept(String which) {
        var begin = beginOfBlock();
        create(30, "followed");
        var path = "/v1/changes?limit=10&topic=followed&catchup=%s&since=%s";
        var first = crier.get(path.formatted(which, begin));
        create(5, "followed");
        assertHolds(path.formatted(which, begin), first);
        assertThat(first.json().get("next").isNull()).isFalse();
        forget();
        create(1, "followed");
        awaitGone(path.formatted(which, begin), first, "expired");
    }

    /**
     * Begins a block of the log. A block that is whole is kept in memory for a minute after its
     * changes were forgotten; one that still grows is not.
     */
    private String beginOfBlock() {
        var head = head();
        var position = Long.parseLong(head.substring(head.indexOf('-') + 1));
        create((int) (BLOCK - position % BLOCK), "filler");
        return head();
    }

    private void forget() {
        Await.value(changeLog.prune(OffsetDateTime.now(ZoneOffset.UTC).plusDays(1), 0, 1_000_000));
    }

    /** The tail learns of the new bounds when it looks at the log next. */
    private void awaitGone(String path, Answer held, String reason) {
        var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        var again = again(path, held);
        while (again.status() == 304 && System.nanoTime() < deadline) {
            again = again(path, held);
        }
        assertThat(again.status()).isEqualTo(410);
        assertThat(again.text("/reason")).isEqualTo(reason);
    }

    @Test
    void whatCannotBeContinuedIsGoneWhateverTheClientHolds() {
        var begin = beginOfBlock();
        create(30, "gone");
        create(5, "elsewhere");
        var path = "/v1/changes?topic=gone&since=";
        var held = crier.get(path + begin);
        assertHolds(path + begin, held);
        forget();
        create(1, "elsewhere");
        awaitGone(path + begin, held, "expired");
        awaitGone(path + "0-5", held, "other-epoch");
        var ahead = begin.substring(0, begin.indexOf('-') + 1) + "1000000";
        awaitGone(path + ahead, held, "future");
    }

    @Test
    void aTagOfAnotherLogOrFromTheFutureIsNone() {
        var begin = head();
        var path = "/v1/changes?topic=nothing-has-it&since=" + begin;
        var held = crier.get(path);
        assertHolds(path, held);
        var epoch = begin.substring(0, begin.indexOf('-') + 1);
        for (var other : List.of("\"0-5.00000000\"", "\"%s900000.00000000\"".formatted(epoch))) {
            assertThat(crier.get(path, "If-None-Match", other).status()).isEqualTo(200);
            var list = other + ", W/" + tag(held);
            assertThat(crier.get(path, "If-None-Match", list).status()).isEqualTo(304);
        }
    }

    @Test
    void fromTheStartHoldsWhileNothingIsForgottenEither() {
        create(5, "start");
        var path = "/v1/changes?since=start&limit=1000&topic=start";
        var held = crier.get(path);
        assertHolds(path, held);
        forget();
        create(1, "elsewhere");
        var again = again(path, held);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("items")).isEmpty();
    }

    @Test
    void whoWaitsIsNotAskedWhatItHolds() {
        var begin = head();
        create(1, "waits");
        var path = "/v1/changes?topic=waits&since=" + begin;
        var held = crier.get(path);
        var waited = crier.get(path + "&wait=1", "If-None-Match", tag(held));
        assertThat(waited.status()).isEqualTo(200);
        assertThat(waited.json().get("items")).hasSize(1);
        assertThat(waited.header("ETag")).isEmpty();
    }

    private HttpResponse<byte[]> raw(String method, String path, String... headers)
            throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .headers(headers)
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }

    @Test
    void isCompressedForWhomItIsWorthItUnderATagOfItsOwn() throws Exception {
        var begin = head();
        var path = "/v1/changes?topic=zipped&since=" + begin;
        create(10, "zipped");
        var plain = crier.get(path);
        assertThat(plain.header("Vary")).contains("Accept-Encoding");
        assertThat(plain.header("Content-Encoding")).isEmpty();
        var zipped = raw("GET", path, "Accept-Encoding", "gzip, deflate, br");
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(zipped.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(zipped.body()).hasSizeLessThan(plain.response().body().length() / 4);
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
            assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(plain.response().body());
        }
        var tag = zipped.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).isNotEqualTo(tag(plain));
        var both = tag(plain) + ", " + tag;
        assertThat(raw("GET", path, "Accept-Encoding", "gzip", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        // A cache that holds both must not take the one that its client cannot read.
        assertThat(crier.get(path, "If-None-Match", tag).status()).isEqualTo(200);
        assertThat(crier.get(path, "If-None-Match", both).header("ETag")).contains(tag(plain));
        var nothing = raw("GET", "/v1/changes?since=" + head(), "Accept-Encoding", "gzip");
        assertThat(nothing.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void headTellsWhatGetTells() throws Exception {
        var begin = head();
        var path = "/v1/changes?topic=heads&since=" + begin;
        create(5, "heads");
        var got = raw("GET", path, "Accept-Encoding", "gzip");
        var head = raw("HEAD", path, "Accept-Encoding", "gzip");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (var name : List.of("ETag", "Vary", "Content-Encoding", "Content-Length")) {
            assertThat(head.headers().firstValue(name))
                    .as(name)
                    .isEqualTo(got.headers().firstValue(name))
                    .isPresent();
        }
        var tag = got.headers().firstValue("ETag").orElseThrow();
        assertThat(raw("HEAD", path, "Accept-Encoding", "gzip", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    /** What a client has that asked once, and may ask again. */
    private record Held(String path, Map<String, Long> table, Answer answer) {}

    /**
     * Whether it is told the changes or that those it holds still hold, and whatever happened
     * since, a client that goes on from there has exactly the table.
     */
    @Test
    void whoIsToldThatItHoldsHasTheTable() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var held = new ArrayList<Held>();
        var counts = new HashMap<Integer, Integer>();
        for (var step = 0; step < STEPS; step++) {
            for (var writes = random.nextInt(4); writes > 0; writes--) {
                write(random);
            }
            caughtUp();
            if (step % 70 == 69) {
                Await.value(
                        changeLog.prune(
                                OffsetDateTime.now(ZoneOffset.UTC).minusYears(1), 60, 1_000));
            }
            if (held.size() < 20) {
                held.add(begin(random));
            }
            var one = held.remove(random.nextInt(held.size()));
            var again = again(one.path(), one.answer());
            counts.merge(again.status(), 1, Integer::sum);
            if (again.status() == 410) {
                continue;
            }
            var answer = again.status() == 304 ? one.answer() : again;
            var table = new HashMap<>(one.table());
            if (goOn(answer.json(), table)) {
                assertThat(table)
                        .as("seed %d, step %d: %s, %s", seed, step, one.path(), again.status())
                        .isEqualTo(list(one.path().replaceAll(".*(topic=t\\d).*", "$1")));
                held.add(new Held(one.path(), one.table(), answer));
            }
        }
        System.out.println("answers by status: " + counts);
        assertThat(counts).containsOnlyKeys(200, 304, 410);
        assertThat(counts.get(304)).isGreaterThan(20);
        assertThat(counts.get(200)).isGreaterThan(20);
    }

    private void write(Random random) {
        var id =
                new UUID(
                        0x0190_0000_0000_7000L,
                        0x8000_0000_0000_0000L + random.nextInt(ANNOUNCEMENTS));
        var path = "/v1/announcements/" + id;
        if (random.nextInt(4) == 0) {
            crier.delete(path);
        } else {
            // Most topics are nobody's.
            crier.put(
                    path,
                    "{\"title\":\"n%d\",\"topics\":[\"t%d\"]}"
                            .formatted(random.nextInt(), random.nextInt(8)));
        }
    }

    private Held begin(Random random) {
        var topic = "topic=t" + random.nextInt(2);
        var since = head();
        var table = list(topic);
        for (var writes = random.nextInt(12); writes > 0; writes--) {
            write(random);
        }
        caughtUp();
        var path =
                "/v1/changes?%s&catchup=%s&limit=%d&since=%s"
                        .formatted(
                                topic,
                                random.nextBoolean() ? "latest" : "all",
                                random.nextBoolean() ? 2 : 100,
                                since);
        var answer = crier.get(path);
        assertThat(answer.status()).isEqualTo(200);
        return new Held(path, table, answer);
    }

    private Map<String, Long> list(String filter) {
        var table = new HashMap<String, Long>();
        for (var page : crier.pages("?limit=100&" + filter)) {
            page.get("items").forEach(item -> put(item, table));
        }
        return table;
    }

    /** To the end; false where what follows has been forgotten. */
    private boolean goOn(JsonNode answer, Map<String, Long> table) {
        var at = answer;
        while (true) {
            for (var item : at.get("items")) {
                if (item.get("kind").asString().equals("removed")) {
                    table.remove(item.get("id").asString());
                } else {
                    put(item, table);
                }
            }
            if (at.get("next").isNull()) {
                return true;
            }
            var next = crier.get(at.get("next").asString());
            if (next.status() == 410) {
                return false;
            }
            assertThat(next.status()).isEqualTo(200);
            at = next.json();
        }
    }

    private static void put(JsonNode item, Map<String, Long> table) {
        table.put(item.get("id").asString(), item.get("version").asLong());
    }
}
