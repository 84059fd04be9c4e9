package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import io.crier.announcement.Announcements;
import io.crier.announcement.Content;
import io.crier.announcement.Match;
import io.crier.announcement.Write;
import io.crier.refusal.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Whoever reads the list and then asks for changes, every one or the latest, has exactly the table,
 * whatever is written meanwhile and however small the pages are.
 */
@CrierTest
@TestPropertySource(properties = "crier.feed.ring.max-changes=100")
class ChangesHandoverIntegrationTests {
    private static final int CLIENTS = 6;
    private static final int ROUNDS = 8;
    private static final int ANNOUNCEMENTS = 60;
    private static final int MOST_BEHIND = 150;

    @LocalServerPort int port;
    @Autowired Announcements announcements;

    private final long seed = new Random().nextLong();
    private final AtomicBoolean stop = new AtomicBoolean();

    @Test
    void theListAndTheChangesAreTheTable() throws Exception {
        System.out.println("seed " + seed);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = List.of(threads.submit(() -> write(1)), threads.submit(() -> write(2)));
            var clients = new ArrayList<Future<?>>();
            for (var client = 0; client < CLIENTS; client++) {
                var topic = client < 2 ? "" : "t" + client % 3;
                var latest = client % 2 == 0;
                var random = new Random(seed + 100 + client);
                clients.add(
                        threads.submit(() -> {
                            for (var round = 0; round < ROUNDS; round++) {
                                handOver(topic, latest, random);
                            }
                            return null;
                        }));
            }
            try {
                for (var client : clients) {
                    client.get();
                }
            } finally {
                stop.set(true);
            }
            for (var writer : writers) {
                assertThat(writer.get()).isGreaterThan(100);
            }
        }
    }

    /**
     * Creates, changes and removes a few announcements over and over, moving them between topics.
     */
    private int write(int writer) {
        var random = new Random(seed + writer);
        var written = 0;
        while (!stop.get()) {
            var id =
                    new UUID(
                            0x0190_0000_0000_7000L,
                            0x8000_0000_0000_0000L + random.nextInt(ANNOUNCEMENTS));
            var content =
                    Content.titled("n" + random.nextInt())
                            .topics(List.of("t" + random.nextInt(3)))
                            .build();
            var write =
                    random.nextInt(4) == 0
                            ? new Write.Remove(id, Match.ANY)
                            : new Write.Put(id, content, Match.ANY);
            announcements.write(write).onErrorComplete(Refusal.class).block();
            written++;
        }
        return written;
    }

    /** Goes on in several rounds, so that the way leads through the log, the ring and its end. */
    private void handOver(String topic, boolean latest, Random random) {
        var crier = new CrierClient(port);
        var filter = topic.isEmpty() ? "" : "&topic=" + topic;
        Map<String, Long> table = new HashMap<>();
        var pages = crier.pages("?limit=15" + filter);
        for (var page : pages) {
            page.get("items").forEach(item -> put(item, table));
        }
        var cursor = pages.getFirst().get("cursor").asString();
        for (var round = 0; round < 3; round++) {
            fallBehind(crier, cursor, random.nextInt(MOST_BEHIND));
            var until = crier.get("/v1/announcements?limit=100" + filter).json();
            var end = position(until.get("cursor").asString());
            if (latest) {
                cursor = walk(crier, cursor, end, filter, 1 + random.nextInt(6), table);
            } else {
                cursor = everyChange(crier, cursor, end, filter, table);
                Map<String, Long> expected = new HashMap<>();
                until.get("items").forEach(item -> put(item, expected));
                assertThat(table).as("seed %d, to %d", seed, end).isEqualTo(expected);
            }
        }
    }

    /** Until the writers are so many changes further. */
    private void fallBehind(CrierClient crier, String cursor, int changes) {
        var at = cursor;
        while (!stop.get() && position(at) < position(cursor) + changes) {
            at = get(crier, at, "&topic=nothing-has-it").get("cursor").asString();
        }
    }

    /** As strict as a client can be, to just the end. */
    private String everyChange(
            CrierClient crier, String since, long end, String filter, Map<String, Long> table) {
        var cursor = since;
        while (position(cursor) < end) {
            var left = (int) Math.min(17, end - position(cursor));
            var answer = get(crier, cursor, "&wait=5&limit=%d%s".formatted(left, filter));
            var last = position(cursor);
            for (var item : answer.get("items")) {
                var position = position(item.get("cursor").asString());
                assertThat(position).as("seed %d: in order, once", seed).isGreaterThan(last);
                last = position;
                if (position <= end) {
                    var before = table.get(item.get("id").asString());
                    if (item.get("kind").asString().equals("created")) {
                        assertThat(before).as("seed %d: %s", seed, item).isNull();
                    } else {
                        assertThat(before)
                                .as("seed %d: %s", seed, item)
                                .isEqualTo(item.get("version").asLong() - 1);
                    }
                    apply(item, table);
                }
            }
            // A filter lets less through than there is: it may have gone further than asked for.
            cursor =
                    position(answer.get("cursor").asString()) > end
                            ? cursor.substring(0, cursor.indexOf('-') + 1) + end
                            : answer.get("cursor").asString();
        }
        return cursor;
    }

    /**
     * To the end of a walk, past the given one; then all is there as of its cursor, which is
     * checked by going back to the list at that cursor.
     */
    private String walk(
            CrierClient crier,
            String since,
            long end,
            String filter,
            int limit,
            Map<String, Long> table) {
        var start = since;
        while (true) {
            var answer = get(crier, start, "&wait=5&catchup=latest&limit=" + limit + filter);
            var told = new HashSet<String>();
            for (var item : answer.get("items")) {
                if (!told.add(item.get("id").asString())) {
                    // Only one that changed between two steps.
                    assertThat(item.get("version").asLong()).isGreaterThan(1);
                }
                apply(item, table);
            }
            start = answer.get("cursor").asString();
            assertThat(start.contains(".")).as(start).isEqualTo(!answer.get("next").isNull());
            if (answer.get("next").isNull() && position(start) >= end) {
                break;
            }
        }
        assertThat(table)
                .as("seed %d, at %s", seed, start)
                .isEqualTo(tableAt(crier, start, filter));
        return start;
    }

    /**
     * The table as it was at the cursor: replayed from the beginning, one change after the other.
     */
    private Map<String, Long> tableAt(CrierClient crier, String cursor, String filter) {
        Map<String, Long> table = new HashMap<>();
        var at = cursor.substring(0, cursor.indexOf('-') + 1) + 0;
        while (position(at) < position(cursor)) {
            var answer = get(crier, at, "&wait=5&limit=1000" + filter);
            for (var item : answer.get("items")) {
                if (position(item.get("cursor").asString()) <= position(cursor)) {
                    apply(item, table);
                }
            }
            at = answer.get("cursor").asString();
        }
        return table;
    }

    private static JsonNode get(CrierClient crier, String since, String query) {
        var answer = crier.get("/v1/changes?since=" + since + query);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private static void put(JsonNode item, Map<String, Long> table) {
        table.put(item.get("id").asString(), item.get("version").asLong());
    }

    private static void apply(JsonNode item, Map<String, Long> table) {
        if (item.get("kind").asString().equals("removed")) {
            table.remove(item.get("id").asString());
        } else {
            put(item, table);
        }
    }

    private static long position(String cursor) {
        var point = cursor.indexOf('.');
        return Long.parseLong(
                cursor.substring(cursor.indexOf('-') + 1, point < 0 ? cursor.length() : point));
    }
}
