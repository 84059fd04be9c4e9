package io.crier.platform.database;

import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/**
 * The version of the database's schema, as this process left it when it started. Where it is told
 * not to migrate, it does not know.
 */
@Component
class SchemaInfoContributor implements InfoContributor, Callback {
    private volatile @Nullable String version;

    @Override
    public void contribute(Info.Builder builder) {
        var known = version;
        if (known != null) {
            builder.withDetail("schema", Map.of("version", known));
        }
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public String getCallbackName() {
        return "schema version";
    }

    @Override
    public void handle(Event event, Context context) {
        try (var statement = context.getConnection().createStatement();
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
                                        .formatted(context.getConfiguration().getTable()))) {
            version = row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            throw new FlywayException("The version of the schema could not be read", e);
        }
    }
}
