package io.crier.announcement;

import io.crier.refusal.Refusal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The announcement was removed; its tombstone tells when. */
public final class AnnouncementRemoved extends Refusal {
    private static final long serialVersionUID = 1;

    AnnouncementRemoved(UUID id, long version, Instant removedAt, Cursor cursor) {
        super(
                Reason.REMOVED,
                "the announcement " + id + " was removed at " + removedAt,
                Map.of(
                        "tombstone",
                        Map.of(
                                "id", id.toString(),
                                "version", version,
                                "removedAt", removedAt.toString(),
                                "cursor", cursor.toString())));
    }
}
