package io.crier.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crier.fault.Follower.Pace;
import io.crier.fault.Follower.Start;
import io.crier.history.HistoryChecker;
import io.crier.history.Interest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image of {@code -Dcrier.image}, which {@code .ci/roll} builds, rolled from container to
 * container while it is written and followed. Without an image there is nothing to roll.
 */
class ContainerRollIntegrationTests {
    private static final String IMAGE = System.getProperty("crier.image", "");

    private static final int ROLLS = Integer.getInteger("crier.rolls", 4);
    private static final int WRITERS = 4;
    private static final int FOLLOWERS = 40;
    private static final int TOPICS = 4;
    private static final int WRITES_BETWEEN = 400;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path directory;

    @Test
    void losesNothing() throws Exception {
        assumeTrue(!IMAGE.isEmpty(), "no image is named with -Dcrier.image: nothing is rolled");
        var random = new Random(1);
        try (var site = new Containers(IMAGE)) {
            site.start();
            isRunAsItIsMeant(site.serving());
            tellsWhatItWasBuiltOf(site);
            var writers = new ArrayList<Writer>();
            var followers = new ArrayList<Follower>();
            try {
                for (var writer = 0; writer < WRITERS; writer++) {
                    writers.add(
                            new Writer(site, new Random(random.nextLong()), Duration.ofMillis(10)));
                }
                for (var follower = 0; follower < FOLLOWERS; follower++) {
                    followers.add(follower(site, follower, random));
                }
                for (var roll = 1; roll <= ROLLS; roll++) {
                    awaitAcknowledged(site, WRITES_BETWEEN);
                    var took = site.roll();
                    System.out.printf(
                            "roll %d: the old one ended in %d ms%n", roll, took.toMillis());
                }
                awaitAcknowledged(site, WRITES_BETWEEN);
                writers.forEach(Writer::close);
                check(site, followers);
            } finally {
                writers.forEach(Writer::close);
                followers.forEach(Follower::close);
            }
        }
    }

    private static void isRunAsItIsMeant(String container) throws IOException {
        assertThat(Containers.inspect(container, "{{.Config.User}}")).isEqualTo("10001:10001");
        assertThat(Containers.inspect(container, "{{.HostConfig.ReadonlyRootfs}}"))
                .isEqualTo("true");
        assertThat(Containers.inspect(container, "{{json .HostConfig.CapDrop}}"))
                .isEqualTo("[\"ALL\"]");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        Containers.inspect(container, "{{.State.Health.Status}}")
                                .equals("healthy"));
    }

    private static void tellsWhatItWasBuiltOf(Containers site) throws IOException {
        var commit =
                Containers.inspect(
                        site.serving(),
                        "{{index .Config.Labels \"org.opencontainers.image.revision\"}}");
        assertThat(commit).hasSize(40);
        assertThat(site.info()).contains("\"" + commit.substring(0, 7) + "\"");
    }

    private Follower follower(Containers site, int number, Random random) throws IOException {
        return new Follower(
                "follower " + number,
                number % 2 == 0 ? Interest.ALL : new Interest("t" + random.nextInt(TOPICS)),
                new Start.WithTheList(),
                Pace.FAST,
                site,
                directory.resolve(Integer.toString(number)),
                new Random(random.nextLong()));
    }

    private static void awaitAcknowledged(Containers site, int more) {
        var until = site.acknowledged() + more;
        Awaitility.await().atMost(PATIENCE).until(() -> site.acknowledged() >= until);
    }

    private void check(Containers site, List<Follower> followers) throws IOException, SQLException {
        var auditor = new Auditor(site, site.fingerprints());
        var table = auditor.table();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> followers.stream().allMatch(one -> one.position() >= table.head()));
        followers.forEach(Follower::close);
        var checker =
                new HistoryChecker(
                        table, site.writes(), site.fingerprints().told(), auditor.prunings());
        var deliveries = 0L;
        for (var follower : followers) {
            var client = checker.client(follower.name(), follower.interest());
            follower.log().forEach(client::accept);
            client.end();
            deliveries += client.deliveries();
        }
        var violations = checker.violations();
        System.out.printf(
                "rolls=%d acknowledged=%d deliveries=%d violations=%d%n",
                ROLLS, site.acknowledged(), deliveries, violations.count());
        assertThat(violations.count()).as(violations.toString()).isZero();
        assertThat(deliveries).isGreaterThan(site.acknowledged());
    }
}
