package io.crier.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Await;
import io.crier.CrierTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/**
 * Positions are given in commit order, without a hole, whatever writers do. The writers here are
 * other processes as far as Crier knows: each has a connection of its own, holds its transaction
 * open for a while, and rolls some of them back.
 */
@CrierTest
class CommitOrderIntegrationTests {
    private static final int WRITERS = 32;
    private static final int WRITES = 40;

    @Autowired ChangeLog changeLog;
    @Autowired Environment environment;

    private final long seed = new Random().nextLong();

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                environment.getRequiredProperty("spring.r2dbc.url").replace("r2dbc:", "jdbc:"),
                environment.getRequiredProperty("spring.r2dbc.username"),
                environment.getRequiredProperty("spring.r2dbc.password"));
    }

    /**
     * Appends one change in a transaction that stays open for a while before and after; tells
     * whether it was committed.
     */
    private static boolean append(Connection connection, UUID id, Random random)
            throws SQLException {
        connection.setAutoCommit(false);
        var document =
                Json.MAPPER.writeValueAsString(
                        new Announcement(
                                id,
                                1,
                                0,
                                Samples.webinar(),
                                List.of(),
                                null,
                                Samples.NOW,
                                Samples.NOW));
        var entry =
                """
                [{"id":"%s","base":0,"version":1,"removed":false,"terms":[],"counted":[],"words":"",
                  "published_at":"2026-11-23T09:00:00Z","updated_at":"2026-11-23T09:00:00Z"}]
                """
                        .formatted(id);
        var change =
                "[{\"id\":\"%s\",\"version\":1,\"kind\":\"created\",\"changed\":[],\"document\":%s}]"
                        .formatted(id, document);
        try (var statement =
                connection.prepareStatement(
                        "SELECT pg_sleep(?), (SELECT count(*) FROM append(?::jsonb, ?::jsonb)), pg_sleep(?)")) {
            statement.setDouble(1, random.nextInt(5) / 1000.0);
            statement.setString(2, entry);
            statement.setString(3, change);
            statement.setDouble(4, random.nextInt(10) == 0 ? random.nextInt(30) / 1000.0 : 0);
            statement.execute();
        }
        if (random.nextInt(10) == 0) {
            connection.rollback();
            return false;
        }
        connection.commit();
        return true;
    }

    @Test
    void aTailSeesEveryCommittedChangeOnceAndInOrder() throws Exception {
        System.out.println("seed " + seed);
        var committed = ConcurrentHashMap.<UUID>newKeySet();
        var rolledBack = ConcurrentHashMap.<UUID>newKeySet();
        var begin = Await.value(changeLog.bounds()).head();
        var done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tail = threads.submit(() -> tail(begin, done));
            var writers = new ArrayList<Future<?>>();
            for (var writer = 0; writer < WRITERS; writer++) {
                var random = new Random(seed + writer);
                writers.add(
                        threads.submit(() -> {
                            try (var connection = connect()) {
                                for (var write = 0; write < WRITES; write++) {
                                    var id = new UUID(random.nextLong(), random.nextLong());
                                    (append(connection, id, random) ? committed : rolledBack)
                                            .add(id);
                                }
                            }
                            return null;
                        }));
            }
            try {
                for (var writer : writers) {
                    writer.get();
                }
            } finally {
                done.set(true);
            }
            var seen = tail.get();

            assertThat(committed.size() + rolledBack.size()).isEqualTo(WRITERS * WRITES);
            assertThat(rolledBack).isNotEmpty();
            assertThat(seen.stream().map(Change::position))
                    .as("dense and rising")
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(begin + 1, begin + committed.size())
                                    .boxed()
                                    .toList());
            Set<UUID> ids = new HashSet<>();
            seen.forEach(change -> ids.add(change.announcement().id()));
            assertThat(ids).isEqualTo(committed);
        }
    }

    /** Reads on from the last position that it saw, as fast as it can. */
    private List<Change> tail(long begin, AtomicBoolean done) {
        var seen = new ArrayList<Change>();
        var position = begin;
        while (true) {
            var last = done.get();
            var stretch = Await.value(changeLog.after(position, 100));
            seen.addAll(stretch.changes());
            position = seen.isEmpty() ? begin : seen.getLast().position();
            if (last && stretch.changes().isEmpty()) {
                return seen;
            }
        }
    }
}
