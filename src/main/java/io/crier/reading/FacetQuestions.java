package io.crier.reading;

import io.crier.announcement.Announcements;
import io.crier.announcement.FacetCounts;
import io.crier.announcement.Json;
import io.crier.announcement.Query;
import io.crier.announcement.QueryReader;
import io.crier.feed.Interest;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** How many announcements have what. */
@Component
public class FacetQuestions {
    /** Always all of them, so that a client need not ask whether one is there. */
    private static final List<String> NAMES =
            List.of("topic", "language", "attendance", "place", "month");

    private final Announcements announcements;
    private final InstantSource clock;

    FacetQuestions(Announcements announcements, InstantSource clock) {
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * The counts among what passes the filters.
     *
     * @throws io.crier.refusal.InvalidInput naming each parameter at fault
     */
    public Question ask(Map<String, List<String>> parameters, Address address) {
        Link.refusePages(parameters, "nothing, for counts have no pages");
        var query = QueryReader.query(parameters);
        var interest = new Interest.Passing(query.filter());
        var variant = Variants.of("facets", address);
        return new Question(
                interest,
                variant,
                false,
                announcements
                        .facets(query.filter(), query.phases())
                        .map(counts -> telling(counts, query, interest, variant)));
    }

    private Telling telling(FacetCounts counts, Query query, Interest interest, String variant) {
        var until = query.phases().isEmpty() ? null : counts.until();
        var facts =
                new Telling.Facts(
                        "application/json",
                        new Tag(counts.cursor(), until, variant).toString(),
                        counts.cursor(),
                        interest,
                        clock.instant(),
                        until,
                        counts.cursor(),
                        List.of());
        return new Telling(facts, Flux.defer(() -> Flux.just(written(counts))));
    }

    private static byte[] written(FacetCounts counts) {
        var body = new LinkedHashMap<String, Object>();
        NAMES.forEach(name -> body.put(name, counts.counts().getOrDefault(name, List.of())));
        body.put("total", counts.total());
        body.put("exact", counts.exact());
        body.put("cursor", counts.cursor().toString());
        return Json.MAPPER.writeValueAsBytes(body);
    }
}
