package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Await;
import io.crier.CrierClient;
import io.crier.CrierClient.Answer;
import io.crier.CrierTest;
import io.crier.announcement.ChangeLog;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The ring is smaller than the log, so that what is asked for comes from both. */
@CrierTest
@DirtiesContext
@TestPropertySource(properties = "crier.feed.ring.max-changes=20")
class ChangesIntegrationTests {
    @LocalServerPort int port;
    @Autowired ChangeLog changeLog;
    private CrierClient crier;

    @BeforeEach
    void connect() {
        crier = new CrierClient(port);
    }

    private static String path(JsonNode announcement) {
        return "/v1/announcements/" + announcement.get("id").asString();
    }

    private String head() {
        return Await.value(changeLog.bounds()).end().toString();
    }

    private static String at(String cursor, long position) {
        return cursor.substring(0, cursor.indexOf('-') + 1) + position;
    }

    private static long position(String cursor) {
        return Long.parseLong(cursor.substring(cursor.indexOf('-') + 1));
    }

    /** An answer, which the tail may still have to read what was written for. */
    private JsonNode changes(String query) {
        var answer = crier.get("/v1/changes?wait=5&" + query);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private List<JsonNode> items(JsonNode answer) {
        return StreamSupport.stream(answer.get("items").spliterator(), false).toList();
    }

    /** All pages, as a client gets them that follows the links. */
    private List<JsonNode> walk(String query) {
        var answers = new ArrayList<>(List.of(changes(query)));
        while (!answers.getLast().get("next").isNull()) {
            var answer = crier.get(answers.getLast().get("next").asString());
            assertThat(answer.status()).isEqualTo(200);
            answers.add(answer.json());
        }
        return answers;
    }

    private List<String> told(List<JsonNode> answers) {
        return answers.stream()
                .flatMap(answer -> items(answer).stream())
                .map(item ->
                        item.get("kind").asString()
                                + " "
                                + item.get("version").asLong()
                                + (item.has("left") ? " left" : ""))
                .toList();
    }

    private void caughtUp(String cursor) {
        try (var stream = crier.stream("?since=" + cursor)) {
            stream.next();
            while (position(crier.get("/v1/changes").text("/cursor")) < position(cursor)) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tellsByteForByteWhatTheStreamTells() throws IOException {
        var before = head();
        var created = crier.create("{\"title\":\"Bär\"}");
        crier.patch(path(created), "{\"title\":\"B\"}");
        var head = head();
        caughtUp(head);
        var answer = crier.get("/v1/changes?since=" + before);
        try (var stream = crier.stream("?since=" + before)) {
            stream.next();
            var told = List.of(stream.nextChange(), stream.nextChange());
            assertThat(answer.response().body())
                    .isEqualTo(
                            "{\"items\":[%s,%s],\"next\":null,\"cursor\":\"%s\"}"
                                    .formatted(
                                            told.getFirst().data(), told.getLast().data(), head));
        }
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.header("Cache-Control")).contains("no-cache");
        assertThat(answer.header("Link")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "latest"})
    void tellsOnlyTheFieldsAskedFor(String which) throws IOException {
        var before = head();
        var created =
                crier.create("{\"title\":\"A\",\"summary\":\"s\",\"url\":\"https://a.example/\"}");
        crier.patch(path(created), "{\"title\":\"B\",\"summary\":\"t\"}");
        crier.patch(path(created), "{\"summary\":\"u\"}");
        caughtUp(head());
        var since = which.equals("all") ? at(before, position(before) + 1) : before;
        var id = created.get("id").asString();
        for (var churn = 0; churn < 2; churn++) {
            var answer =
                    crier.get(
                            "/v1/changes?fields=url,title&fields=title&catchup=%s&limit=%d&since=%s"
                                    .formatted(which, which.equals("all") ? 2 : 1, since));
            var announcement =
                    "\"announcement\":{\"id\":\"%s\",\"version\":%%d,\"title\":\"B\",\"url\":\"https://a.example/\"}}"
                            .formatted(id);
            var item =
                    "{\"cursor\":\"%s\",\"kind\":\"%s\",\"id\":\"%s\",\"version\":%d,\"changed\":[%s],%s";
            var expected = new ArrayList<String>();
            if (which.equals("all")) {
                expected.add(
                        item.formatted(
                                at(before, position(before) + 2),
                                "updated",
                                id,
                                2,
                                "{\"field\":\"title\",\"from\":\"A\",\"to\":\"B\"}",
                                announcement.formatted(2)));
            }
            expected.add(
                    item.formatted(
                            at(before, position(before) + 3),
                            which.equals("all") ? "updated" : "created",
                            id,
                            3,
                            "",
                            announcement.formatted(3)));
            assertThat(answer.response().body())
                    .startsWith("{\"items\":[" + String.join(",", expected) + "]");
            // Once more, from the log.
            for (var i = 0; churn == 0 && i < 30; i++) {
                crier.create("{\"title\":\"churn\"}");
            }
            caughtUp(head());
        }
        try (var stream = crier.stream("?fields=title")) {
            assertThat(stream.response().statusCode()).isEqualTo(400);
        }
    }

    @Test
    void withoutACursorTellsWhereNowIs() {
        crier.create("{\"title\":\"A\"}");
        caughtUp(head());
        var answer = crier.get("/v1/changes?wait=30");
        assertThat(answer.response().body())
                .isEqualTo("{\"items\":[],\"next\":null,\"cursor\":\"%s\"}".formatted(head()));
    }

    @Test
    void tellsEveryChangeFromEveryPosition() {
        var begin = head();
        for (var i = 0; i < 60; i++) {
            crier.create("{\"title\":\"n%d\",\"topics\":[\"every%d\"]}".formatted(i, i % 3));
        }
        var first = position(begin);
        caughtUp(head());
        for (var from = first; from < first + 60; from += 7) {
            var walk = walk("limit=9&since=" + at(begin, from));
            var expected = from;
            for (var answer : walk) {
                for (var item : items(answer)) {
                    assertThat(item.get("cursor").asString()).isEqualTo(at(begin, ++expected));
                }
                assertThat(answer.get("cursor").asString()).isEqualTo(at(begin, expected));
            }
            assertThat(expected).isEqualTo(first + 60);
            assertThat(walk).hasSize((int) (first + 60 - from + 8) / 9);
        }
        var filtered = walk("topic=every1&limit=7&since=" + begin);
        assertThat(told(filtered)).hasSize(20).containsOnly("created 1");
        assertThat(filtered.getLast().get("cursor").asString()).isEqualTo(at(begin, first + 60));
    }

    @Test
    void linksToWhatFollows() {
        var begin = head();
        for (var i = 0; i < 3; i++) {
            crier.create("{\"title\":\"A\",\"topics\":[\"a b&c+{d}\"]}");
        }
        caughtUp(head());
        var answer = crier.get("/v1/changes?since=" + begin + "&topic=a%20b%26c%2B%7Bd%7D&limit=2");
        var next =
                "/v1/changes?topic=a%%20b%%26c%%2B%%7Bd%%7D&limit=2&since=%s"
                        .formatted(answer.text("/items/1/cursor"));
        assertThat(answer.text("/next")).isEqualTo(next);
        assertThat(answer.header("Link")).contains("<%s>; rel=\"next\"".formatted(next));
        assertThat(items(crier.get(next).json())).hasSize(1);
    }

    @Test
    void startTellsFromTheOldestThatIsKept() {
        crier.create("{\"title\":\"A\"}");
        var walk = walk("since=start&limit=1000");
        var bounds = Await.value(changeLog.bounds());
        assertThat(walk.getFirst().at("/items/0/cursor").asString())
                .isEqualTo(at(head(), bounds.floor() + 1));
        assertThat(told(walk)).hasSize((int) (bounds.head() - bounds.floor()));
    }

    @Test
    void anAnswerIsBoundedInSizeAndTellsAllTheSame() {
        var begin = head();
        var body = "<p>" + "x".repeat(190_000) + "</p>";
        for (var i = 0; i < 8; i++) {
            crier.create("{\"title\":\"A\",\"body\":\"%s\"}".formatted(body));
        }
        for (var which : List.of("all", "latest")) {
            caughtUp(head());
            var walk = walk("catchup=" + which + "&since=" + begin);
            assertThat(walk).hasSize(2);
            assertThat(walk)
                    .allSatisfy(answer ->
                            assertThat(answer.toString().length()).isLessThan(1024 * 1024 + 1024));
            assertThat(told(walk)).hasSize(8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "latest"})
    void tellsOfComingIntoAFilterAndOfLeavingIt(String which) {
        var topic = "filtered-" + which;
        var begin = head();
        var query = "catchup=" + which + "&topic=" + topic + "&status=scheduled&since=";
        var created = crier.create("{\"title\":\"A\",\"topics\":[\"cooking\"]}");
        crier.patch(path(created), "{\"topics\":[\"%s\"]}".formatted(topic));
        var came = changes(query + begin);
        assertThat(told(List.of(came))).containsExactly("created 2");
        crier.patch(path(created), "{\"title\":\"B\"}");
        var updated = changes(query + came.get("cursor").asString());
        assertThat(told(List.of(updated))).containsExactly("updated 3");
        crier.patch(path(created), "{\"status\":\"cancelled\"}");
        var left = changes(query + updated.get("cursor").asString());
        assertThat(told(List.of(left))).containsExactly("removed 4 left");
        crier.patch(path(created), "{\"title\":\"C\"}");
        crier.patch(path(created), "{\"status\":\"scheduled\"}");
        var again = changes(query + left.get("cursor").asString());
        assertThat(told(List.of(again))).containsExactly("created 6");
        crier.delete(path(created));
        assertThat(told(List.of(changes(query + again.get("cursor").asString()))))
                .containsExactly("removed 7");
    }

    @Test
    void latestTellsOnceWhatBecameOfEach() {
        var topic = "net";
        var stays = crier.create("{\"title\":\"A\",\"topics\":[\"net\"]}");
        var goes = crier.create("{\"title\":\"A\",\"topics\":[\"net\"]}");
        var leaves = crier.create("{\"title\":\"A\",\"topics\":[\"net\"]}");
        var returns = crier.create("{\"title\":\"A\",\"topics\":[\"net\"]}");
        var outside = crier.create("{\"title\":\"A\"}");
        var begin = head();
        crier.patch(path(stays), "{\"title\":\"B\"}");
        var isNew = crier.create("{\"title\":\"A\",\"topics\":[\"net\"]}");
        var passing = crier.create("{\"title\":\"A\",\"topics\":[\"net\"]}");
        crier.patch(path(goes), "{\"title\":\"B\"}");
        crier.patch(path(leaves), "{\"topics\":[]}");
        crier.patch(path(returns), "{\"topics\":[]}");
        crier.patch(path(outside), "{\"topics\":[\"net\"]}");
        crier.patch(path(outside), "{\"topics\":[]}");
        crier.delete(path(passing));
        crier.delete(path(goes));
        crier.patch(path(isNew), "{\"title\":\"B\"}");
        crier.patch(path(returns), "{\"topics\":[\"net\"]}");
        crier.patch(path(stays), "{\"title\":\"C\",\"summary\":\"new\"}");

        for (var churn = 0; churn < 2; churn++) {
            caughtUp(head());
            var answer = changes("catchup=latest&topic=" + topic + "&since=" + begin);
            assertThat(told(List.of(answer)))
                    .containsExactly(
                            "removed 2 left", "removed 3", "created 2", "updated 3", "updated 3");
            assertThat(items(answer))
                    .extracting(item -> item.get("id").asString())
                    .containsExactly(
                            leaves.get("id").asString(),
                            goes.get("id").asString(),
                            isNew.get("id").asString(),
                            returns.get("id").asString(),
                            stays.get("id").asString());
            assertThat(answer.at("/items/1/changed").toString())
                    .isEqualTo("[{\"field\":\"title\",\"from\":\"A\",\"to\":\"B\"}]");
            assertThat(answer.at("/items/2/changed").toString()).isEqualTo("[]");
            assertThat(answer.at("/items/3/changed").toString()).isEqualTo("[]");
            assertThat(answer.at("/items/4/changed").toString())
                    .isEqualTo(
                            "[{\"field\":\"title\",\"from\":\"A\",\"to\":\"C\"},{\"field\":\"summary\",\"from\":null,\"to\":\"new\"}]");
            assertThat(answer.get("cursor").asString()).isEqualTo(head());
            assertThat(answer.get("next").isNull()).isTrue();
            var whole = changes("catchup=latest&since=" + begin);
            assertThat(told(List.of(whole))).contains("updated 2", "updated 3");
            // Once more, from the log.
            for (var i = 0; churn == 0 && i < 30; i++) {
                crier.create("{\"title\":\"churn\"}");
            }
        }
    }

    @Test
    void aWalkOfLatestChangesGoesOnRightWhateverHappensMeanwhile() {
        var was = new ArrayList<JsonNode>();
        for (var i = 0; i < 30; i++) {
            was.add(crier.create("{\"title\":\"A\",\"topics\":[\"walk\"]}"));
        }
        var begin = head();
        was.forEach(one -> crier.patch(path(one), "{\"title\":\"B\"}"));
        var comes = crier.create("{\"title\":\"A\",\"topics\":[\"walk\"]}");
        var query = "catchup=latest&topic=walk&since=";
        crier.patch(path(was.get(29)), "{\"topics\":[]}");
        for (var i = 0; i < 30; i++) {
            crier.patch(path(was.get(i)), "{\"title\":\"C\"}");
        }
        caughtUp(head());
        var first = changes("limit=1&" + query + begin);
        assertThat(items(first).getFirst().get("id")).isEqualTo(comes.get("id"));
        var midway = first.get("cursor").asString();
        assertThat(midway).startsWith(begin + ".");
        // It goes after it was told, and comes back and goes again.
        crier.delete(path(comes));
        crier.put(path(comes), "{\"title\":\"A\",\"topics\":[\"walk\"]}");
        crier.delete(path(comes));
        caughtUp(head());
        var rest = walk("limit=10&" + query + midway);
        var told = told(rest);
        assertThat(told).hasSize(31).endsWith("removed 4 left", "removed 4");
        assertThat(told.subList(0, 29)).containsOnly("updated 3");
        assertThat(rest.getLast().get("cursor").asString()).isEqualTo(head());
        // Every place of the walk is good everywhere.
        try (var stream = crier.stream("?topic=walk&since=" + midway)) {
            assertThat(stream.next().id()).isEqualTo(begin);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(changes("limit=1&since=" + midway).at("/items/0/cursor").asString())
                .isEqualTo(at(begin, position(begin) + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "latest"})
    void waitsUntilAChangeConcernsTheFilter(String which) {
        var topic = "waited-for-" + which;
        var begin = head();
        caughtUp(begin);
        var answer =
                CompletableFuture.supplyAsync(() ->
                        crier.get(
                                "/v1/changes?wait=30&catchup=%s&topic=%s&since=%s"
                                        .formatted(which, topic, begin)));
        for (var i = 0; i < 5; i++) {
            crier.create("{\"title\":\"elsewhere\"}");
        }
        assertThat(answer).isNotDone();
        var created = crier.create("{\"title\":\"A\",\"topics\":[\"%s\"]}".formatted(topic));
        var told = answer.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join();
        assertThat(items(told.json())).hasSize(1);
        assertThat(told.text("/cursor")).isEqualTo(created.get("cursor").asString());
    }

    @Test
    void whenTheTimeIsOverTheCursorHasGoneOn() {
        var begin = head();
        crier.create("{\"title\":\"elsewhere\"}");
        caughtUp(head());
        for (var which : List.of("all", "latest")) {
            var started = System.nanoTime();
            var answer =
                    crier.get(
                            "/v1/changes?wait=1&topic=nothing-has-it&catchup=%s&since=%s"
                                    .formatted(which, begin));
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .isGreaterThan(Duration.ofMillis(950));
            assertThat(answer.response().body())
                    .isEqualTo("{\"items\":[],\"next\":null,\"cursor\":\"%s\"}".formatted(head()));
        }
    }

    @Test
    void goneWhereTheStreamWouldReset() {
        for (var i = 0; i < 30; i++) {
            crier.create("{\"title\":\"old\"}");
        }
        Await.value(changeLog.prune(OffsetDateTime.now(ZoneOffset.UTC).plusDays(1), 0, 1_000_000));
        for (var i = 0; i < 30; i++) {
            crier.create("{\"title\":\"new\"}");
        }
        var bounds = Await.value(changeLog.bounds());
        var head = head();
        caughtUp(head);
        for (var which : List.of("all", "latest")) {
            var query = "/v1/changes?topic=a%20b&catchup=" + which + "&since=";
            assertGone(crier.get(query + at(head, bounds.floor() - 1)), "expired", head);
            assertGone(crier.get(query + at(head, bounds.head() + 1_000)), "future", head);
            assertGone(crier.get(query + "0-5"), "other-epoch", head);
            assertThat(crier.get(query + at(head, bounds.floor())).status()).isEqualTo(200);
        }
    }

    private void assertGone(Answer answer, String reason, String cursor) {
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.text("/reason")).isEqualTo(reason);
        assertThat(answer.text("/cursor")).isEqualTo(cursor);
        assertThat(answer.text("/snapshot")).isEqualTo("/v1/announcements?topic=a%20b");
        assertThat(answer.text("/detail")).contains("snapshot");
        assertThat(crier.get(answer.text("/snapshot")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "since=yesterday, since, 'start'",
        "since=, since, 'start'",
        "since=a-1&since=a-2, since, given once",
        "limit=0, limit, from 1 to 1000",
        "limit=1001, limit, from 1 to 1000",
        "limit=x, limit, from 1 to 1000",
        "wait=31, wait, seconds from 0 to 30",
        "wait=-1, wait, seconds from 0 to 30",
        "wait=5s, wait, seconds from 0 to 30",
        "catchup=some, catchup, 'all, latest'",
        "phase=upcoming, phase, no such parameter",
        "sort=start, sort, no such parameter",
        "page=x, page, no such parameter",
        "wiat=5, wiat, no such parameter",
        "status=gone, status, cancelled",
        "fields=subtitle, fields, startsAt",
        "fields=title&fields=, fields, startsAt"
    })
    void refusesByNameWhatItCannotDo(String query, String field, String accepted) {
        var answer = crier.get("/v1/changes?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/field")).isEqualTo(field);
        assertThat(answer.text("/errors/0/accepted")).contains(accepted);
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        var answer =
                crier.get("/v1/changes?since=x&wait=x&limit=x&catchup=x&status=x&y=x&fields=x,y");
        assertThat(answer.json().get("errors")).hasSize(8);
    }
}
