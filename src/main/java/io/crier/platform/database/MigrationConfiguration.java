package io.crier.platform.database;

import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How migrations are made at a start. */
@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {
    private static final Logger log = LoggerFactory.getLogger(MigrationConfiguration.class);

    @Bean
    FlywayMigrationStrategy migrations() {
        return MigrationConfiguration::migrate;
    }

    /**
     * One that fails in a transaction leaves nothing behind, and is tried again. One that has none,
     * for it builds an index beside the writers, leaves a mark, which nobody is to come and remove:
     * it is written so that it can be tried again.
     */
    private static void migrate(Flyway flyway) {
        try {
            flyway.migrate();
        } catch (FlywayValidateException refused) {
            // The mark of one that failed at an earlier start; of one that fails now another is
            // told.
            if (Arrays.stream(flyway.info().all())
                    .noneMatch(migration -> migration.getState() == MigrationState.FAILED)) {
                throw refused;
            }
            log.warn("a migration failed before; it is tried again");
            flyway.repair();
            flyway.migrate();
        }
    }
}
