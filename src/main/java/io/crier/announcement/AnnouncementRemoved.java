package io.crier.announcement;

import io.crier.refusal.Refusal;
import java.util.Map;

/** The announcement was removed; its tombstone tells when. */
public final class AnnouncementRemoved extends Refusal {
    private static final long serialVersionUID = 1;

    AnnouncementRemoved(Announcement last, Cursor cursor) {
        super(
                Reason.REMOVED,
                "the announcement %s was removed at %s".formatted(last.id(), last.updatedAt()),
                Map.of("tombstone", new Tombstone(last, cursor)));
    }

    /** What stays of a removed announcement. */
    record Tombstone(String id, long version, int sequence, String removedAt, String cursor) {
        Tombstone(Announcement last, Cursor cursor) {
            this(
                    last.id().toString(),
                    last.version(),
                    last.sequence(),
                    last.updatedAt().toString(),
                    cursor.toString());
        }
    }
}
