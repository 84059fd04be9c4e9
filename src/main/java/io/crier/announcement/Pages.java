package io.crier.announcement;

import io.crier.announcement.PageQuery.Rowset;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Lists announcements, page by page.
 *
 * <p>The first page comes with the position at which it was read. Every later page shows the list
 * as of that position: announcements that have not changed since come from the state, those that
 * have come from the log, as they were before their first change since.
 */
@Component
class Pages {
    private final PageQuery query;
    private final ChangeLog changeLog;
    private final InstantSource clock;

    Pages(PageQuery query, ChangeLog changeLog, InstantSource clock) {
        this.query = query;
        this.changeLog = changeLog;
        this.clock = clock;
    }

    Mono<Page> read(Query asked) {
        return changeLog
                .epoch()
                .flatMap(epoch ->
                        asked.page() == null
                                ? first(asked, epoch)
                                : next(asked, epoch, asked.page()));
    }

    private Mono<Page> first(Query asked, String epoch) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return query.first(asked, now)
                .map(rows -> page(asked, rows, new Cursor(epoch, rows.head()), now));
    }

    private Mono<Page> next(Query asked, String epoch, PageToken token) {
        if (!token.cursor().epoch().equals(epoch)) {
            return Mono.error(new PageExpired());
        }
        return query.after(asked, token)
                .map(rows -> {
                    if (rows.isBeyondReach(token.cursor().position())) {
                        throw new PageExpired();
                    }
                    return page(asked, rows, token.cursor(), token.at());
                });
    }

    private static Page page(Query asked, Rowset rows, Cursor cursor, Instant at) {
        var order =
                Comparator.comparing(
                        (Announcement item) -> asked.sort().key(item), asked.sort().order());
        var items =
                new ArrayList<>(
                        Stream.concat(rows.unchanged().stream(), asTheyWere(asked, rows, at))
                                .sorted(order)
                                .limit(asked.limit() + 1L)
                                .toList());
        if (items.size() <= asked.limit()) {
            return new Page(items, null, null, cursor, at, null);
        }
        items.removeLast();
        var last = asked.sort().key(items.getLast());
        return new Page(
                items,
                new PageToken(asked.fingerprint(), cursor, at, last),
                null,
                cursor,
                at,
                null);
    }

    private static Stream<Announcement> asTheyWere(Query asked, Rowset rows, Instant at) {
        return rows.firstChanges().stream()
                .flatMap(change -> change.before().stream())
                .filter(before -> asked.filter().matches(before))
                .filter(before ->
                        asked.phases().isEmpty() || asked.phases().contains(before.phase(at)))
                .filter(before -> isAfter(asked, before));
    }

    private static boolean isAfter(Query asked, Announcement announcement) {
        var token = asked.page();
        return token == null
                || asked.sort().order().compare(asked.sort().key(announcement), token.after()) > 0;
    }
}
