package io.crier.platform.database;

import io.crier.database.AfterMigration;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * Gives the role that Crier runs as, after each migration, what it needs of what the migrating role
 * owns: to read and write rows, and to call functions. So the two may be different roles without
 * anybody keeping a list, on a server on which none can be made too.
 */
@Component
class Grants extends AfterMigration {
    private static final Logger log = LoggerFactory.getLogger(Grants.class);

    /**
     * Replicas that start at once would change the same rights at once, which PostgreSQL refuses.
     */
    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtext('crier grants'))";

    /**
     * What is missing, so that a start at which nothing is writes nothing. What others own in the
     * same schema, extensions say, is none of ours; who is a member of the owner lacks nothing.
     */
    private static final String MISSING =
            """
            WITH
                app AS (
                    SELECT rolname AS name FROM pg_roles WHERE rolname = ?
                ),
                ours AS (
                    SELECT
                        c.oid,
                        c.relkind AS kind,
                        c.relname = ? AS is_history
                    FROM pg_class c
                    WHERE c.relnamespace = CAST(quote_ident(current_schema()) AS regnamespace)
                      AND pg_has_role(current_user, c.relowner, 'USAGE')
                )
            SELECT format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), app.name)
            FROM app
            WHERE NOT has_schema_privilege(app.name, current_schema(), 'USAGE')
            UNION ALL
            SELECT format('GRANT SELECT ON %s TO %I', CAST(ours.oid AS regclass), app.name)
            FROM app, ours
            WHERE ours.kind IN ('r', 'p')
              AND ours.is_history
              AND NOT has_table_privilege(app.name, ours.oid, 'SELECT')
            UNION ALL
            SELECT
                format(
                    'GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %I',
                    CAST(ours.oid AS regclass),
                    app.name)
            FROM app, ours
            WHERE ours.kind IN ('r', 'p')
              AND NOT ours.is_history
              AND NOT (
                  has_table_privilege(app.name, ours.oid, 'SELECT')
                  AND has_table_privilege(app.name, ours.oid, 'INSERT')
                  AND has_table_privilege(app.name, ours.oid, 'UPDATE')
                  AND has_table_privilege(app.name, ours.oid, 'DELETE'))
            UNION ALL
            SELECT format('GRANT USAGE ON SEQUENCE %s TO %I', CAST(ours.oid AS regclass), app.name)
            FROM app, ours
            WHERE CASE
                WHEN ours.kind = 'S' THEN NOT has_sequence_privilege(app.name, ours.oid, 'USAGE')
                ELSE false
            END
            UNION ALL
            SELECT format('GRANT EXECUTE ON FUNCTION %s TO %I', CAST(p.oid AS regprocedure), app.name)
            FROM app, pg_proc p
            WHERE p.pronamespace = CAST(quote_ident(current_schema()) AS regnamespace)
              AND p.prokind = 'f'
              AND pg_has_role(current_user, p.proowner, 'USAGE')
              AND NOT has_function_privilege(app.name, p.oid, 'EXECUTE')
            """;

    private static final String IS_THERE =
            "SELECT count(*) > 0 FROM pg_roles app WHERE app.rolname = ?";

    private static final String MAY_DO_MORE =
            """
            SELECT count(*) > 0
            FROM pg_roles app, pg_class c
            WHERE app.rolname = ?
              AND c.relnamespace = CAST(quote_ident(current_schema()) AS regnamespace)
              AND pg_has_role(app.rolname, c.relowner, 'MEMBER')
            """;

    private final @Nullable String user;

    Grants(R2dbcConnectionDetails details) {
        super("give Crier's role what it needs");
        this.user =
                details.getConnectionFactoryOptions().getValue(ConnectionFactoryOptions.USER)
                                instanceof String name
                        ? name
                        : null;
    }

    @Override
    protected void run(Connection connection, String history) throws SQLException {
        if (user == null) {
            return;
        }
        // Whoever makes it later would find that it lacks everything, until the next start.
        if (!holds(IS_THERE, connection)) {
            throw new FlywayException(
                    "There is no role %s, as which Crier is to run (spring.r2dbc.username), and so it could not"
                                    .formatted(user)
                            + " be given what it needs: make one that may log in, and start again");
        }
        try (var statement = connection.createStatement()) {
            statement.execute(ONE_AT_A_TIME);
            for (var grant : missing(connection, history)) {
                log.info("{}", grant);
                statement.execute(grant);
            }
        } catch (SQLException e) {
            throw new FlywayException(
                    "The role %s could not be given what it needs: the role that migrates must own Crier's tables"
                                    .formatted(user)
                            + " and the schema, or may pass its rights on",
                    e);
        }
        if (holds(MAY_DO_MORE, connection)) {
            log.info(
                    "Crier's account {} may change the schema, which it could do without; spring.flyway.user"
                            + " and spring.flyway.password name another one for that",
                    user);
        }
    }

    private List<String> missing(Connection connection, String history) throws SQLException {
        try (var query = connection.prepareStatement(MISSING)) {
            query.setString(1, user);
            query.setString(2, history);
            var grants = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    grants.add(rows.getString(1));
                }
            }
            return grants;
        }
    }

    /** Whether it is so of the role that Crier runs as. */
    private boolean holds(String sql, Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, user);
            try (var row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
