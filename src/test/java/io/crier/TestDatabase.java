package io.crier;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database for a test, empty and its own. All of a JVM's are on one PostgreSQL server, started
 * when the first is asked for: a container where a Docker engine answers, the embedded one
 * elsewhere, or what {@code CRIER_TEST_DATABASE} says.
 *
 * @param user what Crier runs as; owns nothing, as in production
 * @param owner of the database, no superuser; what Crier migrates as
 */
public record TestDatabase(
        String host,
        int port,
        String database,
        String user,
        String password,
        String owner,
        String ownerPassword) {
    private static final AtomicInteger COUNT = new AtomicInteger();

    public static TestDatabase fresh() {
        var server = TestServer.running();
        var name = "test_" + COUNT.incrementAndGet();
        asSuperuser("CREATE DATABASE %s OWNER %s".formatted(name, server.owner()));
        return new TestDatabase(
                server.host(),
                server.port(),
                name,
                server.user(),
                server.password(),
                server.owner(),
                server.ownerPassword());
    }

    /** What only the server's own may do, for all databases on it. */
    public static void asSuperuser(String sql) {
        var server = TestServer.running();
        try (var connection =
                        DriverManager.getConnection(
                                jdbcUrl(server.host(), server.port(), "postgres"),
                                server.superuser(),
                                server.superuserPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The same database, by way of a proxy. */
    public TestDatabase through(TcpProxy proxy) {
        return through(proxy.port());
    }

    /** The same database, by way of what listens on the port of this machine. */
    public TestDatabase through(int relay) {
        return new TestDatabase("127.0.0.1", relay, database, user, password, owner, ownerPassword);
    }

    /** A connection of another process than any Crier, with the rights of one. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user, password);
    }

    /** A connection that may change the schema. */
    public Connection connectAsOwner() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), owner, ownerPassword);
    }

    /** What a Crier is told of it. */
    public Map<String, String> settings() {
        return Map.of(
                "spring.r2dbc.url", r2dbcUrl(),
                "spring.r2dbc.username", user,
                "spring.r2dbc.password", password,
                "spring.flyway.user", owner,
                "spring.flyway.password", ownerPassword);
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
