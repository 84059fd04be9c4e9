package io.crier.board;

import io.crier.announcement.Announcement;
import io.crier.announcement.Announcements;
import io.crier.announcement.Cursor;
import io.crier.announcement.Facet;
import io.crier.announcement.FacetCounts;
import io.crier.announcement.Filter;
import io.crier.announcement.News;
import io.crier.announcement.Page;
import io.crier.announcement.Phase;
import io.crier.announcement.Query;
import io.crier.announcement.Sort;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads all that the board shows. */
@Component
class BoardReading {
    static final int MOST_UPCOMING = Query.LARGEST_PAGE;
    private static final int MOST_LIVE = Query.LARGEST_PAGE;
    private static final int MOST_UNDATED = 20;
    private static final int MOST_PAST = 50;
    private static final int MOST_NEWS = 30;

    /** Who comes once a week has missed nothing. */
    private static final Duration NEWS = Duration.ofDays(7);

    /**
     * Choices of what was chosen already count what the filter does not let through, so that the
     * log does not tell when they are others.
     */
    private static final Duration COUNTED_FOR = Duration.ofMinutes(10);

    static final List<Facet> CHOICES =
            List.of(Facet.TOPIC, Facet.LANGUAGE, Facet.ATTENDANCE, Facet.PLACE);

    private static final Set<Phase> TO_COME = EnumSet.of(Phase.UPCOMING, Phase.LIVE, Phase.UNDATED);

    private final Announcements announcements;
    private final InstantSource clock;

    BoardReading(Announcements announcements, InstantSource clock) {
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * What the board shows.
     *
     * @param past empty unless the filter may mean some of it
     * @param counts by what is chosen among; each as if nothing of it were chosen
     */
    record Found(
            Page live,
            Page upcoming,
            Page undated,
            Page past,
            News news,
            Map<Facet, FacetCounts> counts) {
        /** A place in the log at which nothing of it is too new. */
        Cursor cursor() {
            return Stream.concat(
                            Stream.of(live, upcoming, undated, past).map(Page::cursor),
                            Stream.concat(
                                    Stream.of(news.cursor()),
                                    counts.values().stream().map(FacetCounts::cursor)))
                    .min(Comparator.comparingLong(Cursor::position))
                    .orElseThrow();
        }

        /** When the clock makes something else of it; {@code null} for never. */
        @Nullable Instant until(boolean chosen) {
            var oldest = news.changes().isEmpty() ? null : news.changes().getLast().last().at();
            return Stream.of(
                            Stream.of(live, upcoming, undated, past)
                                    .flatMap(page -> Stream.ofNullable(page.until())),
                            counts.values().stream()
                                    .flatMap(each -> Stream.ofNullable(each.until())),
                            // Years are told where they are not this one.
                            Stream.of(MonthReading.end(endOfYear(upcoming.at()))),
                            Stream.ofNullable(oldest).map(at -> at.plus(NEWS)),
                            chosen
                                    ? Stream.of(upcoming.at().plus(COUNTED_FOR))
                                    : Stream.<Instant>of())
                    .flatMap(times -> times)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    /** Nothing is prepared before it is asked for, since most answers are in memory. */
    Mono<Found> read(Filter filter) {
        return Mono.defer(() -> readNow(filter, mayMeanPast(filter)));
    }

    private Mono<Found> readNow(Filter filter, boolean withPast) {
        return Mono.zip(
                        page(filter, Phase.LIVE, Sort.START, MOST_LIVE),
                        page(filter, Phase.UPCOMING, Sort.START, MOST_UPCOMING),
                        page(filter, Phase.UNDATED, Sort.PUBLISHED_DESCENDING, MOST_UNDATED),
                        announcements.news(filter, clock.instant().minus(NEWS), MOST_NEWS),
                        counts(filter, withPast ? Set.of() : TO_COME))
                .flatMap(found ->
                        past(filter, withPast, found.getT1())
                                .map(past ->
                                        new Found(
                                                found.getT1(),
                                                found.getT2(),
                                                found.getT3(),
                                                past,
                                                found.getT4(),
                                                found.getT5())));
    }

    private static YearMonth endOfYear(Instant at) {
        return YearMonth.from(at.atZone(ZoneOffset.UTC)).withMonth(Month.DECEMBER.getValue());
    }

    /** More of what comes next, as it was at the first page. */
    Mono<Page> later(Query query) {
        return announcements.page(query);
    }

    /** Whoever looks for words or names days may mean what is over. */
    static boolean mayMeanPast(Filter filter) {
        return filter.text() != null || filter.from() != null || filter.to() != null;
    }

    private Mono<Page> past(Filter filter, boolean wanted, Page like) {
        return wanted
                ? page(filter, Phase.ENDED, Sort.START_DESCENDING, MOST_PAST)
                : Mono.just(
                        new Page(
                                List.<Announcement>of(),
                                null,
                                null,
                                like.cursor(),
                                like.at(),
                                null));
    }

    private Mono<Page> page(Filter filter, Phase phase, Sort sort, int most) {
        return announcements.page(new Query(filter, Set.of(phase), sort, most, null));
    }

    /** Those of nothing chosen are the same for all sides. */
    private Mono<Map<Facet, FacetCounts>> counts(Filter filter, Set<Phase> phases) {
        return announcements
                .facets(filter, phases)
                .flatMap(all ->
                        Flux.fromIterable(CHOICES)
                                .concatMap(facet ->
                                        filter.facets().containsKey(facet)
                                                ? announcements.facets(
                                                        without(filter, facet), phases)
                                                : Mono.just(all))
                                .collectList())
                .map(counts -> {
                    var bySide = new LinkedHashMap<Facet, FacetCounts>();
                    for (var at = 0; at < CHOICES.size(); at++) {
                        bySide.put(CHOICES.get(at), counts.get(at));
                    }
                    return bySide;
                });
    }

    private static Filter without(Filter filter, Facet facet) {
        var others = new EnumMap<Facet, Set<String>>(Facet.class);
        others.putAll(filter.facets());
        others.remove(facet);
        return new Filter(filter.text(), others, filter.near(), filter.from(), filter.to());
    }
}
