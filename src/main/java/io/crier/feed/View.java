package io.crier.feed;

import io.crier.announcement.Change;
import io.crier.announcement.Filter;

/** How a change looks through a filter. */
enum View {
    /** It concerns nobody behind the filter. */
    NONE,
    /** As it is. */
    WHOLE,
    /** The announcement came into the filter by being updated. */
    ENTERED,
    /** The announcement left the filter by being updated. */
    LEFT;

    static View of(Change change, Filter filter) {
        if (filter.equals(Filter.ALL)) {
            return WHOLE;
        }
        var before = change.before().filter(filter::matches).isPresent();
        var after = change.after().filter(filter::matches).isPresent();
        if (before == after) {
            return before ? WHOLE : NONE;
        }
        if (change.kind() != Change.Kind.UPDATED) {
            return WHOLE;
        }
        return after ? ENTERED : LEFT;
    }
}
