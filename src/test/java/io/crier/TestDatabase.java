package io.crier;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database for a test, empty and its own. All of a JVM's are on one PostgreSQL server, started
 * when the first is asked for: a container where a Docker engine answers, the embedded one
 * elsewhere, or what {@code CRIER_TEST_DATABASE} says.
 *
 * @param user owns the database and is no superuser, as in production
 */
public record TestDatabase(String host, int port, String database, String user, String password) {
    private static final AtomicInteger COUNT = new AtomicInteger();

    public static TestDatabase fresh() {
        var server = TestServer.running();
        var name = "test_" + COUNT.incrementAndGet();
        try (var connection =
                        DriverManager.getConnection(
                                jdbcUrl(server.host(), server.port(), "postgres"),
                                server.superuser(),
                                server.superuserPassword());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, server.user()));
        } catch (SQLException e) {
            throw new IllegalStateException("No test database could be made", e);
        }
        return new TestDatabase(
                server.host(), server.port(), name, server.user(), server.password());
    }

    /** The same database, by way of a proxy. */
    public TestDatabase through(TcpProxy proxy) {
        return new TestDatabase("127.0.0.1", proxy.port(), database, user, password);
    }

    /** A connection of another process than any Crier. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user, password);
    }

    public String r2dbcUrl() {
        return "r2dbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    public String jdbcUrl() {
        return jdbcUrl(host, port, database);
    }

    private static String jdbcUrl(String host, int port, String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }
}
