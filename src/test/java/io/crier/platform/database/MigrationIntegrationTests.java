package io.crier.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.Replica;
import io.crier.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a migration of a later version meets, beside a Crier that writes. */
@Timeout(60)
class MigrationIntegrationTests {
    @TempDir Path later;

    private final TestDatabase database = TestDatabase.fresh();

    @BeforeEach
    void begin() {
        Replica.on(database).close();
    }

    private Replica upgraded() {
        return Replica.on(
                database, "spring.flyway.locations=classpath:db/migration,filesystem:" + later);
    }

    private void migration(String name, String content) throws IOException {
        Files.writeString(later.resolve(name), content);
    }

    private long count(String sql) throws SQLException {
        try (var connection = database.connectAsOwner();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void isRefusedALockThatItWouldWaitForAndDoneWithTheNextStart() throws Exception {
        migration("V900__column.sql", "ALTER TABLE announcement ADD COLUMN later text");
        try (var writer = database.connect();
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("SELECT * FROM announcement");
            assertThatThrownBy(this::upgraded).hasStackTraceContaining("lock timeout");
            writer.rollback();
        }
        try (var crier = upgraded()) {
            crier.client().create("{\"title\":\"A\"}");
        }
        assertThat(count("SELECT count(later) FROM announcement")).isZero();
    }

    /** It waits for all transactions that are open, Flyway's own among them if there is one. */
    @Test
    void buildsAnIndexBesideTheWritersAlsoWhenThatWasBrokenOffBefore() throws Exception {
        migration(
                "V900__index.sql",
                """
                SET lock_timeout = '2s';
                DROP INDEX CONCURRENTLY IF EXISTS later;
                CREATE INDEX CONCURRENTLY later ON announcement (version);
                """);
        migration("V900__index.sql.conf", "executeInTransaction=false");
        try (var reader = database.connect();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SELECT * FROM announcement");
            assertThatThrownBy(this::upgraded).hasStackTraceContaining("lock timeout");
            reader.rollback();
        }
        assertThat(count("SELECT count(*) FROM pg_index WHERE NOT indisvalid")).isEqualTo(1);
        try (var crier = upgraded()) {
            crier.client().create("{\"title\":\"A\"}");
        }
        assertThat(
                        count(
                                "SELECT count(*) FROM pg_index WHERE indisvalid AND indexrelid = CAST('later' AS regclass)"))
                .isEqualTo(1);
    }

    @Test
    void givesCrierItsRightsOnWhatIsNew() throws Exception {
        migration(
                "V900__table.sql",
                "CREATE TABLE later (id bigint GENERATED ALWAYS AS IDENTITY, name text)");
        upgraded().close();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO later (name) VALUES ('a')");
            statement.execute("UPDATE later SET name = 'b'");
            statement.execute("DELETE FROM later");
            assertThatThrownBy(() -> statement.execute("DROP TABLE later"))
                    .hasMessageContaining("must be owner");
        }
    }
}
