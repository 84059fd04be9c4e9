package io.crier.platform.database;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

class EmbeddedDatabaseHealthIntegrationTests {
    @Test
    void isUpWhileTheServerRunsAndHasRoom(@TempDir Path directory) throws IOException {
        var database = EmbeddedDatabase.start(directory);
        var indicator = new EmbeddedDatabaseHealthIndicator(database);
        try (database) {
            var health = requireNonNull(indicator.health());
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails())
                    .containsEntry("running", true)
                    .containsEntry("port", database.port())
                    .containsKey("usableBytes")
                    .doesNotContainValue(database.password());
        }
        var after = requireNonNull(indicator.health());
        assertThat(after.getStatus()).isEqualTo(Status.DOWN);
        assertThat(after.getDetails()).containsEntry("running", false);
    }
}
