package io.crier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.fault.Follower.Pace;
import io.crier.fault.Follower.Start;
import io.crier.history.HistoryChecker;
import io.crier.history.Interest;
import io.crier.history.Receipt;
import io.crier.history.Receipt.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One scenario on the rig: its writers, its followers, what went wrong on purpose, and the check.
 */
final class Run implements AutoCloseable {
    private static final Duration QUIET_WITHIN = Duration.ofSeconds(30);
    private static final int TOPICS = 4;

    private final String scenario;
    private final Rig rig;
    private final long seed;
    private final Random random;
    private final Path directory;
    private final long acknowledgedBefore;
    private final List<Writer> writers = new ArrayList<>();
    private final List<Follower> followers = new ArrayList<>();
    private final Pausing pausing = new Pausing();
    private final long begunAt = System.nanoTime();
    private int faults;

    Run(String scenario, Rig rig, long seed) throws IOException {
        this.scenario = scenario;
        this.rig = rig;
        this.seed = seed;
        this.random = new Random(seed + scenario.hashCode());
        this.directory = Files.createTempDirectory(rig.directory(), "receipts");
        this.acknowledgedBefore = rig.acknowledged();
    }

    Rig rig() {
        return rig;
    }

    Random random() {
        return random;
    }

    Replica replica(int number) {
        return rig.replicas().get(number % rig.replicas().size());
    }

    List<Follower> followers() {
        return followers;
    }

    /** So many writers, each of which pauses that long between requests. */
    void write(int count, Duration pause) {
        for (var writer = 0; writer < count; writer++) {
            writers.add(new Writer(rig, new Random(random.nextLong()), pause));
        }
    }

    /** So many followers; one half of them asks for everything, the other for one topic each. */
    List<Follower> follow(int count, Start start, Pace pace) throws IOException {
        var added = new ArrayList<Follower>();
        for (var follower = 0; follower < count; follower++) {
            var interest =
                    follower % 2 == 0 ? Interest.ALL : new Interest("t" + random.nextInt(TOPICS));
            var name = "%s follower %d".formatted(scenario, followers.size());
            added.add(
                    new Follower(
                            name,
                            interest,
                            start,
                            pace,
                            rig,
                            directory.resolve(Integer.toString(followers.size())),
                            new Random(random.nextLong())));
            followers.add(added.getLast());
        }
        return added;
    }

    /** Until every follower has been told where it is. */
    void awaitOpen() {
        Awaitility.await()
                .atMost(QUIET_WITHIN)
                .until(() -> followers.stream().allMatch(one -> one.position() >= 0));
    }

    /** A cursor of so many changes ago. */
    String cursorBefore(int changes) throws IOException {
        var cursor = rig.api().list(replica(0).port(), "topic=none").cursor();
        var epoch = cursor.substring(0, cursor.indexOf('-'));
        return epoch + "-" + Math.max(0, Follower.position(cursor) - changes);
    }

    /** Until so many more writes have been acknowledged. */
    void awaitAcknowledged(int more) {
        var until = rig.acknowledged() + more;
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> rig.acknowledged() >= until);
    }

    void letPass(Duration duration) {
        pausing.pause(duration);
    }

    /** Something was made to go wrong. */
    void fault() {
        faults++;
    }

    /** Quiets everything, waits until all are level, checks, tells, and fails on any violation. */
    void check() throws IOException, SQLException {
        writers.forEach(Writer::close);
        followers.forEach(Follower::comeBack);
        followers.forEach(Follower::hurry);
        rig.awaitHealth();
        var table = rig.auditor().table();
        awaitLevel(table.head());
        followers.forEach(Follower::close);

        var checker =
                new HistoryChecker(
                        table, rig.writes(), rig.fingerprints().told(), rig.auditor().prunings());
        var deliveries = 0L;
        for (var follower : followers) {
            var client = checker.client(follower.name(), follower.interest());
            follower.log().forEach(client::accept);
            client.end();
            deliveries += client.deliveries();
        }
        for (var replica : rig.replicas()) {
            checkList(replica, checker);
        }
        var violations = checker.violations();
        System.out.printf(
                "scenario %s: took=%dms seed=%d faults=%d acknowledged=%d deliveries=%d violations=%d%n",
                scenario,
                Duration.ofNanos(System.nanoTime() - begunAt).toMillis(),
                seed,
                faults,
                rig.acknowledged() - acknowledgedBefore,
                deliveries,
                violations.count());
        if (violations.count() > 0) {
            rig.keepEvidence();
        }
        assertThat(violations.count())
                .as("%s, seed %d, see %s: %s", scenario, seed, rig.directory(), violations)
                .isZero();
        assertThat(deliveries).as("deliveries in " + scenario).isPositive();
    }

    /** If they don't get there, the check has better words for it. */
    private void awaitLevel(long head) {
        try {
            Awaitility.await()
                    .atMost(QUIET_WITHIN)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> followers.stream().allMatch(one -> one.position() >= head));
        } catch (ConditionTimeoutException notLevel) {
            System.out.printf(
                    "scenario %s: of %d followers %d are not at %d after %s%n",
                    scenario,
                    followers.size(),
                    followers.stream().filter(one -> one.position() < head).count(),
                    head,
                    QUIET_WITHIN);
        }
    }

    /** The query API of a replica agrees with the log as the streams do. */
    private void checkList(Replica replica, HistoryChecker checker) throws IOException {
        var interest = new Interest("t" + random.nextInt(TOPICS));
        var listed = rig.api().list(replica.port(), interest.query());
        var client = checker.client("list of port " + replica.port(), interest);
        client.accept(receipt(Kind.LISTED, Follower.position(listed.cursor()), 0));
        for (var item : listed.items()) {
            client.accept(receipt(Kind.ITEM, 0, rig.fingerprints().announcement(item)));
        }
        client.end();
    }

    private static Receipt receipt(Kind kind, long position, long fingerprint) {
        return new Receipt(kind, position, System.nanoTime(), fingerprint);
    }

    @Override
    public void close() {
        writers.forEach(Writer::close);
        followers.forEach(Follower::close);
    }
}
