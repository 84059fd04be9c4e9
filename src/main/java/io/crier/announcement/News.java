package io.crier.announcement;

import java.time.Instant;
import java.util.List;

/**
 * What was announced or changed of late, each announcement once.
 *
 * @param changes the latest first; of an announcement that was created and nothing else, that; else
 *     its updates taken as one
 * @param cursor the place in the log that they are true at
 * @param at the time at which they were read
 */
public record News(List<NetChange> changes, Cursor cursor, Instant at) {
    public News {
        changes = List.copyOf(changes);
    }
}
