package io.crier.announcement;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which announcements somebody wants to know of. Values of one kind are alternatives, kinds are
 * combined; an empty set asks nothing. Two filters that ask the same are equal.
 *
 * @param topics any of them, lower case
 * @param languages lower case; a language stands for its regional variants too (RFC 4647 §3.3.1)
 * @param sources ids
 * @param from the event must not be over at this time
 * @param to the event must have begun before this time
 */
public record Filter(
        Set<String> topics,
        Set<Status> statuses,
        Set<Attendance> attendances,
        Set<String> languages,
        Set<String> sources,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** Lets everything through. */
    public static final Filter ALL =
            new Filter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null);

    public Filter {
        topics = Set.copyOf(topics);
        statuses = Set.copyOf(statuses);
        attendances = Set.copyOf(attendances);
        languages = Set.copyOf(languages);
        sources = Set.copyOf(sources);
    }

    /** Whether the announcement is one of those asked for. */
    public boolean matches(Announcement announcement) {
        if (this.equals(ALL)) {
            return true;
        }
        var facets = Facets.of(announcement.content());
        return (topics.isEmpty() || topics.stream().anyMatch(facets.topics()::contains))
                && (statuses.isEmpty() || statuses.contains(facets.status()))
                && (attendances.isEmpty()
                        || (facets.attendance() != null
                                && attendances.contains(facets.attendance())))
                && (languages.isEmpty() || speaks(facets.language()))
                && (sources.isEmpty()
                        || (announcement.source() != null
                                && sources.contains(announcement.source().id())))
                && facets.span().overlaps(from, to);
    }

    private boolean speaks(@Nullable String language) {
        return language != null
                && languages.stream()
                        .anyMatch(asked ->
                                language.equals(asked) || language.startsWith(asked + "-"));
    }

    /** The parameters that ask for this filter, sorted, each with its sorted values. */
    public SortedMap<String, List<String>> parameters() {
        var parameters = new TreeMap<String, List<String>>();
        put(parameters, "topic", topics);
        put(parameters, "status", words(statuses));
        put(parameters, "attendance", words(attendances));
        put(parameters, "language", languages);
        put(parameters, "source", sources);
        put(parameters, "from", from == null ? Set.of() : Set.of(from.toString()));
        put(parameters, "to", to == null ? Set.of() : Set.of(to.toString()));
        return parameters;
    }

    static Set<String> words(Set<? extends Enum<?>> values) {
        var words = new TreeSet<String>();
        values.forEach(value -> words.add(Words.of(value)));
        return words;
    }

    private static void put(
            SortedMap<String, List<String>> parameters, String name, Set<String> values) {
        if (!values.isEmpty()) {
            parameters.put(name, List.copyOf(new TreeSet<>(values)));
        }
    }
}
