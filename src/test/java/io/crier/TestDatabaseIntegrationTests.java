package io.crier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestDatabaseIntegrationTests {
    @Test
    void isEmptyDurableAndItsOwnersWhoIsNoSuperuser() throws Exception {
        var first = TestDatabase.fresh();
        var second = TestDatabase.fresh();
        assertThat(first.database()).isNotEqualTo(second.database());
        for (var database : List.of(first, second)) {
            try (var connection = database.connectAsOwner();
                    var statement = connection.createStatement()) {
                // fails in the second where it is the first
                statement.execute("CREATE TABLE mine (id BIGINT)");
                try (var row =
                        statement.executeQuery(
                                """
                                SELECT current_setting('fsync'), rolsuper
                                FROM pg_roles
                                WHERE rolname = current_user
                                """)) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getString(1)).isEqualTo("on");
                    assertThat(row.getBoolean(2)).isFalse();
                }
            }
        }
    }
}
