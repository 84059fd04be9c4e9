package io.crier.board;

import io.crier.announcement.Facet;
import io.crier.announcement.FacetCounts;
import io.crier.announcement.FacetCounts.Count;
import io.crier.announcement.Filter;
import io.crier.announcement.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What one can choose among on one side of announcements.
 *
 * @param name of the parameter
 * @param first what most have, and all that is chosen
 * @param more the rest
 */
public record Choices(String name, List<Choice> first, List<Choice> more) {
    /** As many as are looked through at a glance. */
    private static final int MOST_FIRST = 8;

    private static final int MOST = 60;

    /**
     * One of them.
     *
     * @param value of the parameter
     * @param count how many have it, at least about
     */
    public record Choice(String value, String label, long count, boolean chosen) {}

    static List<Choices> of(Map<Facet, FacetCounts> counts, Filter filter, Texts texts) {
        return counts.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), filter, texts))
                .filter(choices -> !choices.first().isEmpty())
                .toList();
    }

    private static Choices of(Facet facet, FacetCounts counts, Filter filter, Texts texts) {
        var name = Words.of(facet);
        var chosen = filter.facets().getOrDefault(facet, Set.of());
        var there = counts.counts().getOrDefault(name, List.of());
        var first = new ArrayList<Choice>();
        var more = new ArrayList<Choice>();
        for (var count : there) {
            var choice = choice(facet, count, chosen.contains(count.value()), texts);
            (choice.chosen() || first.size() < MOST_FIRST ? first : more).add(choice);
        }
        chosen.stream()
                .filter(value -> there.stream().noneMatch(count -> count.value().equals(value)))
                .map(value -> choice(facet, new Count(value, value, 0), true, texts))
                .forEach(first::add);
        return new Choices(name, first, more.stream().limit(MOST).toList());
    }

    private static Choice choice(Facet facet, Count count, boolean chosen, Texts texts) {
        return new Choice(count.value(), label(facet, count, texts), count.count(), chosen);
    }

    private static String label(Facet facet, Count count, Texts texts) {
        return switch (facet) {
            case LANGUAGE -> language(count.value(), texts);
            case ATTENDANCE -> texts.text("attendance." + count.value());
            case TOPIC, PLACE, ORGANISER, STATUS, SOURCE -> count.label();
        };
    }

    static String language(String tag, Texts texts) {
        return Locale.forLanguageTag(tag).getDisplayName(texts.locale());
    }
}
