package io.crier.platform.database;

import io.crier.database.AfterMigration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/**
 * The version of the database's schema, as this process left it when it started. Where it is told
 * not to migrate, it does not know.
 */
@Component
class SchemaInfoContributor extends AfterMigration implements InfoContributor {
    private volatile @Nullable String version;

    SchemaInfoContributor() {
        super("read the version of the schema");
    }

    @Override
    public void contribute(Info.Builder builder) {
        var known = version;
        if (known != null) {
            builder.withDetail("schema", Map.of("version", known));
        }
    }

    @Override
    protected void run(Connection connection, String history) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                SELECT version
                                FROM "%s"
                                WHERE success
                                  AND version IS NOT NULL
                                ORDER BY installed_rank DESC
                                LIMIT 1
                                """
                                        .formatted(history))) {
            version = row.next() ? row.getString(1) : null;
        }
    }
}
