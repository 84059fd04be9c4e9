package io.crier.announcement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The seventh migration: announcements from before there was a search are filed under what they can
 * be found by. It blocks, as migrations do, before anything is served.
 */
@Component
class Refiling implements JavaMigration {
    private static final int CHUNK = 500;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("7");
    }

    @Override
    public String getDescription() {
        return "file what is there";
    }

    /** What it does is told by what it was written for, and not checked for changes. */
    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        var connection = context.getConnection();
        var last = Optional.of(new UUID(0, 0));
        while (last.isPresent()) {
            last = refile(connection, last.get());
        }
    }

    /** Gives the last one of the chunk, if there may be more. */
    private static Optional<UUID> refile(Connection connection, UUID after) throws SQLException {
        UUID last = null;
        var count = 0;
        try (var reading =
                        connection.prepareStatement(
                                """
                                SELECT
                                    id,
                                    CAST(document AS text)
                                FROM announcement
                                WHERE id > ?
                                ORDER BY id
                                LIMIT ?
                                """);
                var writing =
                        connection.prepareStatement(
                                """
                                UPDATE announcement
                                SET terms     = ?,
                                    counted   = ?,
                                    words     = CAST(? AS tsvector),
                                    latitude  = ?,
                                    longitude = ?
                                WHERE id = ?
                                """)) {
            reading.setObject(1, after);
            reading.setInt(2, CHUNK);
            try (var rows = reading.executeQuery()) {
                while (rows.next()) {
                    last = rows.getObject(1, UUID.class);
                    count++;
                    var announcement = Json.MAPPER.readValue(rows.getString(2), Announcement.class);
                    file(writing, announcement);
                }
            }
            writing.executeBatch();
        }
        return count < CHUNK ? Optional.empty() : Optional.ofNullable(last);
    }

    private static void file(PreparedStatement writing, Announcement announcement)
            throws SQLException {
        var findable = Findable.of(announcement);
        var place = announcement.content().place();
        writing.setArray(1, array(writing, findable.terms()));
        writing.setArray(2, array(writing, Counted.of(announcement)));
        writing.setString(3, findable.text().tsvector());
        writing.setObject(4, place == null ? null : place.latitude(), java.sql.Types.DOUBLE);
        writing.setObject(5, place == null ? null : place.longitude(), java.sql.Types.DOUBLE);
        writing.setObject(6, announcement.id());
        writing.addBatch();
    }

    private static java.sql.Array array(PreparedStatement statement, Set<String> values)
            throws SQLException {
        return statement.getConnection().createArrayOf("text", values.toArray());
    }
}
