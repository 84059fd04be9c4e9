package io.crier.platform.database;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/**
 * The version of the database's schema, as this process left it when it started. Where it is told
 * not to migrate, it does not know. Asked off event loops, for the first answer takes a query.
 */
@Component
class SchemaInfoContributor implements InfoContributor {
    private final @Nullable Flyway flyway;
    private volatile @Nullable String version;

    SchemaInfoContributor(ObjectProvider<Flyway> flyway) {
        this.flyway = flyway.getIfAvailable();
    }

    @Override
    public void contribute(Info.Builder builder) {
        var known = version();
        if (known != null) {
            builder.withDetail("schema", Map.of("version", known));
        }
    }

    private @Nullable String version() {
        if (version == null && flyway != null) {
            var current = flyway.info().current();
            version = current == null ? null : String.valueOf(current.getVersion());
        }
        return version;
    }
}
