package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import io.crier.EventStream;
import io.crier.announcement.Announcements;
import io.crier.announcement.Content;
import io.crier.announcement.Match;
import io.crier.announcement.Write;
import io.crier.refusal.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
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

/**
 * Whoever reads the list, all its pages, and then follows the stream from its cursor has exactly
 * the table, whatever is written meanwhile: no change is missed, none comes twice, and none comes
 * that the list had already.
 */
@CrierTest
@TestPropertySource(
        properties = {
            "crier.feed.ring.max-changes=500",
            // A stream is opened here as fast as it can be.
            "crier.feed.max-streams-per-client=0"
        })
class HandoverIntegrationTests {
    private static final int CLIENTS = 6;
    private static final int ROUNDS = 350;
    private static final int ANNOUNCEMENTS = 40;

    @LocalServerPort int port;
    @Autowired Announcements announcements;

    private final long seed = new Random().nextLong();
    private final AtomicBoolean stop = new AtomicBoolean();

    @Test
    void theListAndTheStreamAreTheTable() throws Exception {
        System.out.println("seed " + seed);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = List.of(threads.submit(() -> write(1)), threads.submit(() -> write(2)));
            var clients = new ArrayList<Future<?>>();
            for (var client = 0; client < CLIENTS; client++) {
                var topic = client % 2 == 0 ? "" : "t" + client % 3;
                clients.add(
                        threads.submit(() -> {
                            for (var round = 0; round < ROUNDS; round++) {
                                handOver(topic);
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

    private void handOver(String topic) throws IOException {
        var crier = new CrierClient(port);
        var filter = topic.isEmpty() ? "" : "&topic=" + topic;
        Map<String, Long> table = new HashMap<>();
        var pages = crier.pages("?limit=15" + filter);
        for (var page : pages) {
            for (var item : page.get("items")) {
                assertThat(table.put(item.get("id").asString(), item.get("version").asLong()))
                        .as("seed %d: listed twice", seed)
                        .isNull();
            }
        }
        var cursor = pages.getFirst().get("cursor").asString();
        try (var stream = crier.stream("?since=" + cursor + filter)) {
            var until = crier.get("/v1/announcements?limit=100" + filter).json();
            var end = position(until.get("cursor").asString());
            var last = position(cursor);
            for (var event = stream.next(); position(event.id()) <= end; event = stream.next()) {
                if (event.isChange()) {
                    assertThat(position(event.id()))
                            .as("seed %d: in order, once", seed)
                            .isGreaterThan(last);
                    last = position(event.id());
                    apply(event, table);
                }
                if (position(event.id()) == end) {
                    break;
                }
            }
            Map<String, Long> expected = new HashMap<>();
            until.get("items")
                    .forEach(item ->
                            expected.put(item.get("id").asString(), item.get("version").asLong()));
            assertThat(table).as("seed %d, from %s to %d", seed, cursor, end).isEqualTo(expected);
        }
    }

    /**
     * As strict as a client can be: a creation is of what was not there, an update and a removal of
     * what was.
     */
    private void apply(EventStream.Event event, Map<String, Long> table) {
        var id = event.announcement();
        var before = table.get(id);
        switch (event.type()) {
            case "created" -> assertThat(before).as("seed %d: %s", seed, event).isNull();
            default ->
                    assertThat(before)
                            .as("seed %d: %s", seed, event)
                            .isEqualTo(event.version() - 1);
        }
        if (event.type().equals("removed")) {
            table.remove(id);
        } else {
            table.put(id, event.version());
        }
    }

    private static long position(String cursor) {
        return Long.parseLong(cursor.substring(cursor.indexOf('-') + 1));
    }
}
