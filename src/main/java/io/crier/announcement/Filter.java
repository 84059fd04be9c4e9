package io.crier.announcement;

import io.crier.search.TextQuery;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which announcements somebody wants to know of. Values of one facet are alternatives, all else is
 * combined; what is not given asks nothing. Two filters that ask the same are equal.
 *
 * @param text words to look for
 * @param facets any of the values, in the form in which they are compared
 * @param near the event takes place there
 * @param from the event must not be over at this time
 * @param to the event must have begun before this time
 */
public record Filter(
        @Nullable TextQuery text,
        Map<Facet, Set<String>> facets,
        @Nullable Area near,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** Lets everything through. */
    public static final Filter ALL = new Filter(null, Map.of(), null, null, null);

    public Filter {
        var asked = new EnumMap<Facet, Set<String>>(Facet.class);
        facets.forEach((facet, values) -> {
            if (!values.isEmpty()) {
                asked.put(facet, Collections.unmodifiableSet(new TreeSet<>(values)));
            }
        });
        facets = Collections.unmodifiableMap(asked);
    }

    /** Asks for one side only. */
    public static Filter of(Facet facet, String... values) {
        return new Filter(null, Map.of(facet, Set.of(values)), null, null, null);
    }

    /** Whether the announcement is one of those asked for. */
    public boolean matches(Announcement announcement) {
        return equals(ALL) || matches(Findable.of(announcement));
    }

    /** Whether the announcement is one of those asked for. */
    public boolean matches(Findable announcement) {
        return facets.entrySet().stream()
                        .allMatch(asked ->
                                asked.getValue().stream()
                                        .map(asked.getKey()::term)
                                        .anyMatch(announcement.terms()::contains))
                && announcement.span().overlaps(from, to)
                && (near == null || announcement.isIn(near))
                && (text == null || text.matches(announcement.text()));
    }

    /** Roughly how much memory it takes, in bytes; that of words is many times their length. */
    public int weight() {
        var told = parameters().values().stream().flatMap(List::stream);
        return 2 * told.mapToInt(String::length).sum()
                + (text == null ? 0 : 400 * text.toString().length());
    }

    /** The same, of events that are not over at the time. */
    public Filter startingFrom(Instant time) {
        return new Filter(text, facets, near, time, to);
    }

    /** The parameters that ask for this filter, sorted, each with its sorted values. */
    public SortedMap<String, List<String>> parameters() {
        var parameters = new TreeMap<String, List<String>>();
        facets.forEach((facet, values) -> parameters.put(facet.parameter(), List.copyOf(values)));
        put(parameters, "q", text);
        if (near != null) {
            put(parameters, "near", near.centre());
            put(parameters, "radius", near.extent());
        }
        put(parameters, "from", from);
        put(parameters, "to", to);
        return parameters;
    }

    private static void put(
            SortedMap<String, List<String>> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, List.of(value.toString()));
        }
    }
}
