package io.crier.platform.database;

import io.r2dbc.spi.ConnectionFactoryOptions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The database where none is named: everything that uses it is made from these details, so it is
 * started before all of that and stopped after it.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedDatabaseConfiguration.NoDatabaseIsNamed.class)
class EmbeddedDatabaseConfiguration {
    @Bean(destroyMethod = "close")
    EmbeddedDatabase embeddedDatabase(DataDirectorySettings settings) {
        return EmbeddedDatabase.start(settings.dataDirectory());
    }

    @Bean
    R2dbcConnectionDetails embeddedDatabaseConnection(EmbeddedDatabase database) {
        var options =
                ConnectionFactoryOptions.builder()
                        .option(ConnectionFactoryOptions.DRIVER, "postgresql")
                        .option(ConnectionFactoryOptions.HOST, database.host())
                        .option(ConnectionFactoryOptions.PORT, database.port())
                        .option(ConnectionFactoryOptions.DATABASE, database.database())
                        .option(ConnectionFactoryOptions.USER, database.user())
                        .option(ConnectionFactoryOptions.PASSWORD, database.password())
                        .build();
        return () -> options;
    }

    @Bean
    MigrationAddress embeddedDatabaseMigration(EmbeddedDatabase database) {
        return new MigrationAddress(database.jdbcUrl(), database.owner(), database.ownerPassword());
    }

    @Bean
    DatabaseFacts databaseFacts(EmbeddedDatabase database) {
        return new DatabaseFacts(
                "embedded PostgreSQL on %s:%d, database %s, data in %s"
                        .formatted(
                                database.host(),
                                database.port(),
                                database.database(),
                                database.directory()));
    }

    @Bean
    EmbeddedDatabaseHealthIndicator embeddedDatabaseHealthIndicator(EmbeddedDatabase database) {
        return new EmbeddedDatabaseHealthIndicator(database);
    }

    static final class NoDatabaseIsNamed extends NoneNestedConditions {
        NoDatabaseIsNamed() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty("spring.r2dbc.url")
        static final class Named {}
    }
}
