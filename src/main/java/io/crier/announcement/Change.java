package io.crier.announcement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One entry of the log.
 *
 * @param position dense and strictly rising, given in commit order
 * @param kind what happened
 * @param changed the fields of the content that differ, in the order of {@link Content}; empty
 *     unless {@code updated}, or the {@link NetChange net} of several changes
 * @param earlier what else was different before; {@code null} for {@code created}
 * @param announcement as of this version; for {@code removed}, what it last said
 * @param at when it was written, by the database's clock
 */
public record Change(
        long position,
        Kind kind,
        List<FieldChange> changed,
        @Nullable Earlier earlier,
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

    /** What the version before had of its own, besides its content. */
    record Earlier(
            long version, int sequence, List<OffsetDateTime> previousStartsAt, Instant updatedAt) {
        static Earlier of(Announcement announcement) {
            return new Earlier(
                    announcement.version(),
                    announcement.sequence(),
                    announcement.previousStartsAt(),
                    announcement.updatedAt());
        }
    }

    public Change {
        changed = List.copyOf(changed);
    }

    /** The announcement as it was before the change; nothing where there was none. */
    public Optional<Announcement> before() {
        return earlier == null
                ? Optional.empty()
                : Optional.of(
                        new Announcement(
                                announcement.id(),
                                earlier.version(),
                                earlier.sequence(),
                                Differences.undo(announcement.content(), changed),
                                earlier.previousStartsAt(),
                                announcement.source(),
                                announcement.publishedAt(),
                                earlier.updatedAt()));
    }

    /** The announcement after the change; nothing where it is no more. */
    public Optional<Announcement> after() {
        return kind == Kind.REMOVED ? Optional.empty() : Optional.of(announcement);
    }
}
