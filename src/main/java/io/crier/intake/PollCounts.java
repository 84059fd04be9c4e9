package io.crier.intake;

/**
 * What one poll did, in announcements.
 *
 * @param items that the document told
 * @param ignored of changed items whose announcement a publisher has removed
 * @param refused that could not be kept, and will be tried again
 * @param notModified whether the server said that its document is still the last one
 */
public record PollCounts(
        int items,
        int created,
        int updated,
        int unchanged,
        int ignored,
        int refused,
        boolean notModified) {
    static final PollCounts NONE = new PollCounts(0, 0, 0, 0, 0, 0, false);
    static final PollCounts NOT_MODIFIED = new PollCounts(0, 0, 0, 0, 0, 0, true);

    PollCounts plus(PollCounts more) {
        return new PollCounts(
                items + more.items,
                created + more.created,
                updated + more.updated,
                unchanged + more.unchanged,
                ignored + more.ignored,
                refused + more.refused,
                notModified || more.notModified);
    }
}
