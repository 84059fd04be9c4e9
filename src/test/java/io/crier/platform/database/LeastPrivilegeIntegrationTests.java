package io.crier.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.Replica;
import io.crier.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * What the role that Crier runs as cannot do. That it can do all that Crier needs is told by every
 * other test: each Crier that is tested runs as this role.
 */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class LeastPrivilegeIntegrationTests {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final TestDatabase database = TestDatabase.fresh();
    private Connection connection;

    @BeforeAll
    void migrate() throws SQLException {
        Replica.on(database).close();
        connection = database.connect();
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE mine (id bigint)",
                "CREATE FUNCTION mine() RETURNS bigint RETURN 1",
                "CREATE SCHEMA mine",
                "CREATE EXTENSION dblink",
                "CREATE ROLE mine",
                "CREATE DATABASE mine",
                "ALTER TABLE announcement ADD COLUMN mine bigint",
                "ALTER TABLE log DISABLE TRIGGER ALL",
                "CREATE INDEX mine ON change (at)",
                "CREATE TRIGGER mine AFTER INSERT ON change EXECUTE FUNCTION suppress_redundant_updates_trigger()",
                "DROP TABLE change",
                "DROP FUNCTION prune(timestamptz, bigint, integer)",
                "CREATE OR REPLACE FUNCTION new_epoch() RETURNS text RETURN 'mine'",
                "TRUNCATE change",
                "INSERT INTO flyway_schema_history SELECT * FROM flyway_schema_history",
                "DELETE FROM flyway_schema_history",
                "COPY announcement TO PROGRAM 'cat'",
                "COPY announcement FROM '/etc/passwd'",
                "SELECT pg_read_file('/etc/passwd')",
                "SELECT pg_ls_dir('.')",
                "ALTER SYSTEM SET fsync = off",
                "SET session_replication_role = replica",
                "SET ROLE crier_owner",
                "SELECT pg_switch_wal()"
            })
    void isRefused(String sql) {
        assertThatThrownBy(() -> execute(sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused ->
                                assertThat(refused.getSQLState())
                                        .as(refused.getMessage())
                                        .isEqualTo(INSUFFICIENT_PRIVILEGE));
    }

    /** PostgreSQL does not refuse that: it warns, and nothing is granted. */
    @Test
    void grantsNothing() throws SQLException {
        execute("GRANT SELECT ON announcement TO PUBLIC");
        try (var statement = connection.createStatement();
                var granted =
                        statement.executeQuery(
                                "SELECT has_table_privilege('public', 'announcement', 'SELECT')")) {
            granted.next();
            assertThat(granted.getBoolean(1)).isFalse();
        }
    }

    @Test
    void ownsNothing() throws SQLException {
        try (var statement = connection.createStatement();
                var owned =
                        statement.executeQuery(
                                """
                                SELECT count(*)
                                FROM pg_shdepend
                                WHERE refclassid = CAST('pg_authid' AS regclass)
                                  AND refobjid = CAST(CAST(current_user AS regrole) AS oid)
                                  AND deptype = 'o'
                                  AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                                """)) {
            owned.next();
            assertThat(owned.getLong(1)).isZero();
        }
    }

    /** One that is named, as an earlier version had it; the others have two roles. */
    @Test
    void whereOneRoleDoesAllThatIsTold(CapturedOutput output) throws SQLException {
        var told = "may change the schema, which it could do without";
        Replica.on(database).close();
        assertThat(output).doesNotContain(told);
        var single = TestDatabase.fresh();
        try (var crier =
                Replica.on(
                        single,
                        "spring.r2dbc.username=" + single.owner(),
                        "spring.r2dbc.password=" + single.ownerPassword())) {
            crier.client().create("{\"title\":\"A\"}");
            assertThat(output).contains("Crier's account crier_owner " + told);
        }
        // From then on with two.
        try (var crier = Replica.on(single)) {
            assertThat(crier.client().get("/v1/announcements").json().at("/items").size())
                    .isEqualTo(1);
            crier.client().create("{\"title\":\"B\"}");
        }
    }

    /** As where an operator makes the role somewhat later than the database. */
    @Test
    void aRoleThatIsNotThereYetIsMissed() {
        var fresh = TestDatabase.fresh();
        String[] late = {"spring.r2dbc.username=crier_late", "spring.r2dbc.password=late"};
        assertThatThrownBy(() -> Replica.on(fresh, late).close())
                .hasStackTraceContaining("There is no role crier_late")
                .hasStackTraceContaining("make one that may log in, and start again");
        TestDatabase.asSuperuser("CREATE ROLE crier_late LOGIN PASSWORD 'late'");
        try (var crier = Replica.on(fresh, late)) {
            crier.client().create("{\"title\":\"A\"}");
        }
    }

    @Test
    void replicasThatStartAtOnceAllGetWhatTheyNeed() throws Exception {
        var fresh = TestDatabase.fresh();
        // What Spring Boot sets up of it belongs to the whole JVM, and bears no two starts at once.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> Replica.on(fresh));
            var second = threads.submit(() -> Replica.on(fresh));
            try (var one = first.get();
                    var other = second.get()) {
                one.client().create("{\"title\":\"A\"}");
                other.client().create("{\"title\":\"B\"}");
            }
        } finally {
            System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
        }
    }
}
