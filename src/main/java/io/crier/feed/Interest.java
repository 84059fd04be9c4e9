package io.crier.feed;

import io.crier.announcement.Filter;
import java.util.UUID;

/** Which changes make something else of what somebody has read. */
public sealed interface Interest {
    /** Roughly how much memory it takes, in bytes. */
    default int weight() {
        return this instanceof Passing(var filter) ? filter.weight() : 0;
    }

    /** Whether looking at a change may take long, since its words must be found out. */
    default boolean isSlow() {
        return this instanceof Passing(var filter) && filter.text() != null;
    }

    /** Those of announcements that pass a filter, or did before. */
    record Passing(Filter filter) implements Interest {}

    /** Those of one announcement. */
    record One(UUID id) implements Interest {}

    /** None: what was read is as it was. */
    record None() implements Interest {}
}
