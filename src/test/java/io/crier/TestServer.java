package io.crier;

import io.crier.platform.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The one PostgreSQL server of this JVM's tests, until the JVM ends. */
record TestServer(
        String host,
        int port,
        String superuser,
        String superuserPassword,
        String user,
        String password,
        String owner,
        String ownerPassword) {
    private static final String IMAGE = "postgres:18";
    private static final String CHOICE = "CRIER_TEST_DATABASE";

    static TestServer running() {
        return Holder.RUNNING;
    }

    private static TestServer start() {
        var asked = System.getenv().getOrDefault(CHOICE, "");
        var container =
                switch (asked) {
                    case "container" -> true;
                    case "embedded" -> false;
                    case "" -> DockerClientFactory.instance().isDockerAvailable();
                    default ->
                            throw new IllegalArgumentException(
                                    "%s=%s: it may be container or embedded, or not set"
                                            .formatted(CHOICE, asked));
                };
        try {
            return container ? containerOr(asked) : embedded();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The test database could not be started", e);
        }
    }

    /** An engine that answers may still have no way to the image. */
    private static TestServer containerOr(String asked) throws IOException, SQLException {
        try {
            return container();
        } catch (ContainerLaunchException | ContainerFetchException noImage) {
            if (!asked.isEmpty()) {
                throw noImage;
            }
            System.out.println("Test database: no container, " + noImage.getMessage());
            return embedded();
        }
    }

    /** With roles like the embedded one's, so that no test relies on more rights. */
    private static TestServer container() throws SQLException {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    CHOICE + "=container, but no Docker engine answers; see above what was tried");
        }
        // without the command of Testcontainers' own, which switches fsync off
        var container = new PostgreSQLContainer(IMAGE).withCommand("postgres", "-c", "fsync=on");
        container.start();
        stopAtTheEnd(container);
        var server =
                new TestServer(
                        container.getHost(),
                        container.getFirstMappedPort(),
                        container.getUsername(),
                        container.getPassword(),
                        "crier",
                        "crier",
                        "crier_owner",
                        "crier_owner");
        try (var connection =
                        DriverManager.getConnection(
                                container.getJdbcUrl(),
                                container.getUsername(),
                                container.getPassword());
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE crier LOGIN PASSWORD 'crier'");
            statement.execute("CREATE ROLE crier_owner LOGIN PASSWORD 'crier_owner'");
        }
        tell("container of " + IMAGE, server);
        return server;
    }

    private static TestServer embedded() throws IOException {
        var directory = Files.createTempDirectory("crier-test-database");
        var database = EmbeddedDatabase.start(directory);
        stopAtTheEnd(() -> {
            database.close();
            FileSystemUtils.deleteRecursively(directory);
        });
        var server =
                new TestServer(
                        database.host(),
                        database.port(),
                        "postgres",
                        Files.readString(directory.resolve("postgres.password")).strip(),
                        database.user(),
                        database.password(),
                        database.owner(),
                        database.ownerPassword());
        tell("embedded PostgreSQL in " + directory, server);
        return server;
    }

    private static void tell(String what, TestServer server) {
        System.out.printf("Test database: %s, on %s:%d%n", what, server.host(), server.port());
    }

    /**
     * Contexts that Spring caches may be closing then; what they say about it is of no interest.
     */
    private static void stopAtTheEnd(AutoCloseable server) {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("test-database-stop")
                                .unstarted(() -> {
                                    try {
                                        server.close();
                                    } catch (Exception e) {
                                        System.err.println("Test database: " + e);
                                    }
                                }));
    }

    /** Started by its first use, and once. */
    private static final class Holder {
        private static final TestServer RUNNING = start();
    }
}
