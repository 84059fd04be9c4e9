package io.crier.feed;

import io.crier.announcement.Change;
import io.crier.announcement.Change.Kind;
import io.crier.announcement.Filter;
import io.crier.announcement.Findable;
import java.util.Optional;

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
        return of(
                change.kind(),
                change.before().map(Findable::of),
                change.after().map(Findable::of),
                filter);
    }

    /** How a change of one state into another looks; either may be nothing. */
    static View of(Kind kind, Optional<Findable> before, Optional<Findable> after, Filter filter) {
        var was = before.filter(filter::matches).isPresent();
        var is = after.filter(filter::matches).isPresent();
        if (was == is) {
            return was ? WHOLE : NONE;
        }
        if (kind != Kind.UPDATED) {
            return WHOLE;
        }
        return is ? ENTERED : LEFT;
    }
}
