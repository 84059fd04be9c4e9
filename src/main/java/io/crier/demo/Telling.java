package io.crier.demo;

import io.crier.announcement.Content;
import io.crier.announcement.ContentReader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an organiser has to tell at one moment.
 *
 * @param fields a merge patch (RFC 7396) of what the announcement says
 * @param when the new times; {@code null} where they stay
 */
record Telling(ObjectNode fields, @Nullable When when) {
    /** The fields of an announcement, with {@code when} in place of its times. */
    static Telling of(JsonNode json) {
        var fields = json.asObject().deepCopy();
        var when = fields.remove("when");
        return new Telling(fields, when == null ? null : When.of(when));
    }

    /** Told as the first of an event. */
    Content first(Instant now) {
        return timed(ContentReader.read(fields), now);
    }

    /** Told after what the announcement says. */
    Content after(Content content, Instant now) {
        return timed(ContentReader.merge(content, fields), now);
    }

    private Content timed(Content content, Instant now) {
        return when == null ? content : when.in(content, now);
    }
}
