package io.crier.feed;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What is gathered for one answer, bounded by the number of changes, by their size, and by how many
 * were looked at.
 */
final class Basket {
    /** Bytes of one answer, unless a single change is larger; a second or so for a phone. */
    static final int LARGEST = 1024 * 1024;

    /** A filter that lets next to nothing through gets its answer after so many changes. */
    static final int MOST_LOOKED_AT = 5_000;

    private final int limit;
    private final List<ByteBuffer> items = new ArrayList<>();
    private long size;
    private int lookedAt;

    Basket(int limit) {
        this.limit = limit;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    boolean isFull() {
        return items.size() >= limit || size >= LARGEST || lookedAt >= MOST_LOOKED_AT;
    }

    /** Something that was looked at and is not to be told. */
    void pass() {
        lookedAt++;
    }

    /** Takes the JSON of a change; false if there is no room for it. */
    boolean take(ByteBuffer data) {
        if (isFull() || (!items.isEmpty() && size + data.remaining() > LARGEST)) {
            size = LARGEST;
            return false;
        }
        lookedAt++;
        items.add(data);
        size += data.remaining();
        return true;
    }

    List<ByteBuffer> items() {
        return items;
    }
}
