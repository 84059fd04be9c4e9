package io.crier.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Replica;
import io.crier.TcpProxy;
import io.crier.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What becomes of sources when a database that was asked for one never answers. */
class SilentDatabaseSourcesIntegrationTests {
    private static final int WORKERS = 4;

    private final TestDatabase database = TestDatabase.fresh();

    private static int waiting(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                SELECT count(*)
                                FROM pg_stat_activity
                                WHERE datname = current_database()
                                  AND wait_event_type = 'Lock'
                                """)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void whoeverLooksForThoseThatAreDueLooksAgain() throws Exception {
        try (var site = new FeedServer();
                var proxy = TcpProxy.to(database.host(), database.port());
                var replica =
                        Replica.on(
                                database.through(proxy),
                                "crier.intake.allow-private-addresses=true",
                                "crier.intake.lookout=100ms")) {
            site.serve("<rss><channel><item><title>Fair</title></item></channel></rss>");
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE source IN ACCESS EXCLUSIVE MODE");
                Awaitility.await().until(() -> waiting(connection) >= WORKERS);
                proxy.strand();
            }
            var crier = replica.client();
            var source = "{\"url\":\"%s\"}".formatted(site.url());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> crier.post("/v1/sources", source).status() == 201);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> !crier.get("/v1/announcements").json().get("items").isEmpty());
            assertThat(site.reads()).isEqualTo(1);
        }
    }
}
