package io.crier.platform.database;

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

    static void require(String jdbcUrl, String user, String password) {
        try (var connection = DriverManager.getConnection(jdbcUrl, user, password);
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
                                "Take the setting back, for example with ALTER ROLE crier RESET %s."
                                        .formatted(setting));
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
