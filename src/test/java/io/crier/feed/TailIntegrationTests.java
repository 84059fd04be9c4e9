package io.crier.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Await;
import io.crier.CrierClient;
import io.crier.EventStream;
import io.crier.Replica;
import io.crier.TcpProxy;
import io.crier.TestDatabase;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.postgresql.PGConnection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two replicas on one database, one of them by way of a proxy that can fall silent. */
@TestInstance(Lifecycle.PER_CLASS)
class TailIntegrationTests {
    private static final int WORDS_A_SECOND = 50;

    private TestDatabase database;
    private TcpProxy proxy;
    private Replica near;
    private Replica far;

    @BeforeAll
    void start() {
        database = TestDatabase.fresh();
        near = Replica.on(database);
        proxy = TcpProxy.to(database.host(), database.port());
        far = Replica.on(database.through(proxy));
    }

    @AfterAll
    void stop() throws IOException {
        far.close();
        near.close();
        proxy.close();
    }

    private static String create(CrierClient crier) {
        return crier.create("{\"title\":\"A\"}").get("cursor").asString();
    }

    private static EventStream open(Replica replica) {
        var stream = replica.client().stream("");
        assertThat(stream.next().type()).isEqualTo("bookmark");
        return stream;
    }

    private static void assertToldNext(EventStream stream, List<String> cursors) {
        for (var cursor : cursors) {
            assertThat(stream.nextChange().id()).isEqualTo(cursor);
        }
    }

    private static List<String> creations(CrierClient crier, int many) {
        var cursors = new ArrayList<String>();
        for (var i = 0; i < many; i++) {
            cursors.add(create(crier));
        }
        return cursors;
    }

    /** In milliseconds, from the answer to the writer to the event on the other replica. */
    private static List<Long> delays(Replica writing, Replica reading, int writes)
            throws IOException {
        var delays = new ArrayList<Long>();
        var crier = writing.client();
        try (var stream = open(reading)) {
            for (var write = 0; write < writes; write++) {
                var cursor = create(crier);
                var written = System.nanoTime();
                assertToldNext(stream, List.of(cursor));
                delays.add(Duration.ofNanos(System.nanoTime() - written).toMillis());
            }
        }
        return delays.stream().sorted().toList();
    }

    /** Polls alone would take a quarter of a second in the middle. */
    @Test
    void aCommitOfAnotherReplicaIsTold() throws IOException {
        var delays = delays(near, far, 21);
        assertThat(delays.get(10)).as("of %s", delays).isLessThan(100);
    }

    @Test
    void withoutNotificationsACommitOfAnotherReplicaIsSeenByPolling()
            throws IOException, SQLException {
        var off = "crier.feed.notifications=false";
        var quiet = TestDatabase.fresh();
        try (var ear = new Ear(quiet);
                var writing = Replica.on(quiet, off);
                var reading = Replica.on(quiet, off)) {
            var delays = delays(writing, reading, 7);
            assertThat(delays.get(3)).as("of %s", delays).isLessThan(1_000);
            assertThat(ear.words()).isZero();
        }
    }

    /** However many write, the others are told at most every 20 ms. */
    @Test
    void manyCommitsAreFewNotifications() throws Exception {
        try (var ear = new Ear(database);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = System.nanoTime();
            var writers = new ArrayList<Future<?>>();
            for (var writer = 0; writer < 10; writer++) {
                writers.add(threads.submit(() -> creations(near.client(), 20)));
            }
            for (var writer : writers) {
                writer.get();
            }
            var words = ear.wordsUntilQuiet();
            var seconds = (System.nanoTime() - begun) / 1e9;
            assertThat(words).isBetween(2L, (long) (seconds * WORDS_A_SECOND) + 2).isLessThan(200);
        }
    }

    @Test
    void itsReadsWaitForNoConnectionOfThePool() throws IOException {
        var pool = near.bean(ConnectionFactory.class);
        List<Connection> taken =
                Await.value(
                        Flux.range(0, 10)
                                .flatMap(_ -> Mono.<Connection>from(pool.create()))
                                .collectList());
        try (var stream = open(near)) {
            assertToldNext(stream, creations(far.client(), 3));
        } finally {
            Flux.fromIterable(taken).flatMap(Connection::close).blockLast();
        }
    }

    /** Neither who writes nor who reads is told of it. */
    @Test
    void aLineThatTheServerEndsIsReplacedAndNothingIsMissed() throws Exception {
        try (var nearby = open(near);
                var faraway = open(far);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = threads.submit(() -> creations(near.client(), 300));
            for (var ended = 0; ended < 5; ended++) {
                Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> endLines() >= 2);
            }
            var cursors = writing.get();
            assertToldNext(nearby, cursors);
            assertToldNext(faraway, cursors);
        }
    }

    private int endLines() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var ended =
                        statement.executeQuery(
                                """
                                SELECT pg_terminate_backend(pid)
                                FROM pg_stat_activity
                                WHERE application_name = 'crier-tail'
                                  AND datname = current_database()
                                """)) {
            var count = 0;
            while (ended.next()) {
                count++;
            }
            return count;
        }
    }

    @Test
    void aLineThatFallsSilentIsReplacedWithinTenSeconds() throws IOException {
        try (var stream = open(far)) {
            proxy.strand();
            var cursor = create(near.client());
            // Which waits for ten seconds.
            assertToldNext(stream, List.of(cursor));
            assertToldNext(stream, creations(near.client(), 3));
        }
    }

    @Test
    void whatIsCommittedWhileTheDatabaseCannotBeReachedIsToldAfterwards() throws IOException {
        try (var stream = open(far)) {
            var before = proxy.accepted();
            proxy.freeze();
            var cursors = creations(near.client(), 50);
            // Until it has given up the line, and one more that was not answered.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> proxy.accepted() >= before + 2);
            cursors.addAll(creations(near.client(), 50));
            proxy.thaw();
            assertToldNext(stream, cursors);
        }
    }

    /** Another process that listens. */
    private static final class Ear implements AutoCloseable {
        private final java.sql.Connection connection;
        private long words;

        Ear(TestDatabase database) throws SQLException {
            connection = database.connect();
            try (var statement = connection.createStatement()) {
                statement.execute("LISTEN crier_log");
            }
        }

        /** How many notifications have come. */
        long words() throws SQLException {
            return words(1);
        }

        /** The same, when there has been none for a while. */
        long wordsUntilQuiet() throws SQLException {
            for (var before = -1L; before < words; ) {
                before = words;
                words(500);
            }
            return words;
        }

        private long words(int millis) throws SQLException {
            var come = connection.unwrap(PGConnection.class).getNotifications(millis);
            words += come == null ? 0 : come.length;
            return words;
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
