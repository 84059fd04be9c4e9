package io.crier.history;

import java.util.Set;
import java.util.UUID;

/**
 * A change as the log has it.
 *
 * @param mark what its writer marked its content with, the same for no two writes
 * @param topics as of this version, by which filters see it
 * @param content fingerprint of the announcement as of this version
 * @param told fingerprint of what a stream tells of the change: the announcement and its
 *     differences
 */
public record Committed(
        long position,
        UUID key,
        long version,
        Kind kind,
        String mark,
        Set<String> topics,
        long content,
        long told) {

    public enum Kind {
        CREATED,
        UPDATED,
        REMOVED
    }
}
