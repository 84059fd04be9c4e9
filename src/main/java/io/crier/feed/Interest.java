package io.crier.feed;

import io.crier.announcement.Filter;
import java.util.UUID;

/** Which changes make something else of what somebody has read. */
public sealed interface Interest {
    /** Those of announcements that pass a filter, or did before. */
    record Passing(Filter filter) implements Interest {}

    /** Those of one announcement. */
    record One(UUID id) implements Interest {}

    /** None: what was read is as it was. */
    record None() implements Interest {}
}
