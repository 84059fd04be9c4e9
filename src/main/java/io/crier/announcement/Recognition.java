package io.crier.announcement;

import io.crier.database.AfterMigration;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks at each start, when the tables are as they should be and before anything is served, whether
 * the log is where it was left. One that is not was restored from a backup, and is given another
 * name: clients that have seen more of the original than it holds begin anew.
 */
@Component
class Recognition extends AfterMigration {
    private static final Logger log = LoggerFactory.getLogger(Recognition.class);

    Recognition() {
        super("look whether the log is where it was left");
    }

    @Override
    protected void run(Connection connection, String history) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                SELECT
                                    recognise(NULL, NULL, NULL),
                                    (SELECT place IS NULL FROM whereabouts())
                                """)) {
            row.next();
            if (row.getBoolean(1)) {
                log.warn(
                        "the log is not where it was left, so it was restored: it has a new epoch,"
                                + " and clients begin anew");
            }
            if (row.getBoolean(2)) {
                log.warn(
                        "this database server does not tell which one it is, so a restored log is"
                                + " not told from the original: after a restore, SELECT new_epoch()");
            }
        }
    }
}
