package io.crier.history;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A write, as its writer saw it.
 *
 * @param mark in the content of what was written, the same for no two writes; empty for a removal
 * @param key {@code null} where the server was to choose one and did not say which
 * @param position 0 unless acknowledged
 * @param version 0 where the acknowledgement told none
 * @param invokedAt nanoseconds of the test's clock
 * @param completedAt nanoseconds of the test's clock
 */
public record Write(
        String mark,
        @Nullable UUID key,
        Result result,
        long position,
        long version,
        long invokedAt,
        long completedAt) {

    public enum Result {
        /** Acknowledged: it is there, for good. */
        OK,
        /** Refused: it is not there and never will be. */
        FAIL,
        /** No answer, or one that says nobody knows: either way is right. */
        INFO
    }

    boolean isRemoval() {
        return mark.isEmpty();
    }
}
