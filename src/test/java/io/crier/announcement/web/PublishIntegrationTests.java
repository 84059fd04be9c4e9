package io.crier.announcement.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import io.crier.announcement.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CrierTest
class PublishIntegrationTests {
    @LocalServerPort int port;
    private CrierClient crier;

    @BeforeEach
    void connect() {
        crier = new CrierClient(port);
    }

    private static String path(JsonNode announcement) {
        return "/v1/announcements/" + announcement.get("id").asString();
    }

    private static <T> List<T> atOnce(int times, Callable<T> task) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (Future<T> future : threads.invokeAll(Collections.nCopies(times, task))) {
                results.add(future.get());
            }
            return results;
        }
    }

    @Test
    void createsAndTellsWhere() {
        var answer = crier.post("/v1/announcements", "{\"title\":\"A\",\"topics\":[\"x\"]}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).contains(path(answer.json()));
        var tag = answer.header("ETag").orElseThrow();
        assertThat(tag).matches("\"1-undated-[0-9a-f]{12}\"");
        assertThat(UUID.fromString(answer.text("/id")).version()).isEqualTo(7);
        assertThat(answer.text("/cursor")).matches("[0-9a-f]{12}-[0-9]+");

        var read = crier.get(path(answer.json()));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(answer.json());
        assertThat(crier.get(path(answer.json()), "If-None-Match", tag).status()).isEqualTo(304);
    }

    @Test
    void putCreatesThenReplaces() {
        var path = "/v1/announcements/01900000-0000-7000-8000-000000000aaa";
        assertThat(crier.put(path, "{\"title\":\"A\",\"summary\":\"s\"}").status()).isEqualTo(201);
        var replaced = crier.put(path, "{\"title\":\"B\"}");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().has("summary")).isFalse();
        assertThat(replaced.json().get("version").asLong()).isEqualTo(2);
    }

    @Test
    void aRepresentationMayBeSentBackAsItWasRead() {
        var created = crier.create("{\"title\":\"A\",\"startsAt\":\"2027-03-04T17:00:00+01:00\"}");
        var again = crier.put(path(created), created.toString());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(created);
    }

    @Test
    void aWriteThatChangesNothingMakesNoChange() {
        var created = crier.create("{\"title\":\"A\"}");
        var patched = crier.patch(path(created), "{\"title\":\" A \"}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json()).isEqualTo(created);
        assertThat(crier.get(path(created) + "/history").json().get("items")).hasSize(1);
    }

    @Test
    void tellsTheHistoryNewestFirst() {
        var created = crier.create("{\"title\":\"A\",\"topics\":[\"x\"]}");
        crier.patch(path(created), "{\"title\":\"B\"}");
        crier.delete(path(created));
        var history = crier.get(path(created) + "/history").json().get("items");
        assertThat(history.valueStream().map(entry -> entry.get("kind").asString()))
                .containsExactly("removed", "updated", "created");
        assertThat(history.at("/1/changed").toString())
                .isEqualTo("[{\"field\":\"title\",\"from\":\"A\",\"to\":\"B\"}]");
    }

    @Test
    void aRemovedAnnouncementIsGoneWithATombstone() {
        var created = crier.create("{\"title\":\"A\"}");
        assertThat(crier.delete(path(created)).status()).isEqualTo(204);
        var gone = crier.get(path(created));
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.json().at("/tombstone/version").asLong()).isEqualTo(2);
        assertThat(crier.patch(path(created), "{\"title\":\"B\"}").status()).isEqualTo(410);
        assertThat(crier.delete(path(created)).status()).isEqualTo(410);
        assertThat(crier.put(path(created), "{\"title\":\"B\"}").status()).isEqualTo(201);
        assertThat(crier.get(path(created)).json().get("version").asLong()).isEqualTo(3);
    }

    @Test
    void honoursIfMatch() {
        var created = crier.create("{\"title\":\"A\"}");
        var first = "\"1-undated\"";
        assertThat(crier.patch(path(created), "{\"title\":\"B\"}", "If-Match", first).status())
                .isEqualTo(200);
        var stale = crier.patch(path(created), "{\"title\":\"C\"}", "If-Match", first);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.json().get("currentVersion").asLong()).isEqualTo(2);
        assertThat(crier.delete(path(created), "If-Match", first).status()).isEqualTo(412);
        assertThat(crier.put(path(created), "{\"title\":\"C\"}", "If-None-Match", "*").status())
                .isEqualTo(412);
        assertThat(crier.get(path(created)).text("/title")).isEqualTo("B");
    }

    @Test
    void ofManyWritersThatKnowTheSameVersionOneSucceeds() throws Exception {
        var created = crier.create("{\"title\":\"A\"}");
        var statuses =
                atOnce(
                        16,
                        () ->
                                crier.patch(
                                                path(created),
                                                "{\"title\":\"" + UUID.randomUUID() + "\"}",
                                                "If-Match",
                                                "\"1\"")
                                        .status());
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(new HashSet<>(statuses)).isEqualTo(Set.of(200, 412));
    }

    @Test
    void everyConcurrentPatchIsAppliedOnTheOneBefore() throws Exception {
        var created = crier.create("{\"title\":\"A\"}");
        var numbers = IntStream.range(0, 32).iterator();
        atOnce(
                32,
                () -> {
                    int number;
                    synchronized (numbers) {
                        number = numbers.next();
                    }
                    return crier.patch(path(created), "{\"topics\":[\"t" + number + "\"]}")
                            .status();
                });
        assertThat(crier.get(path(created)).json().get("version").asLong()).isEqualTo(33);
        var history = crier.get(path(created) + "/history").json().get("items");
        for (var i = 0; i < 31; i++) {
            assertThat(history.at("/" + i + "/changed/0/from"))
                    .isEqualTo(history.at("/" + (i + 1) + "/changed/0/to"));
        }
    }

    @Test
    void aRepeatedPostUnderOneKeyMakesOneAnnouncement() throws Exception {
        var key = UUID.randomUUID().toString();
        var answers =
                atOnce(
                        24,
                        () ->
                                crier.post(
                                        "/v1/announcements",
                                        "{\"title\":\"Once\"}",
                                        "Idempotency-Key",
                                        key));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(answers)
                .extracting(answer -> answer.json().toString())
                .containsOnly(answers.getFirst().json().toString());
        assertThat(answers)
                .filteredOn(answer -> answer.header("Idempotency-Replayed").isEmpty())
                .hasSize(1);

        var other =
                crier.post("/v1/announcements", "{\"title\":\"Other\"}", "Idempotency-Key", key);
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void aReplayTellsWhatTheFirstWriteDidAlsoAfterLaterOnes() {
        var key = UUID.randomUUID().toString();
        var first = crier.post("/v1/announcements", "{\"title\":\"A\"}", "Idempotency-Key", key);
        crier.patch(path(first.json()), "{\"title\":\"B\"}");
        var replay = crier.post("/v1/announcements", "{\"title\":\"A\"}", "Idempotency-Key", key);
        assertThat(replay.json()).isEqualTo(first.json());
    }

    @Test
    void aBatchAnswersEveryLineInOrderWhateverFails() {
        var answer =
                crier.batch(
                        """
                        {"title":"one"}
                        no JSON

                        {"titel":"x"}
                        {"title":"five","id":"01900000-0000-7000-8000-000000000bbb"}
                        {"title":"six","id":"01900000-0000-7000-8000-000000000bbb"}
                        {"title":"seven","id":"x"}\
                        """);
        assertThat(answer.status()).isEqualTo(200);
        var lines = answer.response().body().lines().map(Json.MAPPER::readTree).toList();
        assertThat(lines.stream().map(line -> line.get("line") + ":" + line.get("status")))
                .containsExactly("1:201", "2:400", "4:400", "5:201", "6:200", "7:400");
        assertThat(lines.get(1).at("/problem/detail").asString()).contains("not JSON");
        assertThat(
                        crier.get("/v1/announcements/01900000-0000-7000-8000-000000000bbb")
                                .text("/title"))
                .isEqualTo("six");
    }

    @Test
    void aRepeatedBatchUnderOneKeyMakesNothingNew() {
        var lines =
                IntStream.range(0, 300)
                        .mapToObj(i -> "{\"title\":\"n" + i + "\"}\n")
                        .collect(Collectors.joining());
        var first = crier.batch(lines, "Idempotency-Key", "batch-1");
        var second = crier.batch(lines, "Idempotency-Key", "batch-1");
        assertThat(first.response().body().lines()).hasSize(300);
        assertThat(second.response().body()).isEqualTo(first.response().body());
    }
}
