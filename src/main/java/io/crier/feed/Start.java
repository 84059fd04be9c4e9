package io.crier.feed;

import io.crier.announcement.Cursor;

/** Where a stream is to begin. */
public sealed interface Start {
    /** With what happens from now on. */
    record Now() implements Start {}

    /** With the oldest change that is kept. */
    record Beginning() implements Start {}

    /** With what follows the cursor. */
    record After(Cursor cursor) implements Start {}

    /** After something that a client took for a cursor. */
    record Unreadable() implements Start {}
}
