package io.crier.platform.database;

import java.io.IOException;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.util.unit.DataSize;

/**
 * Whether the embedded PostgreSQL runs and has room. Reads files, so it is asked off event loops.
 */
class EmbeddedDatabaseHealthIndicator extends AbstractHealthIndicator {
    /** PostgreSQL stops when it cannot write its log, which grows in steps of 16 MB. */
    private static final DataSize LEAST_SPACE = DataSize.ofMegabytes(128);

    private final EmbeddedDatabase database;

    EmbeddedDatabaseHealthIndicator(EmbeddedDatabase database) {
        super("the embedded PostgreSQL could not be looked at");
        this.database = database;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) throws IOException {
        var running = database.isRunning();
        var space = database.usableSpace();
        builder.status(running && space >= LEAST_SPACE.toBytes() ? "UP" : "DOWN")
                .withDetail("running", running)
                .withDetail("port", database.port())
                .withDetail("directory", database.directory().toString())
                .withDetail("usableBytes", space)
                .withDetail("leastBytes", LEAST_SPACE.toBytes());
    }
}
