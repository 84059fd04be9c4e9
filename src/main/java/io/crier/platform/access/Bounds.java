package io.crier.platform.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher's writes are bound to: topics, or a source.
 *
 * @param topics all that its announcements may have, of which each has one at least; empty where it
 *     is bound to a source
 * @param source the id that its announcements bear as that of their source; {@code null} where it
 *     is bound to topics
 */
public record Bounds(List<String> topics, @Nullable String source) {
    public Bounds {
        topics = List.copyOf(topics);
        if (topics.isEmpty() == (source == null)) {
            throw new IllegalArgumentException("a publisher is bound to topics or to a source");
        }
    }
}
