package io.crier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.fault.Follower.Pace;
import io.crier.fault.Follower.Start;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What goes wrong, each in a few steps; {@link Run#check} comes after every one of them. */
final class Scenarios {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration BRISKLY = Duration.ofMillis(25);

    /** While processes start, which is what takes the time then. */
    private static final Duration CALMLY = Duration.ofMillis(100);

    private static final Start NOW = new Start.Now();
    private static final Start LIST = new Start.WithTheList();

    private static final int MEBIBYTE = 1024 * 1024;

    private Scenarios() {}

    /** Many writers on the same few announcements, through both replicas. */
    static void writersRace(Run run) throws IOException {
        run.follow(Size.of(60, 300), NOW, Pace.FAST);
        run.follow(Size.of(6, 30), LIST, Pace.FAST);
        run.awaitOpen();
        run.write(Size.of(24, 32), AT_ONCE);
        run.awaitAcknowledged(Size.of(1_200, 100_000));
    }

    /** Those that open find writes under way; those that list first must find no gap after it. */
    static void streamsOpenWhileItIsWritten(Run run) throws IOException {
        run.write(8, BRISKLY);
        for (var wave = 0; wave < Size.of(5, 100); wave++) {
            run.follow(8, NOW, Pace.FAST);
            run.follow(4, LIST, Pace.FAST);
            run.fault();
            run.awaitAcknowledged(40);
        }
    }

    static void replicasAreKilled(Run run) throws Exception {
        run.follow(Size.of(60, 300), NOW, Pace.FAST);
        run.awaitOpen();
        run.write(8, CALMLY);
        for (var kill = 0; kill < Size.of(1, 40); kill++) {
            run.awaitAcknowledged(100);
            var replica = run.replica(kill);
            replica.kill();
            run.fault();
            run.awaitAcknowledged(100);
            replica.start();
            replica.awaitReady();
        }
    }

    static void theDatabaseIsKilled(Run run) throws Exception {
        run.follow(Size.of(60, 300), NOW, Pace.FAST);
        run.awaitOpen();
        run.write(8, BRISKLY);
        for (var kill = 0; kill < Size.of(2, 50); kill++) {
            run.awaitAcknowledged(200);
            run.rig().killDatabase();
            run.fault();
            run.awaitAcknowledged(1);
        }
        run.awaitAcknowledged(100);
    }

    /** A replica, and then backends of the database, of which one may hold the lock of the log. */
    static void processesPause(Run run) throws Exception {
        run.follow(Size.of(60, 300), NOW, Pace.FAST);
        run.awaitOpen();
        run.write(8, BRISKLY);
        for (var pause = 0; pause < Size.of(1, 20); pause++) {
            var pauseMillis = 500 + run.random().nextInt(Size.of(700, 15_000));
            stopFor(run, run.replica(pause).pid(), pauseMillis);
            for (var backend : backends(run, Size.of(3, 4))) {
                stopFor(run, backend, Size.of(300, 3_000));
            }
            run.awaitAcknowledged(50);
        }
    }

    private static void stopFor(Run run, long pid, int millis) throws Exception {
        Signal.stop(pid);
        try {
            run.fault();
            run.letPass(Duration.ofMillis(millis));
        } finally {
            Signal.proceed(pid);
        }
    }

    /** Those that were at work last. */
    private static List<Long> backends(Run run, int most) throws SQLException {
        var pids = new ArrayList<Long>();
        try (var connection = run.rig().connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                SELECT pid
                                FROM pg_stat_activity
                                WHERE usename = current_user
                                  AND pid <> pg_backend_pid()
                                ORDER BY state_change DESC
                                LIMIT %d
                                """
                                        .formatted(most))) {
            while (rows.next()) {
                pids.add(rows.getLong(1));
            }
        }
        return pids;
    }

    /** Slow, then silent, then closed, for one replica after the other. */
    static void theWayToTheDatabaseBreaks(Run run) throws Exception {
        run.follow(Size.of(60, 300), NOW, Pace.FAST);
        run.awaitOpen();
        run.write(8, BRISKLY);
        for (var time = 0; time < Size.of(1, 20); time++) {
            run.awaitAcknowledged(50);
            var way = run.replica(time).way();
            way.delay(Duration.ofMillis(50));
            run.fault();
            run.letPass(Duration.ofSeconds(1));
            way.freeze();
            run.fault();
            run.letPass(Duration.ofMillis(1_000 + run.random().nextInt(Size.of(1_500, 30_000))));
            way.cut();
            run.fault();
            run.letPass(Duration.ofSeconds(1));
            way.heal();
        }
    }

    /** What is open falls silent for good and nobody is told, as when a firewall forgets it. */
    static void connectionsDieSilently(Run run) throws Exception {
        run.follow(Size.of(30, 300), NOW, Pace.FAST);
        run.awaitOpen();
        run.write(4, CALMLY);
        for (var time = 0; time < Size.of(1, 10); time++) {
            run.awaitAcknowledged(20);
            run.replica(time).way().strand();
            run.fault();
            run.awaitAcknowledged(20);
        }
    }

    /** Memory stays flat however many do not read, and those that do get everything. */
    static void someReadSlowlyAndSomeNever(Run run) throws Exception {
        run.write(8, AT_ONCE);
        run.follow(Size.of(40, 200), NOW, Pace.FAST);
        run.follow(Size.of(10, 50), NOW, Pace.SLOW);
        run.awaitOpen();
        var silent = new ArrayList<Socket>();
        try {
            for (var client = 0; client < Size.of(50, 500); client++) {
                silent.add(neverReads(run.replica(client), run.cursorBefore(2_000)));
                run.fault();
            }
            run.awaitAcknowledged(Size.of(500, 5_000));
            var before = run.replica(0).memory();
            run.awaitAcknowledged(Size.of(1_000, 50_000));
            assertThat(run.replica(0).memory())
                    .as("memory while %d do not read", silent.size())
                    .isLessThan(before + 64L * MEBIBYTE);
        } finally {
            for (var socket : silent) {
                socket.close();
            }
        }
    }

    private static Socket neverReads(Replica replica, String cursor) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(2_048);
        socket.connect(replica.address());
        socket.getOutputStream()
                .write(
                        "GET /v1/stream HTTP/1.1\r\nHost: crier\r\nLast-Event-ID: %s\r\n\r\n"
                                .formatted(cursor)
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** From places in the ring and below it. */
    static void allComeBackAtOnce(Run run) throws IOException {
        run.write(4, BRISKLY);
        run.awaitAcknowledged(200);
        for (var group = 0; group < 10; group++) {
            var start = new Start.After(run.cursorBefore(run.random().nextInt(2_000)));
            run.follow(Size.of(15, 100), start, Pace.FAST);
        }
        run.awaitOpen();
        for (var storm = 0; storm < Size.of(1, 10); storm++) {
            run.followers().forEach(Follower::leave);
            run.fault();
            run.awaitAcknowledged(Size.of(200, 5_000));
            run.followers().forEach(Follower::comeBack);
        }
        run.awaitAcknowledged(20);
    }

    static void replicasAreReplacedOneByOne(Run run) throws Exception {
        run.follow(Size.of(100, 500), NOW, Pace.FAST);
        run.awaitOpen();
        run.write(8, CALMLY);
        for (var round = 0; round < Size.of(1, 20); round++) {
            for (var replica : run.rig().replicas()) {
                run.awaitAcknowledged(50);
                assertThat(replica.terminate()).isLessThan(Rig.DRAIN.plusSeconds(5));
                run.fault();
                replica.start();
                replica.awaitReady();
            }
        }
    }

    /** Those that were away come back above and below what is still kept. */
    static void theLogIsPrunedWhileStreamsLag(Run run) throws Exception {
        run.write(8, BRISKLY);
        run.follow(Size.of(20, 100), NOW, Pace.FAST);
        run.follow(Size.of(10, 50), NOW, Pace.SLOW);
        var leaving = run.follow(Size.of(20, 100), LIST, Pace.FAST);
        run.awaitOpen();
        for (var prune = 0; prune < Size.of(2, 50); prune++) {
            for (var follower : leaving) {
                if (run.random().nextBoolean()) {
                    follower.leave();
                }
            }
            run.awaitAcknowledged(Size.of(150, 1_500));
            assertThat(run.rig().auditor().prune(Duration.ofMillis(200))).isPositive();
            run.fault();
            leaving.forEach(Follower::comeBack);
            run.awaitAcknowledged(50);
        }
    }
}
