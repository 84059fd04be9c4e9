package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Await;
import io.crier.CrierClient;
import io.crier.CrierTest;
import io.crier.EventStream;
import io.crier.announcement.Announcements;
import io.crier.announcement.ChangeLog;
import io.crier.announcement.Content;
import io.crier.announcement.Match;
import io.crier.announcement.Write;
import io.crier.refusal.Refusal;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * While the log is cut close behind its head, whoever falls behind is told so, and is right again
 * by what it is told to do: to read the snapshot, and to go on from the cursor of the reset.
 */
@CrierTest
@TestPropertySource(properties = "crier.feed.ring.max-changes=10")
class PruningIntegrationTests {
    private static final int CLIENTS = 4;
    private static final int ROUNDS = 10;
    private static final int ANNOUNCEMENTS = 30;
    private static final int KEPT = 40;
    private static final String LIST = "?limit=100";

    @LocalServerPort int port;
    @Autowired Announcements announcements;
    @Autowired ChangeLog changeLog;

    private final long seed = new Random().nextLong();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger resets = new AtomicInteger();
    private final AtomicInteger resumed = new AtomicInteger();

    @Test
    void aSnapshotAndTheStreamFromTheResetAreTheTable() throws Exception {
        System.out.println("seed " + seed);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var others = List.of(threads.submit(this::write), threads.submit(this::prune));
            var clients = new ArrayList<Future<?>>();
            for (var client = 0; client < CLIENTS; client++) {
                var random = new Random(seed + client);
                clients.add(threads.submit(() -> follow(random)));
            }
            try {
                for (var client : clients) {
                    client.get();
                }
            } finally {
                stop.set(true);
            }
            for (var other : others) {
                assertThat(other.get()).isGreaterThan(20);
            }
        }
        System.out.printf("%d resets, %d resumed%n", resets.get(), resumed.get());
        assertThat(resets).hasPositiveValue();
        assertThat(resumed).hasPositiveValue();
    }

    private int write() {
        var random = new Random(seed - 1);
        var written = 0;
        while (!stop.get()) {
            var id =
                    new UUID(
                            0x0190_0000_0000_7000L,
                            0x8000_0000_0000_0000L + random.nextInt(ANNOUNCEMENTS));
            var write =
                    random.nextInt(4) == 0
                            ? new Write.Remove(id, Match.ANY)
                            : new Write.Put(
                                    id, Content.titled("n" + random.nextInt()).build(), Match.ANY);
            announcements.write(write).onErrorComplete(Refusal.class).block();
            written++;
        }
        return written;
    }

    private int prune() {
        var rounds = 0;
        while (!stop.get()) {
            var longAgo = OffsetDateTime.now(ZoneOffset.UTC).minusYears(1);
            Await.value(changeLog.prune(longAgo, KEPT, 1_000));
            rounds++;
        }
        return rounds;
    }

    /** Comes back over and over, from a place that may be kept still or not. */
    private Void follow(Random random) throws IOException {
        var crier = new CrierClient(port);
        Map<String, Long> table = new HashMap<>();
        var since = list(crier, "/v1/announcements" + LIST, table);
        for (var round = 0; round < ROUNDS; round++) {
            awaitHead(since + random.nextInt(3 * KEPT));
            since = goOn(crier, since, table);
        }
        return null;
    }

    private void awaitHead(long position) {
        while (Await.value(changeLog.bounds()).head() < position) {
            Thread.onSpinWait();
        }
    }

    /** Gives the position at which the table was found right. */
    private long goOn(CrierClient crier, long since, Map<String, Long> table) throws IOException {
        var epoch = Await.value(changeLog.epoch());
        Map<String, Long> expected = new HashMap<>();
        var end = -1L;
        var last = since;
        // What the snapshot has already comes again, and is passed over.
        var listed = since;
        try (var stream = crier.stream("?since=" + epoch + "-" + since)) {
            while (last != end) {
                var event = stream.next();
                if (event.type().equals("reset")) {
                    resets.incrementAndGet();
                    last = position(event.id());
                    table.clear();
                    listed = list(crier, event.data().get("snapshot").asString() + LIST, table);
                    assertThat(listed).as("seed %d", seed).isGreaterThanOrEqualTo(last);
                    end = -1;
                } else if (event.isChange()) {
                    assertThat(position(event.id()))
                            .as("seed %d: none is left out, none comes twice", seed)
                            .isEqualTo(last + 1);
                    if (last == since) {
                        resumed.incrementAndGet();
                    }
                    last++;
                    if (last > listed) {
                        apply(event, table);
                    }
                }
                if (end < 0) {
                    expected.clear();
                    end = list(crier, "/v1/announcements" + LIST, expected);
                }
            }
        }
        assertThat(table).as("seed %d, at %d", seed, end).isEqualTo(expected);
        return end;
    }

    private static long list(CrierClient crier, String path, Map<String, Long> table) {
        var answer = crier.get(path);
        assertThat(answer.status()).isEqualTo(200);
        for (var item : answer.json().get("items")) {
            table.put(item.get("id").asString(), item.get("version").asLong());
        }
        assertThat(answer.json().get("next").isNull()).isTrue();
        return position(answer.text("/cursor"));
    }

    private void apply(EventStream.Event event, Map<String, Long> table) {
        var before = table.get(event.announcement());
        if (event.type().equals("created")) {
            assertThat(before).as("seed %d: %s", seed, event).isNull();
        } else {
            assertThat(before).as("seed %d: %s", seed, event).isEqualTo(event.version() - 1);
        }
        if (event.type().equals("removed")) {
            table.remove(event.announcement());
        } else {
            table.put(event.announcement(), event.version());
        }
    }

    private static long position(String cursor) {
        return Long.parseLong(cursor.substring(cursor.indexOf('-') + 1));
    }
}
