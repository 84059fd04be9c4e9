package io.crier.history;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What fingerprints stand for. Everything that was ever told is here once, however many were told:
 * it grows with the number of writes.
 */
public final class Told {
    private final Map<Long, Payload> payloads = new ConcurrentHashMap<>();

    /** The announcement of a change that was told or of an item that was listed. */
    public record Payload(UUID key, long version, String mark) {}

    public void put(long fingerprint, Payload payload) {
        payloads.putIfAbsent(fingerprint, payload);
    }

    @Nullable Payload get(long fingerprint) {
        return payloads.get(fingerprint);
    }
}
