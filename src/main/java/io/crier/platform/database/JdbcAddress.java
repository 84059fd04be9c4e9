package io.crier.platform.database;

import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.DRIVER;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.PROTOCOL;
import static io.r2dbc.spi.ConnectionFactoryOptions.SSL;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC form of an R2DBC address. What decides which server is reached, and how well it is known
 * to be that one, has an equal or is refused; what only tunes R2DBC is left out, and so are
 * time-outs of statements, which a migration may exceed.
 */
record JdbcAddress(String url, @Nullable String user, @Nullable String password) {
    /** R2DBC's name of an option to JDBC's, where the values are the same. */
    private static final Map<String, String> SAME =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("sslMode", "sslmode"),
                            Map.entry("sslmode", "sslmode"),
                            Map.entry("sslRootCert", "sslrootcert"),
                            Map.entry("sslCert", "sslcert"),
                            Map.entry("sslKey", "sslkey"),
                            Map.entry("sslPassword", "sslpassword"),
                            Map.entry("sslNegotiation", "sslNegotiation"),
                            Map.entry("sslnegotiation", "sslNegotiation"),
                            Map.entry("channelBinding", "channelBinding"),
                            Map.entry("channel_binding", "channelBinding"),
                            Map.entry("applicationName", "ApplicationName"),
                            Map.entry("schema", "currentSchema"),
                            Map.entry("currentSchema", "currentSchema"),
                            Map.entry("targetServerType", "targetServerType"),
                            Map.entry("loadBalanceHosts", "loadBalanceHosts"),
                            Map.entry("tcpKeepAlive", "tcpKeepAlive")));

    static JdbcAddress of(ConnectionFactoryOptions options) {
        var driver = text(options, DRIVER);
        if (driver != null && driver.equals("pool")) {
            return of(unpooled(options));
        }
        if (driver == null || !driver.matches("postgres(ql)?")) {
            throw notDerived(
                    "it names the driver %s, and Crier's database is a PostgreSQL"
                            .formatted(driver));
        }
        if (options.hasOption(Option.valueOf("socket"))) {
            throw notDerived("JDBC reaches no Unix domain socket");
        }
        var url = new StringBuilder("jdbc:postgresql://").append(authority(options)).append('/');
        var database = text(options, DATABASE);
        if (database != null) {
            url.append(encode(database));
        }
        var parameters = parameters(options);
        if (!parameters.isEmpty()) {
            url.append(
                    parameters.entrySet().stream()
                            .map(each -> each.getKey() + "=" + encode(each.getValue()))
                            .collect(Collectors.joining("&", "?", "")));
        }
        return new JdbcAddress(url.toString(), text(options, USER), text(options, PASSWORD));
    }

    /** One line for people. */
    static String description(ConnectionFactoryOptions options) {
        var authority = options.hasOption(HOST) ? authority(options) : "a local socket";
        var database = text(options, DATABASE);
        return "PostgreSQL on %s, database %s"
                .formatted(authority, database == null ? "of the user's name" : database);
    }

    /** Flyway's address, as these where they are given. */
    MigrationAddress as(@Nullable String otherUser, @Nullable String otherPassword) {
        return new MigrationAddress(
                url,
                otherUser == null ? user : otherUser,
                otherPassword == null ? password : otherPassword);
    }

    /** {@code r2dbc:pool:postgresql://…} has the driver where the protocol is otherwise. */
    private static ConnectionFactoryOptions unpooled(ConnectionFactoryOptions options) {
        var inner = String.valueOf(text(options, PROTOCOL)).split(":", 2);
        return options.mutate()
                .option(DRIVER, inner[0])
                .option(PROTOCOL, inner.length > 1 ? inner[1] : "")
                .build();
    }

    /** Several hosts bring their ports in the host's text. */
    private static String authority(ConnectionFactoryOptions options) {
        var host = text(options, HOST);
        if (host == null) {
            throw notDerived("it names no host");
        }
        var port = text(options, PORT);
        return port == null ? host : host + ":" + port;
    }

    private static Map<String, String> parameters(ConnectionFactoryOptions options) {
        var parameters = new LinkedHashMap<String, String>();
        if (Boolean.parseBoolean(text(options, SSL))) {
            parameters.put("sslmode", "verify-full");
        }
        SAME.forEach((name, equal) -> {
            var value = text(options, Option.valueOf(name));
            if (value != null) {
                parameters.put(equal, sameValue(equal, value));
            }
        });
        var connectTimeout = text(options, ConnectionFactoryOptions.CONNECT_TIMEOUT);
        if (connectTimeout != null) {
            parameters.put(
                    "connectTimeout",
                    Long.toString(Math.max(1, Duration.parse(connectTimeout).toSeconds())));
        }
        return parameters;
    }

    private static String sameValue(String name, String value) {
        if (!name.equals("sslmode")) {
            return value;
        }
        var mode = value.toLowerCase(Locale.ROOT).replace('_', '-');
        if (mode.equals("tunnel")) {
            throw notDerived("JDBC has no sslMode=tunnel");
        }
        return mode;
    }

    private static @Nullable String text(ConnectionFactoryOptions options, Option<?> option) {
        var value = options.getValue(option);
        return value == null ? null : value.toString();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static DatabaseNotStarted notDerived(String why) {
        return new DatabaseNotStarted(
                "Flyway's address can't be derived from spring.r2dbc.url: %s.".formatted(why),
                "Set spring.flyway.url, spring.flyway.user and spring.flyway.password.");
    }

    /** Without the password, which a record would tell. */
    @Override
    public String toString() {
        return "JdbcAddress[%s, %s]".formatted(url, user);
    }
}
