package io.crier.board;

import io.crier.announcement.Announcement;
import io.crier.announcement.Announcements;
import io.crier.announcement.Cursor;
import io.crier.announcement.Filter;
import io.crier.announcement.Page;
import io.crier.announcement.PageToken;
import io.crier.announcement.Query;
import io.crier.announcement.Sort;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads what takes place in a month, on any clock of the world. */
@Component
class MonthReading {
    /** A month with more is none that anybody looks at as a table. */
    private static final int MOST_PAGES = 10;

    /** When a day begins first of all, before midnight in UTC. */
    private static final Duration FIRST = Duration.ofHours(14);

    /** When a day ends last of all, after midnight in UTC. */
    private static final Duration LAST = Duration.ofHours(12);

    private final Announcements announcements;

    MonthReading(Announcements announcements) {
        this.announcements = announcements;
    }

    /**
     * What takes place in a month, in the order of starts.
     *
     * @param cut whether there is more
     */
    record Found(List<Announcement> items, boolean cut, Cursor cursor, Instant at) {}

    Mono<Found> read(Filter within) {
        return announcements
                .page(query(within, null))
                .expand(page ->
                        page.next() == null
                                ? Mono.empty()
                                : announcements.page(query(within, page.next())))
                .take(MOST_PAGES)
                .collectList()
                .map(MonthReading::joined);
    }

    private static Query query(Filter within, @Nullable PageToken page) {
        return new Query(within, Set.of(), Sort.START, Query.LARGEST_PAGE, page);
    }

    private static Found joined(List<Page> pages) {
        var first = pages.getFirst();
        return new Found(
                pages.stream().flatMap(page -> page.items().stream()).toList(),
                pages.getLast().next() != null,
                first.cursor(),
                first.at());
    }

    /** The same filter, of what may take place in the month. */
    static Filter within(YearMonth month, Filter filter) {
        var from = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).minus(FIRST);
        var to = end(month).plus(LAST);
        return new Filter(
                filter.text(),
                filter.facets(),
                filter.near(),
                filter.from() == null || filter.from().isBefore(from) ? from : filter.from(),
                filter.to() == null || filter.to().isAfter(to) ? to : filter.to());
    }

    /** The end of the month, exclusive, in UTC. */
    static Instant end(YearMonth month) {
        return month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
