package io.crier.feed;

import io.crier.announcement.Cursor;
import io.crier.refusal.Refusal;
import java.util.Map;

/** What a client has cannot be continued; it is to begin anew, from a snapshot. */
public final class UnknownCursor extends Refusal {
    private static final long serialVersionUID = 1;

    /**
     * @param cursor where to go on once the snapshot was read
     * @param snapshot where all that is there is read
     */
    UnknownCursor(ResetReason reason, Cursor cursor, String snapshot) {
        super(
                Reason.REMOVED,
                "the changes after this cursor cannot be told: %s; read 'snapshot', all its pages, and go on from 'cursor'"
                        .formatted(sentence(reason)),
                Map.of("reason", reason.word(), "cursor", cursor.toString(), "snapshot", snapshot));
    }

    private static String sentence(ResetReason reason) {
        return switch (reason) {
            case UNREADABLE -> "it is no cursor";
            case OTHER_EPOCH -> "it comes from another log";
            case FUTURE -> "the log does not reach so far";
            case EXPIRED -> "they are no longer kept";
        };
    }
}
