package io.crier.announcement;

/**
 * What a write did, once it is durable.
 *
 * @param effect what happened
 * @param announcement as it is now; for {@code REMOVED}, what it last said
 * @param cursor just after the announcement's latest change: whoever follows the log from here has
 *     it
 * @param replayed whether an earlier write under the same key had done it already
 */
public record Outcome(Effect effect, Announcement announcement, Cursor cursor, boolean replayed) {
    public enum Effect {
        CREATED,
        UPDATED,
        REMOVED,
        /** It said the same already. */
        UNCHANGED
    }
}
