package io.crier.announcement;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a writer may write about. An announcement that is there already is within it as well as what
 * is made of it, so that nobody takes over another's.
 *
 * @param topics of which each announcement has one at least, and no others, whatever their case;
 *     empty for any
 * @param source the id of the source that each announcement is of; {@code null} for any
 */
public record Remit(Set<String> topics, @Nullable String source) {
    /** Anything at all. */
    public static final Remit EVERYTHING = new Remit(Set.of(), null);

    public Remit {
        topics = topics.stream().map(Content::folded).collect(Collectors.toUnmodifiableSet());
    }

    /** The topics alone. */
    public static Remit of(Collection<String> topics) {
        return new Remit(Set.copyOf(topics), null);
    }

    /** Announcements of the source alone. */
    public static Remit ofSource(String source) {
        return new Remit(Set.of(), source);
    }

    /**
     * @throws OutsideRemit if any of them, where there is one, is outside
     */
    void require(@Nullable Announcement... announcements) {
        if (!Arrays.stream(announcements).allMatch(one -> one == null || covers(one))) {
            throw new OutsideRemit(this);
        }
    }

    private boolean covers(Announcement announcement) {
        var told = announcement.content().topics();
        var origin = announcement.source();
        return (topics.isEmpty()
                        || (!told.isEmpty()
                                && told.stream().map(Content::folded).allMatch(topics::contains)))
                && (source == null || (origin != null && origin.id().equals(source)));
    }
}
