package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Await;
import io.crier.CrierClient;
import io.crier.CrierTest;
import io.crier.EventStream;
import io.crier.EventStream.Event;
import io.crier.announcement.ChangeLog;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * What every stream keeps to, however it is sent. The ring is smaller than the log, so that
 * resuming meets both.
 */
@CrierTest
@DirtiesContext
@TestPropertySource(
        properties = {
            "crier.feed.ring.max-changes=20",
            "crier.feed.heartbeat=700ms",
            "crier.feed.max-streams=40"
        })
abstract class StreamContract {
    @LocalServerPort int port;
    @Autowired ChangeLog changeLog;
    private CrierClient crier;

    /** A client that is sent streams in the way that is tested. */
    abstract CrierClient client();

    abstract HttpClient.Version version();

    @BeforeEach
    void connect() {
        crier = client();
    }

    private static String path(JsonNode announcement) {
        return "/v1/announcements/" + announcement.get("id").asString();
    }

    private String head() {
        return crier.get("/v1/announcements?limit=1").text("/cursor");
    }

    private static long position(String cursor) {
        return Long.parseLong(cursor.substring(cursor.indexOf('-') + 1));
    }

    private static String at(String cursor, long position) {
        return cursor.substring(0, cursor.indexOf('-') + 1) + position;
    }

    @Test
    void beginsWithABookmarkAndTellsWhatHappens() throws IOException {
        try (var stream = crier.stream("")) {
            assertThat(stream.response().version()).isEqualTo(version());
            assertThat(stream.response().headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            assertThat(stream.response().headers().firstValue("Cache-Control"))
                    .contains("no-cache, no-transform");
            assertThat(stream.response().headers().firstValue("X-Accel-Buffering")).contains("no");
            var bookmark = stream.next();
            assertThat(bookmark.type()).isEqualTo("bookmark");
            assertThat(bookmark.data().get("cursor")).isEqualTo(bookmark.data().get("head"));
            assertThat(bookmark.id()).isEqualTo(bookmark.data().get("cursor").asString());

            var created = crier.create("{\"title\":\"A\"}");
            crier.patch(path(created), "{\"title\":\"B\"}");
            crier.delete(path(created));

            var changes = List.of(stream.nextChange(), stream.nextChange(), stream.nextChange());
            assertThat(changes)
                    .extracting(Event::type)
                    .containsExactly("created", "updated", "removed");
            assertThat(changes).extracting(Event::version).containsExactly(1L, 2L, 3L);
            assertThat(changes.getFirst().id()).isEqualTo(created.get("cursor").asString());
            assertThat(changes.get(1).data().get("changed").toString())
                    .isEqualTo("[{\"field\":\"title\",\"from\":\"A\",\"to\":\"B\"}]");
            assertThat(changes.get(1).data().at("/announcement/title").asString()).isEqualTo("B");
        }
    }

    @Test
    void tellsThatItIsAliveWhereNothingConcernsTheFilter() throws IOException {
        try (var stream = crier.stream("?topic=nothing-has-it")) {
            var first = stream.next();
            var created = crier.create("{\"title\":\"elsewhere\"}");
            var later = stream.next();
            while (position(later.id()) < position(created.get("cursor").asString())) {
                assertThat(later.type()).isEqualTo("bookmark");
                later = stream.next();
            }
            assertThat(later.type()).isEqualTo("bookmark");
            assertThat(position(later.id())).isGreaterThan(position(first.id()));
        }
    }

    @Test
    void tellsOfComingIntoAFilterAndOfLeavingIt() throws IOException {
        try (var stream = crier.stream("?topic=gardening&status=scheduled")) {
            stream.next();
            var created = crier.create("{\"title\":\"A\",\"topics\":[\"cooking\"]}");
            crier.patch(path(created), "{\"topics\":[\"Gardening\"]}");
            crier.patch(path(created), "{\"title\":\"B\"}");
            crier.patch(path(created), "{\"status\":\"cancelled\"}");
            crier.patch(path(created), "{\"title\":\"C\"}");
            crier.patch(path(created), "{\"status\":\"scheduled\"}");
            crier.delete(path(created));

            var changes = stream.changesUntil(change -> change.version() == 7);
            assertThat(changes)
                    .extracting(change -> change.type() + " " + change.version())
                    .containsExactly(
                            "created 2", "updated 3", "removed 4", "created 6", "removed 7");
            assertThat(changes.get(2).data().get("left").asBoolean()).isTrue();
            assertThat(changes.get(4).data().has("left")).isFalse();
        }
    }

    @Test
    void resumesFromEveryPositionOfTheLog() throws IOException {
        var begin = head();
        for (var i = 0; i < 60; i++) {
            crier.create("{\"title\":\"n%d\",\"topics\":[\"t%d\"]}".formatted(i, i % 3));
        }
        var first = position(begin);
        for (var from = first; from <= first + 60; from++) {
            var resumed = at(begin, from);
            var header = from % 2 == 0;
            try (var stream =
                    header
                            ? crier.stream("", "Last-Event-ID", resumed)
                            : crier.stream("?since=" + resumed)) {
                assertThat(stream.next().id()).isEqualTo(resumed);
                for (var expected = from + 1; expected <= first + 60; expected++) {
                    assertThat(stream.nextChange().id()).isEqualTo(at(begin, expected));
                }
            }
        }
        try (var stream = crier.stream("?topic=t1", "Last-Event-ID", begin)) {
            for (var i = 1; i < 60; i += 3) {
                assertThat(stream.nextChange().data().at("/announcement/title").asString())
                        .isEqualTo("n" + i);
            }
        }
    }

    @Test
    void theLastEventIdCountsMoreThanTheAddress() throws IOException {
        var before = head();
        var created = crier.create("{\"title\":\"A\"}");
        try (var stream = crier.stream("?since=" + head(), "Last-Event-ID", before)) {
            assertThat(stream.nextChange().id()).isEqualTo(created.get("cursor").asString());
        }
    }

    @Test
    void replaysAllThatIsKept() throws IOException {
        var created = crier.create("{\"title\":\"A\"}");
        try (var stream = crier.stream("?since=start")) {
            var floor = position(stream.next().id());
            var events =
                    stream.changesUntil(
                            change -> change.id().equals(created.get("cursor").asString()));
            assertThat(events).hasSize((int) (position(created.get("cursor").asString()) - floor));
        }
    }

    private void assertReset(Event reset, String reason, String snapshot) {
        assertThat(reset.type()).isEqualTo("reset");
        assertThat(reset.data().get("reason").asString()).isEqualTo(reason);
        assertThat(reset.data().get("snapshot").asString()).isEqualTo(snapshot);
        assertThat(reset.data().get("cursor").asString()).isEqualTo(reset.id());
        assertThat(crier.get(snapshot).status()).isEqualTo(200);
    }

    @Test
    void resetsWhatCannotBeContinuedAndGoesOn() throws IOException {
        var cursor = head();
        record Case(String query, String lastEventId, String reason) {}
        for (var one :
                List.of(
                        new Case(
                                "?topic=a%20b&topic=c",
                                "000000000000-" + position(cursor), "other-epoch"),
                        new Case(
                                "?topic=a%20b&topic=c",
                                at(cursor, position(cursor) + 1_000_000), "future"),
                        new Case("?topic=a%20b&topic=c", "0", "unreadable"),
                        new Case("?topic=a%20b&topic=c", "urn:uuid:5", "unreadable"))) {
            try (var stream = crier.stream(one.query(), "Last-Event-ID", one.lastEventId())) {
                assertReset(stream.next(), one.reason(), "/v1/announcements?topic=a%20b&topic=c");
                assertThat(stream.next().type()).isEqualTo("bookmark");
                var created = crier.create("{\"title\":\"A\",\"topics\":[\"c\"]}");
                assertThat(stream.nextChange().id()).isEqualTo(created.get("cursor").asString());
            }
        }
    }

    @Test
    void resetsExactlyBelowWhatIsKept() throws IOException {
        for (var i = 0; i < 50; i++) {
            crier.create("{\"title\":\"old\"}");
        }
        Await.value(changeLog.prune(OffsetDateTime.now(ZoneOffset.UTC).plusDays(1), 0, 1_000_000));
        for (var i = 0; i < 50; i++) {
            crier.create("{\"title\":\"new\"}");
        }
        var bounds = Await.value(changeLog.bounds());
        var head = bounds.end().toString();
        for (var below : List.of(bounds.floor() - 1, 0L)) {
            try (var stream = crier.stream("", "Last-Event-ID", at(head, below))) {
                assertThat(stream.next().type()).isEqualTo("bookmark");
                assertReset(stream.nextChange(), "expired", "/v1/announcements");
            }
        }
        try (var stream = crier.stream("", "Last-Event-ID", at(head, bounds.floor()))) {
            assertThat(stream.nextChange().id()).isEqualTo(at(head, bounds.floor() + 1));
        }
    }

    @Test
    void moreStreamsThanMayBeAreRefusedAndTheOthersGoOn() throws IOException {
        var streams = new ArrayList<EventStream>();
        try {
            for (var i = 0; i < 40; i++) {
                streams.add(crier.stream(""));
                streams.getLast().next();
            }
            var refused = crier.get("/v1/stream");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(refused.header("Content-Type")).contains("application/problem+json");

            var created = crier.create("{\"title\":\"A\"}");
            for (var stream : streams) {
                assertThat(stream.nextChange().id()).isEqualTo(created.get("cursor").asString());
            }
        } finally {
            for (var stream : streams) {
                stream.close();
            }
        }
        // A place is free again as soon as the server has seen that a stream is gone.
        for (var tries = 0; tries < 1_000; tries++) {
            try (var stream = crier.stream("")) {
                if (stream.response().statusCode() == 200) {
                    assertThat(stream.next().type()).isEqualTo("bookmark");
                    return;
                }
            }
        }
        throw new AssertionError("no place became free");
    }
}
