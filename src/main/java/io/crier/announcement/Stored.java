package io.crier.announcement;

/**
 * An announcement as the store has it.
 *
 * @param announcement as of the latest version; for a tombstone, what it last said
 * @param removed whether it is a tombstone
 * @param cursor just after the latest change
 */
record Stored(Announcement announcement, boolean removed, Cursor cursor) {
    long version() {
        return announcement.version();
    }
}
