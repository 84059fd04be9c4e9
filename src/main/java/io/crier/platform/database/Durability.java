package io.crier.platform.database;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * That a commit is on the disk when it is acknowledged. Asked of the server as Crier's own role
 * sees it, because a setting can be changed for a role or a database, past every command line.
 */
final class Durability {
    private static final List<String> SETTINGS =
            List.of("fsync", "synchronous_commit", "full_page_writes");

    private Durability() {}

    static void require(EmbeddedDatabase database, Path home) {
        try (var connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.user(), database.password());
                var query = connection.prepareStatement("SELECT current_setting(?)")) {
            for (var setting : SETTINGS) {
                query.setString(1, setting);
                try (var row = query.executeQuery()) {
                    row.next();
                    var value = row.getString(1);
                    if (!"on".equals(value)) {
                        throw new DatabaseNotStarted(
                                "The embedded PostgreSQL has %s = %s: what Crier acknowledges could be lost."
                                        .formatted(setting, value),
                                ("It was changed for the role or the database. Run %s --single -D %s postgres"
                                                + " (as root: unshare -U and then that), and give it"
                                                + " ALTER ROLE %s RESET ALL and ALTER DATABASE %s RESET ALL.")
                                        .formatted(
                                                home.resolve("bin/postgres"),
                                                database.directory().resolve("postgres"),
                                                database.user(),
                                                database.database()));
                    }
                }
            }
        } catch (SQLException e) {
            throw new DatabaseNotStarted(
                    "Crier can't log in to its embedded PostgreSQL: %s.".formatted(e.getMessage()),
                    "If its password was changed or restored from elsewhere, delete crier.password"
                            + " in the data directory: the next start sets a new one.",
                    e);
        }
    }
}
