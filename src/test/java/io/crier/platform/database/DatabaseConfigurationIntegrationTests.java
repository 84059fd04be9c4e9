package io.crier.platform.database;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.crier.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

class DatabaseConfigurationIntegrationTests {
    @TempDir Path temporary;

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withUserConfiguration(
                            EmbeddedDatabaseConfiguration.class,
                            NamedDatabaseConfiguration.class,
                            Settings.class)
                    .withConfiguration(
                            AutoConfigurations.of(
                                    R2dbcAutoConfiguration.class,
                                    DataSourceAutoConfiguration.class,
                                    FlywayAutoConfiguration.class))
                    .withPropertyValues(
                            "spring.r2dbc.pool.initial-size=1", "spring.r2dbc.pool.max-size=7");

    @Test
    void runsThePoolAndFlywayOnTheEmbeddedDatabaseAndStopsItAfterThem() {
        var data = temporary.resolve("data");
        runner.withPropertyValues("crier.data-directory=" + data)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(DatabaseFacts.class).description())
                            .contains("127.0.0.1:")
                            .contains(data.toString())
                            .doesNotContain(context.getBean(EmbeddedDatabase.class).password())
                            .doesNotContain(
                                    context.getBean(EmbeddedDatabase.class).ownerPassword());
                    assertThat(context.getBean(Flyway.class).info().pending()).isEmpty();
                    assertThat(sessionUser(context.getBean(ConnectionFactory.class)))
                            .isEqualTo("crier");
                });
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
        // a session open when the server stopped would be told so; the pool had one, and closed it
        assertThat(data.resolve("postgres.log"))
                .content()
                .contains("database system is shut down")
                .doesNotContain("terminating connection");
    }

    @Test
    void startsNoneWhereADatabaseIsNamed() {
        var database = TestDatabase.fresh();
        var data = temporary.resolve("data");
        runner.withPropertyValues(
                        "crier.data-directory=" + data,
                        "spring.r2dbc.url=" + database.r2dbcUrl(),
                        "spring.r2dbc.username=" + database.user(),
                        "spring.r2dbc.password=" + database.password(),
                        "spring.flyway.user=" + database.owner(),
                        "spring.flyway.password=" + database.ownerPassword())
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context).doesNotHaveBean(EmbeddedDatabase.class);
                    assertThat(data).doesNotExist();
                    assertThat(context.getBean(DatabaseFacts.class))
                            .isEqualTo(
                                    new DatabaseFacts(
                                            "PostgreSQL on %s:%d, database %s"
                                                    .formatted(
                                                            database.host(),
                                                            database.port(),
                                                            database.database())));
                    assertThat(context.getBean(MigrationAddress.class))
                            .isEqualTo(
                                    new MigrationAddress(
                                            database.jdbcUrl(),
                                            database.owner(),
                                            database.ownerPassword()));
                    assertThat(sessionUser(context.getBean(ConnectionFactory.class)))
                            .isEqualTo(database.user());
                });
    }

    @Test
    void leavesFlywaysAddressAloneWhereItIsNamedToo() {
        var database = TestDatabase.fresh();
        var other = TestDatabase.fresh();
        runner.withPropertyValues(
                        "spring.r2dbc.url=" + database.r2dbcUrl(),
                        "spring.r2dbc.username=" + database.user(),
                        "spring.r2dbc.password=" + database.password(),
                        "spring.flyway.url=" + other.jdbcUrl(),
                        "spring.flyway.user=" + other.owner(),
                        "spring.flyway.password=" + other.ownerPassword())
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context).doesNotHaveBean(MigrationAddress.class);
                    try (var connection =
                            context.getBean(Flyway.class)
                                    .getConfiguration()
                                    .getDataSource()
                                    .getConnection()) {
                        assertThat(connection.getCatalog()).isEqualTo(other.database());
                    }
                });
    }

    @Test
    void failsInAParagraphWhereTheDirectoryIsAFile() throws Exception {
        var file = Files.createFile(temporary.resolve("file"));
        runner.withPropertyValues("crier.data-directory=" + file)
                .run(context -> {
                    assertThat(context).hasFailed();
                    var analysis =
                            new DatabaseNotStartedAnalyzer()
                                    .analyze(requireNonNull(context.getStartupFailure()));

                    assertThat(requireNonNull(analysis).getDescription())
                            .contains(file + " is a file");
                    assertThat(analysis.getAction()).contains("crier.data-directory");
                });
    }

    private static String sessionUser(ConnectionFactory connections) {
        assertThat(connections).isInstanceOf(ConnectionPool.class);
        assertThat(((ConnectionPool) connections).getMetrics().orElseThrow().getMaxAllocatedSize())
                .isEqualTo(7);
        return DatabaseClient.create(connections)
                .sql("SELECT session_user::text")
                .map(row -> String.valueOf(row.get(0)))
                .one()
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(DataDirectorySettings.class)
    static class Settings {}
}
