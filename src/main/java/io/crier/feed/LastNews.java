package io.crier.feed;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.crier.announcement.Filter;
import io.crier.feed.Ring.Found;
import io.crier.feed.Tail.Feedstock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for the filters asked about when something last concerned them, so that a change is
 * matched once a filter and not once a request. May be used by any thread.
 */
final class LastNews {
    /** A few kilobytes each at the most, as long as an address can be. */
    private static final int FILTERS = 1_000;

    private final Map<Filter, Known> known =
            Caffeine.newBuilder().maximumSize(FILTERS).<Filter, Known>build().asMap();

    /**
     * What is known of a filter.
     *
     * @param from changes after this position were looked at
     * @param to up to this one
     * @param last the position of the last one that concerned it, 0 where none did
     */
    private record Known(Feedstock feedstock, long from, long to, long last) {
        private boolean reachesBackTo(long position, Feedstock current) {
            return feedstock.equals(current) && from <= position && !current.ring().isBehind(to);
        }
    }

    /**
     * Whether nothing in the ring after the position concerns the filter; false where the ring does
     * not reach there, either way.
     */
    boolean isNoneSince(long position, Filter filter, Feedstock feedstock) {
        var ring = feedstock.ring();
        if (position >= ring.head() || filter.equals(Filter.ALL)) {
            return position == ring.head();
        }
        if (ring.isBehind(position)) {
            return false;
        }
        var now = known.compute(filter, (_, before) -> look(position, filter, feedstock, before));
        return now.reachesBackTo(position, feedstock) && now.last() <= position;
    }

    private static Known look(
            long position, Filter filter, Feedstock feedstock, @Nullable Known before) {
        var start =
                before != null && before.reachesBackTo(position, feedstock)
                        ? before
                        : new Known(feedstock, position, position, 0);
        var to = start.to();
        var last = start.last();
        while (feedstock.ring().after(to, Group.BLOCK) instanceof Found.Next(var entries)) {
            for (var entry : entries) {
                to = entry.position();
                last = entry.view(filter) == View.NONE ? last : to;
            }
        }
        return new Known(feedstock, start.from(), to, last);
    }
}
