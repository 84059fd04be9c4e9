package io.crier.platform.database;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The database that {@code spring.r2dbc.url} names, which one setting makes Flyway's too. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("spring.r2dbc.url")
class NamedDatabaseConfiguration {
    /**
     * Whoever migrates as another role than Crier runs as, the owner of the tables, names it with
     * spring.flyway.user and spring.flyway.password; {@link Grants} then gives Crier's what it
     * needs.
     */
    @Bean
    @Conditional(NoMigrationAddressIsNamed.class)
    MigrationAddress namedDatabaseMigration(
            R2dbcConnectionDetails details, Environment environment) {
        var options = details.getConnectionFactoryOptions();
        return JdbcAddress.of(options)
                .as(
                        environment.getProperty("spring.flyway.user"),
                        environment.getProperty("spring.flyway.password"));
    }

    @Bean
    DatabaseFacts databaseFacts(R2dbcConnectionDetails details) {
        return new DatabaseFacts(JdbcAddress.description(details.getConnectionFactoryOptions()));
    }

    static final class NoMigrationAddressIsNamed extends NoneNestedConditions {
        NoMigrationAddressIsNamed() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty("spring.flyway.url")
        static final class Named {}
    }
}
