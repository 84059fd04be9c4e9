package io.crier.feed;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Changes that follow a cursor.
 *
 * @param items each the JSON of one change, in UTF-8, in the order of the log; not to be written to
 * @param cursor where to go on from, past what did not concern the filter
 * @param more whether something followed already when the answer was full
 */
public record Delta(List<ByteBuffer> items, String cursor, boolean more) {
    public Delta {
        items = List.copyOf(items);
    }
}
