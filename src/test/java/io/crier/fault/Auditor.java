package io.crier.fault;

import io.crier.announcement.Json;
import io.crier.history.Committed;
import io.crier.history.Committed.Kind;
import io.crier.history.Prunings;
import io.crier.history.Table;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.UUID;
import org.postgresql.util.PSQLException;

/** Copies the log, over a connection of its own to the database, and has it pruned. */
final class Auditor {
    private final Site site;
    private final Fingerprints fingerprints;
    private final Table table = new Table();
    private final Prunings prunings = new Prunings();

    Auditor(Site site, Fingerprints fingerprints) {
        this.site = site;
        this.fingerprints = fingerprints;
    }

    Prunings prunings() {
        return prunings;
    }

    /** The log as it is now, with what was pruned. */
    synchronized Table table() throws SQLException {
        try (var connection = site.connect();
                var after =
                        connection.prepareStatement(
                                """
                                SELECT
                                    position,
                                    announcement_id,
                                    version,
                                    kind,
                                    changed,
                                    document
                                FROM change
                                WHERE position > ?
                                ORDER BY position
                                """)) {
            connection.setAutoCommit(false);
            after.setFetchSize(1_000);
            after.setLong(1, table.head());
            try (var rows = after.executeQuery()) {
                while (rows.next()) {
                    var position = rows.getLong("position");
                    if (position != table.head() + 1) {
                        throw new AssertionError(
                                "the log has a hole: %d follows %d"
                                        .formatted(position, table.head()));
                    }
                    table.add(
                            committed(
                                    position,
                                    rows.getObject("announcement_id", UUID.class),
                                    rows.getLong("version"),
                                    rows.getString("kind"),
                                    rows.getString("changed"),
                                    rows.getString("document")));
                }
            }
        }
        return table;
    }

    private Committed committed(
            long position, UUID key, long version, String kind, String changed, String document) {
        var announcement = Json.MAPPER.readTree(document);
        var topics = new HashSet<String>();
        announcement.path("topics").forEach(topic -> topics.add(topic.asString()));
        return new Committed(
                position,
                key,
                version,
                Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                announcement.path("title").asString(""),
                topics,
                fingerprints.announcement(announcement),
                fingerprints.change(announcement, Json.MAPPER.readTree(changed)));
    }

    /** Has everything forgotten that is older; gives how many changes that was. */
    synchronized long prune(Duration age) throws SQLException {
        var read = table().head();
        var begun = System.nanoTime();
        try (var connection = site.connect();
                var prune =
                        connection.prepareStatement(
                                "SELECT prune(clock_timestamp() - ? * interval '1 millisecond', 1000000000, 100000)");
                var floor = connection.prepareStatement("SELECT floor FROM log")) {
            prune.setLong(1, age.toMillis());
            long forgotten;
            try (var row = prune.executeQuery()) {
                row.next();
                forgotten = row.getLong(1);
            }
            try (var row = floor.executeQuery()) {
                row.next();
                if (row.getLong(1) > read) {
                    throw new AssertionError("changes younger than %s are gone".formatted(age));
                }
                prunings.add(begun, row.getLong(1));
            }
            return forgotten;
        }
    }

    /** Whether the database takes connections. */
    boolean isThere() throws SQLException {
        try (var connection = site.connect()) {
            return connection.isValid(5);
        } catch (PSQLException notYet) {
            return false;
        }
    }
}
