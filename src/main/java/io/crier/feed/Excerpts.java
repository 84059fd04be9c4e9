package io.crier.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crier.announcement.Change;
import io.crier.announcement.FieldSelection;
import java.time.Duration;

/**
 * Changes of the log with some of the fields, each encoded once for all who ask for the same ones
 * at about the same time, as those do who wait for the change. May be used by any thread.
 */
final class Excerpts {
    /** Some thousands of them. */
    private static final long KEPT = 4L * 1024 * 1024;

    /** Roughly what an entry takes besides its bytes. */
    private static final int OVERHEAD = 200;

    private final Frames frames;
    private final Cache<Key, byte[]> known =
            Caffeine.newBuilder()
                    .maximumWeight(KEPT)
                    .weigher((Key _, byte[] data) -> OVERHEAD + data.length)
                    .expireAfterWrite(Duration.ofMinutes(1))
                    .build();

    private record Key(long position, View view, FieldSelection fields) {}

    Excerpts(Frames frames) {
        this.frames = frames;
    }

    /**
     * The JSON of the change at its position in the log, not of a net one; not to be written to.
     */
    byte[] of(Change change, View view, FieldSelection fields) {
        return known.get(
                new Key(change.position(), view, fields), _ -> frames.data(change, view, fields));
    }
}
