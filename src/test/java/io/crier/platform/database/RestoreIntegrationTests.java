package io.crier.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crier.CrierClient;
import io.crier.EventStream;
import io.crier.Replica;
import io.crier.TestDatabase;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * What the README says of backups, done as it says: with PostgreSQL's own programs, which are in
 * the container's image and not beside the embedded database.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(180)
class RestoreIntegrationTests {
    private static final int RESTORED_PORT = 5433;
    private static final String ROLE = "crier";
    private static final String OWNER = "crier_owner";

    private PostgreSQLContainer server;
    private TestDatabase database;

    @BeforeAll
    void start() throws Exception {
        assumeTrue(
                !"embedded".equals(System.getenv("CRIER_TEST_DATABASE"))
                        && DockerClientFactory.instance().isDockerAvailable(),
                "pg_dump is in the container only");
        server =
                new PostgreSQLContainer("postgres:18")
                        .withCommand(
                                "postgres",
                                "-c",
                                "fsync=on",
                                "-c",
                                "archive_mode=on",
                                "-c",
                                "archive_command=mkdir -p /tmp/wal && cp %p /tmp/wal/%f");
        server.withExposedPorts(PostgreSQLContainer.POSTGRESQL_PORT, RESTORED_PORT);
        server.start();
        psql("postgres", "CREATE ROLE crier LOGIN PASSWORD 'crier'");
        psql("postgres", "CREATE ROLE crier_owner LOGIN PASSWORD 'crier_owner'");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    @BeforeEach
    void fresh() throws Exception {
        psql("postgres", "DROP DATABASE IF EXISTS crier WITH (FORCE)");
        psql("postgres", "DROP DATABASE IF EXISTS restored WITH (FORCE)");
        psql("postgres", "CREATE DATABASE crier OWNER crier_owner");
        database = named("crier", PostgreSQLContainer.POSTGRESQL_PORT);
    }

    private TestDatabase named(String name, int port) {
        return new TestDatabase(
                server.getHost(), server.getMappedPort(port), name, ROLE, ROLE, OWNER, OWNER);
    }

    private String shell(String command) throws IOException, InterruptedException {
        var done = server.execInContainer("sh", "-ec", command);
        assertThat(done.getExitCode()).as("%s: %s", command, done).isZero();
        return done.getStdout().strip();
    }

    private String psql(String on, String sql) throws IOException, InterruptedException {
        return shell("psql -X -q -A -t -U %s -d %s -c \"%s\"".formatted(user(), on, sql));
    }

    private String user() {
        return server.getUsername();
    }

    private static String create(CrierClient crier, String title) {
        return crier.create("{\"title\":\"%s\"}".formatted(title)).get("cursor").asString();
    }

    private static List<String> titles(CrierClient crier) {
        return crier.get("/v1/announcements?sort=published")
                .json()
                .get("items")
                .valueStream()
                .map(item -> item.get("title").asString())
                .toList();
    }

    private static void assertBeginsAnew(CrierClient crier, String cursor, String... titles)
            throws IOException {
        try (var stream = crier.stream("?since=" + cursor)) {
            assertReset(stream);
            assertThat(titles(crier)).containsExactly(titles);
            var next = create(crier, "Next");
            assertThat(stream.nextChange().id()).isEqualTo(next);
        }
    }

    private static void assertReset(EventStream stream) {
        var event = stream.next();
        while (event.type().equals("bookmark")) {
            event = stream.next();
        }
        assertThat(event.type()).isEqualTo("reset");
        assertThat(event.data().get("reason").asString()).isEqualTo("other-epoch");
    }

    private void dump() throws IOException, InterruptedException {
        shell("pg_dump -U %s -Fc --no-owner --no-acl -f /tmp/crier.dump crier".formatted(user()));
    }

    @Test
    void aDumpIsRestoredIntoAnotherDatabase() throws Exception {
        String seen;
        try (var replica = Replica.on(database)) {
            create(replica.client(), "A");
            dump();
            seen = create(replica.client(), "B");
        }
        psql("postgres", "CREATE DATABASE restored OWNER crier_owner");
        shell(
                "pg_restore -U %s --role=crier_owner --no-owner --no-acl --exit-on-error -d restored /tmp/crier.dump"
                        .formatted(user()));
        try (var replica = Replica.on(named("restored", PostgreSQLContainer.POSTGRESQL_PORT))) {
            assertBeginsAnew(replica.client(), seen, "A");
        }
        try (var original = Replica.on(database);
                var stream = original.client().stream("?since=" + seen)) {
            assertThat(stream.next().type()).isEqualTo("bookmark");
            assertThat(titles(original.client())).containsExactly("A", "B");
        }
    }

    @Test
    void aDumpIsRestoredInPlaceUnderCriersThatRun() throws Exception {
        try (var replica = Replica.on(database);
                var stream = replica.client().stream("")) {
            assertThat(stream.next().type()).isEqualTo("bookmark");
            var crier = replica.client();
            create(crier, "A");
            dump();
            var seen = create(crier, "B");
            assertThat(stream.nextChange().id()).isNotEqualTo(seen);
            assertThat(stream.nextChange().id()).isEqualTo(seen);
            shell(
                    "pg_restore -U %s --role=crier_owner --no-owner --no-acl --clean --if-exists --single-transaction -d crier /tmp/crier.dump"
                            .formatted(user()));
            // As every restart does; the tables are new, and so are the rights on them.
            try (var restarted = Replica.on(database)) {
                assertBeginsAnew(restarted.client(), seen, "A");
            }
            assertReset(stream);
        }
    }

    @Test
    void theServerIsRestoredToAPointInTime() throws Exception {
        String seen;
        String time;
        try (var replica = Replica.on(database)) {
            shell(
                    "rm -rf /tmp/restored; su postgres -c 'pg_basebackup -U %s -D /tmp/restored -X none -c fast'"
                            .formatted(user()));
            create(replica.client(), "A");
            time = psql("crier", "SELECT now()");
            seen = create(replica.client(), "B");
        }
        psql("crier", "SELECT pg_switch_wal()");
        shell(
                """
                cat >> /tmp/restored/postgresql.auto.conf <<END
                port = %d
                archive_mode = off
                restore_command = 'for i in 1 2 3 4 5; do cp /tmp/wal/%%f %%p && exit 0; case %%f in *history) exit 1;; esac; sleep 1; done; exit 1'
                recovery_target_time = '%s'
                recovery_target_action = promote
                END
                su postgres -c 'touch /tmp/restored/recovery.signal; pg_ctl -D /tmp/restored -w -t 60 -l /tmp/restored.log start'
                for i in $(seq 60); do
                    [ "$(psql -X -A -t -U %s -p %d -d crier -c 'SELECT pg_is_in_recovery()')" = f ] && exit 0
                    sleep 1
                done
                cat /tmp/restored.log; exit 1
                """
                        .formatted(RESTORED_PORT, time, user(), RESTORED_PORT));
        try (var replica = Replica.on(named("crier", RESTORED_PORT))) {
            assertBeginsAnew(replica.client(), seen, "A");
        } finally {
            shell("su postgres -c 'pg_ctl -D /tmp/restored -m fast stop'");
        }
    }
}
