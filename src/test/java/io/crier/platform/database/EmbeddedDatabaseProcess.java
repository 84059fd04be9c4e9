package io.crier.platform.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.awaitility.Awaitility;

/** Another process that runs an embedded database, to be killed. */
final class EmbeddedDatabaseProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private EmbeddedDatabaseProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Returns when that many rows are committed there. */
    static EmbeddedDatabaseProcess start(Path directory, int rows) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var started =
                new EmbeddedDatabaseProcess(
                        new ProcessBuilder(
                                        java,
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        EmbeddedDatabaseProcess.class.getName(),
                                        directory.toString(),
                                        Integer.toString(rows))
                                .redirectError(ProcessBuilder.Redirect.INHERIT)
                                .start());
        for (var line = started.output.readLine(); ; line = started.output.readLine()) {
            if (line == null) {
                throw new IllegalStateException("It ended before its rows were written");
            }
            if (line.equals("written")) {
                return started;
            }
        }
    }

    long pid() {
        return process.pid();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    static void main(String[] arguments) throws Exception {
        var database = EmbeddedDatabase.start(Path.of(arguments[0]));
        try (var connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.owner(), database.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS kept (id BIGINT PRIMARY KEY)");
            for (var id = 0; id < Integer.parseInt(arguments[1]); id++) {
                statement.execute("INSERT INTO kept VALUES (%d)".formatted(id));
            }
            Thread.startVirtualThread(() -> keepBusy(database));
            Awaitility.await().until(() -> isBusy(statement));
            System.out.println("written");
            // waits, connected, to be killed
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** A backend that looks neither at its client nor at its server for as long as it lives. */
    private static void keepBusy(EmbeddedDatabase database) {
        try (var connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.owner(), database.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute("DO $$ BEGIN LOOP END LOOP; END $$");
        } catch (SQLException e) {
            System.err.println("The loop ended: " + e.getMessage());
        }
    }

    private static boolean isBusy(Statement statement) throws SQLException {
        try (var row =
                statement.executeQuery(
                        "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DO%'")) {
            return row.next();
        }
    }
}
