package io.crier.announcement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One entry of the log.
 *
 * @param position dense and strictly rising, given in commit order
 * @param kind what happened
 * @param changed the fields of the content that differ, in the order of {@link Content}; empty
 *     unless {@code updated}
 * @param announcement as of this version; for {@code removed}, what it last said
 * @param at when it was written, by the database's clock
 */
public record Change(
        long position,
        Kind kind,
        List<FieldChange> changed,
        Announcement announcement,
        Instant at) {

    /** What happened to an announcement. */
    public enum Kind {
        @JsonProperty("created")
        CREATED,
        @JsonProperty("updated")
        UPDATED,
        @JsonProperty("removed")
        REMOVED
    }

    /**
     * A field of the content, before and after.
     *
     * @param field its name
     * @param from its value before, JSON null where it had none
     * @param to its value after
     */
    public record FieldChange(String field, JsonNode from, JsonNode to) {}

    public Change {
        changed = List.copyOf(changed);
    }

    /** What the organiser said before the change; nothing where there was no announcement. */
    public Optional<Content> before() {
        return switch (kind) {
            case CREATED -> Optional.empty();
            case UPDATED -> Optional.of(Differences.undo(announcement.content(), changed));
            case REMOVED -> Optional.of(announcement.content());
        };
    }

    /** What the organiser says after the change; nothing where the announcement is no more. */
    public Optional<Content> after() {
        return kind == Kind.REMOVED ? Optional.empty() : Optional.of(announcement.content());
    }
}
