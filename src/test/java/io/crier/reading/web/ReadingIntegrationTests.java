package io.crier.reading.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.Decoder;
import io.crier.CrierClient;
import io.crier.CrierTest;
import io.crier.QueryCount;
import io.crier.announcement.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@CrierTest
@Import(QueryCount.Configuration.class)
class ReadingIntegrationTests {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static int number;

    @Autowired private QueryCount queries;

    @LocalServerPort private int port;

    private CrierClient crier;
    private String topic;

    @BeforeEach
    void aTopicOfItsOwn() {
        crier = new CrierClient(port);
        topic = "reading" + number++;
    }

    private String id(String title) {
        return crier.create(
                        "{\"title\":\"%s\",\"topics\":[\"%s\"],\"startsAt\":\"2199-03-04T17:00:00+01:00\"}"
                                .formatted(title, topic))
                .get("id")
                .asString();
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "'',application/json",
        ".json,application/json",
        ".ics,text/calendar",
        ".atom,application/atom+xml",
        ".rss,application/rss+xml",
        ".feed.json,application/feed+json",
        ".jsonld,application/ld+json",
        ".csv,text/csv",
        ".ndjson,application/x-ndjson"
    })
    void everyFormIsTheSameFromTheDatabaseAndFromMemoryAndOnceKnownIsNotSentAgain(
            String suffix, String type) {
        id("Bridging the gap");
        var path = "/v1/announcements" + suffix + "?topic=" + topic;
        var first = send("GET", path);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(header(first, "Content-Type")).startsWith(type);
        assertThat(new String(first.body(), StandardCharsets.UTF_8)).contains("Bridging the gap");
        assertThat(header(first, "ETag")).matches("\"[!-~]+\"");
        assertThat(header(first, "Crier-Cursor")).isNotEmpty();
        assertThat(header(first, "Vary")).contains("Accept-Encoding");

        var before = queries.count();
        var second = send("GET", path);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(header(second, "ETag")).isEqualTo(header(first, "ETag"));
        var third = send("GET", path, "If-None-Match", header(first, "ETag"));
        assertThat(third.statusCode()).isEqualTo(304);
        assertThat(third.body()).isEmpty();
        assertThat(header(third, "ETag")).isEqualTo(header(first, "ETag"));
        assertThat(queries.count()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".ics", ".atom", ".csv"})
    void headTellsAsMuchAsGetWithoutABody(String suffix) {
        id("A");
        var path = "/v1/announcements" + suffix + "?topic=" + topic;
        for (var times = 0; times < 2; times++) {
            var head = send("HEAD", path);
            var get = send("GET", path);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            for (var name : List.of("ETag", "Content-Type", "Content-Length", "Crier-Cursor")) {
                assertThat(header(head, name)).as(name).isEqualTo(header(get, name)).isNotEmpty();
            }
        }
    }

    @Test
    void aChangeThatMattersIsSeenAndOneThatDoesNotIsNoReasonToAsk() {
        id("A");
        var path = "/v1/announcements?topic=" + topic;
        var tag = header(send("GET", path), "ETag");
        crier.create("{\"title\":\"Other\",\"topics\":[\"elsewhere\"]}");
        var before = queries.count();
        var unchanged = send("GET", path, "If-None-Match", tag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(queries.count()).isEqualTo(before);

        id("B");
        var changed = send("GET", path, "If-None-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(Json.MAPPER.readTree(changed.body()).get("items")).hasSize(2);
    }

    @Test
    void aTagIsKnownByWhoNeverSawTheAnswer() {
        id("A");
        var path = "/v1/announcements?topic=" + topic;
        var tag = header(send("GET", path), "ETag");
        var before = queries.count();
        // Another address of the same list, which is not in memory.
        var unchanged = send("GET", path + "&limit=20", "If-None-Match", tag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(header(unchanged, "Crier-Cursor")).isNotEmpty();
        assertThat(queries.count()).isEqualTo(before);
        var gone = id("B");
        assertThat(crier.delete("/v1/announcements/" + gone).status()).isEqualTo(204);
        assertThat(send("GET", path + "&limit=21", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void conditionsAreReadAsTheStandardSays() {
        id("A");
        var path = "/v1/announcements?topic=" + topic;
        var tag = header(send("GET", path), "ETag");
        assertThat(send("GET", path, "If-None-Match", "\"x\", W/" + tag).statusCode())
                .isEqualTo(304);
        assertThat(send("GET", path, "If-None-Match", "*").statusCode()).isEqualTo(304);
        assertThat(send("GET", path, "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
        var later = "Tue, 01 Jan 2199 00:00:00 GMT";
        assertThat(send("GET", path, "If-Modified-Since", later).statusCode()).isEqualTo(304);
        // The date counts only where no tag is named.
        assertThat(
                        send("GET", path, "If-Modified-Since", later, "If-None-Match", "\"x\"")
                                .statusCode())
                .isEqualTo(200);
        assertThat(
                        send("GET", path, "If-Modified-Since", "Mon, 01 Jan 2001 00:00:00 GMT")
                                .statusCode())
                .isEqualTo(200);
        assertThat(send("GET", path, "If-Modified-Since", "yesterday").statusCode()).isEqualTo(200);
    }

    @Test
    void compressedAnswersHoldTheSame() throws IOException {
        for (var count = 0; count < 5; count++) {
            id("A long title that is there " + count);
        }
        var path = "/v1/announcements?topic=" + topic;
        for (var times = 0; times < 2; times++) {
            var plain = send("GET", path);
            var gzip = send("GET", path, "Accept-Encoding", "gzip");
            var brotli = send("GET", path, "Accept-Encoding", "gzip, deflate, br");
            assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
            assertThat(header(brotli, "Content-Encoding")).isEqualTo("br");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                    .isEqualTo(plain.body());
            assertThat(Decoder.decompress(brotli.body()).getDecompressedData())
                    .isEqualTo(plain.body());
            assertThat(List.of(header(plain, "ETag"), header(gzip, "ETag"), header(brotli, "ETag")))
                    .doesNotHaveDuplicates();
            assertThat(
                            send(
                                            "GET",
                                            path,
                                            "Accept-Encoding",
                                            "br",
                                            "If-None-Match",
                                            header(brotli, "ETag"))
                                    .statusCode())
                    .isEqualTo(304);
        }
    }

    @Test
    void theFormIsNegotiatedOrNamed() {
        id("A");
        var path = "/v1/announcements?topic=" + topic;
        for (var times = 0; times < 2; times++) {
            var calendar = send("GET", path, "Accept", "text/calendar");
            assertThat(header(calendar, "Content-Type")).startsWith("text/calendar");
            assertThat(header(calendar, "Vary")).isEqualTo("Accept, Accept-Encoding");
            var json = send("GET", path, "Accept", "application/json");
            assertThat(header(json, "Content-Type")).startsWith("application/json");
            var named =
                    send(
                            "GET",
                            "/v1/announcements.atom?topic=" + topic,
                            "Accept",
                            "application/json");
            assertThat(header(named, "Content-Type")).startsWith("application/atom+xml");
            assertThat(header(named, "Vary")).isEqualTo("Accept-Encoding");
        }
        var refused = crier.get(path, "Accept", "image/png");
        assertThat(refused.status()).isEqualTo(406);
        assertThat(refused.header("Content-Type")).contains("application/problem+json");
        assertThat(refused.text("/detail")).contains("text/calendar (.ics)");
        assertThat(crier.get("/v1/announcements.xls").status()).isEqualTo(404);
    }

    @Test
    void singleAnnouncementsKeepTheTagThatWritersReferTo() {
        var id = id("A");
        var path = "/v1/announcements/" + id;
        var first = crier.get(path);
        var tag = first.header("ETag").orElseThrow();
        assertThat(tag).matches("\"1-upcoming-[0-9a-f]{12}\"");
        var before = queries.count();
        assertThat(crier.get(path, "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(crier.get(path).response().body()).isEqualTo(first.response().body());
        assertThat(queries.count()).isEqualTo(before);
        var compressed = tag.replaceFirst("\"$", ".gz\"");
        assertThat(crier.patch(path, "{\"title\":\"B\"}", "If-Match", compressed).status())
                .isEqualTo(200);
        var second = crier.get(path, "If-None-Match", tag);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("/title")).isEqualTo("B");
        assertThat(crier.get(path + ".json").text("/title")).isEqualTo("B");
        assertThat(crier.get(path + ".ics").response().body()).contains("SUMMARY:B");
        assertThat(crier.get(path + ".jsonld").text("/@type")).isNotEmpty();
        assertThat(crier.get(path + ".csv").status()).isEqualTo(404);
        assertThat(crier.get(path + "/history").json().get("items")).hasSize(2);
        assertThat(crier.delete(path).status()).isEqualTo(204);
        var removed = crier.get(path, "If-None-Match", second.header("ETag").orElseThrow());
        assertThat(removed.status()).isEqualTo(410);
        assertThat(crier.get(path + ".ics").status()).isEqualTo(410);
        var history = crier.get(path + "/history");
        assertThat(history.json().get("items")).hasSize(3);
        assertThat(history.header("Crier-Cursor").orElseThrow())
                .isGreaterThanOrEqualTo(history.text("/items/0/cursor"));
    }

    @Test
    void pagesLeadToEachOtherAndToOtherForms() {
        for (var count = 0; count < 3; count++) {
            id("A" + count);
        }
        var path = "/v1/announcements?topic=" + topic + "&limit=2";
        var first = crier.get(path);
        var links = String.join("\n", first.response().headers().allValues("Link"));
        assertThat(links)
                .contains("rel=\"next\"")
                .contains("rel=\"first\"")
                .contains(
                        "</v1/announcements.ics?topic=%s>; rel=\"alternate\"; type=\"text/calendar\""
                                .formatted(topic))
                .doesNotContain("rel=\"prev\"");
        var second = crier.get(path + "&page=" + first.text("/next"));
        assertThat(second.json().get("items")).hasSize(1);
        assertThat(String.join("\n", second.response().headers().allValues("Link")))
                .contains("rel=\"prev\"");
        assertThat(second.json().get("previous").isNull()).isFalse();
        id("B");
        // It shows the list as it was.
        var tag = second.header("ETag").orElseThrow();
        var again = path + "&page=" + first.text("/next");
        assertThat(crier.get(again, "If-None-Match", tag).status()).isEqualTo(304);
    }

    @Test
    void whatHoldsEverythingHasNoPages() {
        for (var form : List.of(".ics", ".csv", ".ndjson")) {
            var refused = crier.get("/v1/announcements" + form + "?limit=5&sort=start");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().get("errors")).hasSize(2);
        }
        assertThat(crier.get("/v1/announcements.ics?cancelled=perhaps").status()).isEqualTo(400);
        assertThat(crier.get("/v1/announcements.csv?cancelled=keep").status()).isEqualTo(400);
        assertThat(crier.get("/v1/announcements.ics?cancelled=keep").status()).isEqualTo(200);
    }

    @Test
    void removedAnnouncementsAreTold() {
        var id = id("A");
        for (var form : List.of(".ics", ".atom")) {
            assertThat(crier.get("/v1/announcements" + form + "?topic=" + topic).status())
                    .isEqualTo(200);
        }
        crier.delete("/v1/announcements/" + id);
        assertThat(crier.get("/v1/announcements.atom?topic=" + topic).response().body())
                .contains("deleted-entry")
                .contains(id);
        assertThat(crier.get("/v1/announcements.ics?topic=" + topic).response().body())
                .contains("STATUS:CANCELLED")
                .contains(id);
    }

    @Test
    void facetsAreCounted() {
        id("A");
        id("B");
        var path = "/v1/facets?topic=" + topic;
        var facets = crier.get(path);
        assertThat(facets.json().get("total").asLong()).isEqualTo(2);
        assertThat(facets.json().propertyNames())
                .containsExactly(
                        "topic",
                        "language",
                        "attendance",
                        "place",
                        "month",
                        "total",
                        "exact",
                        "cursor");
        assertThat(facets.text("/topic/0/value")).isEqualTo(topic);
        var before = queries.count();
        var tag = facets.header("ETag").orElseThrow();
        assertThat(crier.get(path, "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(queries.count()).isEqualTo(before);
        id("C");
        assertThat(crier.get(path, "If-None-Match", tag).json().get("total").asLong()).isEqualTo(3);
    }

    @Test
    void whoeverWroteReadsWhatHeWrote() {
        var path = "/v1/announcements?limit=1&sort=-published&topic=" + topic;
        for (var count = 0; count < 500; count++) {
            var id = id("A" + count);
            assertThat(crier.get(path).text("/items/0/id")).as("after %d", count).isEqualTo(id);
        }
    }

    @Test
    void manyWhoAskTheSameCauseOneReading() throws Exception {
        id("A");
        // How many the topic has is asked once for all.
        send("GET", "/v1/announcements?limit=20&topic=" + topic);
        var before = queries.count();
        send("GET", "/v1/announcements?limit=19&topic=" + topic);
        var one = queries.count() - before;
        assertThat(one).isPositive();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(32)) {
            var asking = new ArrayList<Callable<Integer>>();
            for (var count = 0; count < 32; count++) {
                asking.add(() -> {
                    start.await();
                    return send("GET", "/v1/announcements?limit=18&topic=" + topic).statusCode();
                });
            }
            before = queries.count();
            var answers = asking.stream().map(threads::submit).toList();
            start.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(queries.count() - before).isEqualTo(one);
    }
}
