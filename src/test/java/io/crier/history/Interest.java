package io.crier.history;

import java.util.Set;

/**
 * What a client asked for.
 *
 * @param topic one topic, or nothing for everything
 */
public record Interest(String topic) {
    public static final Interest ALL = new Interest("");

    boolean matches(Set<String> topics) {
        return topic.isEmpty() || topics.contains(topic);
    }

    /** The query that asks for it, without a question mark. */
    public String query() {
        return topic.isEmpty() ? "" : "topic=" + topic;
    }
}
