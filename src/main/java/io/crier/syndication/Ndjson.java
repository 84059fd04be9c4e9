package io.crier.syndication;

import io.crier.announcement.Json;
import java.nio.charset.StandardCharsets;

/**
 * Everything, an {@link io.crier.announcement.Announcement} in JSON a line, for backups and bulk
 * clients. Each line may be posted back as it is, in a batch. There is no phase, so that a backup
 * does not change with the clock.
 */
final class Ndjson implements Format {
    @Override
    public String suffix() {
        return "ndjson";
    }

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public boolean whole() {
        return true;
    }

    @Override
    public boolean tellsPhase() {
        return false;
    }

    @Override
    public Document open(Listing listing) {
        return new Parts(
                "",
                announcement ->
                        (Json.MAPPER.writeValueAsString(announcement) + "\n")
                                .getBytes(StandardCharsets.UTF_8),
                "",
                "");
    }
}
