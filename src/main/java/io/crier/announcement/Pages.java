package io.crier.announcement;

import io.crier.announcement.PageQuery.Rowset;
import io.crier.announcement.PageToken.Direction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Lists announcements, page by page.
 *
 * <p>The first page comes with the position at which it was read. Every other page shows the list
 * as of that position: announcements that have not changed since come from the state, those that
 * have come from the log, as they were before their first change since.
 */
@Component
class Pages {
    private final PageQuery query;
    private final Turning turning;
    private final ChangeLog changeLog;
    private final InstantSource clock;

    Pages(PageQuery query, Turning turning, ChangeLog changeLog, InstantSource clock) {
        this.query = query;
        this.turning = turning;
        this.changeLog = changeLog;
        this.clock = clock;
    }

    Mono<Page> read(Query asked) {
        return changeLog
                .epoch()
                .flatMap(epoch ->
                        asked.page() == null
                                ? first(asked, epoch)
                                : other(asked, epoch, asked.page()));
    }

    private Mono<Page> first(Query asked, String epoch) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return query.first(asked, now)
                .flatMap(rows ->
                        turning.next(asked.filter(), asked.phases(), now)
                                .map(coming ->
                                        first(
                                                asked,
                                                rows,
                                                new Cursor(epoch, rows.head()),
                                                now,
                                                coming)));
    }

    /**
     * @param coming when something may come into one of the phases
     */
    private static Page first(
            Query asked, Rowset rows, Cursor cursor, Instant now, Optional<Instant> coming) {
        var found = Found.of(asked, rows, now);
        // The one after the page counts as well: without it there is no next page.
        var until =
                Stream.concat(
                                coming.stream(),
                                found.all().stream()
                                        .flatMap(item -> item.span().nextTurn(now).stream()))
                        .min(Comparator.naturalOrder());
        return found.page(asked, cursor, now, until.orElse(null));
    }

    private Mono<Page> other(Query asked, String epoch, PageToken token) {
        if (!token.cursor().epoch().equals(epoch)) {
            return Mono.error(new PageExpired());
        }
        return query.of(asked, token)
                .map(rows -> {
                    if (rows.isBeyondReach(token.cursor().position())) {
                        throw new PageExpired();
                    }
                    return Found.of(asked, rows, token.at())
                            .page(asked, token.cursor(), token.at(), null);
                });
    }

    /**
     * What lies on one side of the token.
     *
     * @param all in the way's order, one more than the page holds where there are more
     */
    private record Found(List<Findable> all) {
        static Found of(Query asked, Rowset rows, Instant at) {
            var order = asked.sort().order();
            var way = asked.isBackward() ? order.reversed() : order;
            return new Found(
                    Stream.concat(
                                    rows.unchanged().stream().map(Findable::of),
                                    asTheyWere(asked, rows, at))
                            .filter(item -> isBeyond(asked, item, way))
                            .sorted(Comparator.comparing(asked::key, way))
                            .limit(asked.limit() + 1L)
                            .toList());
        }

        Page page(Query asked, Cursor cursor, Instant at, @Nullable Instant until) {
            var more = all.size() > asked.limit();
            var items = new ArrayList<>(more ? all.subList(0, asked.limit()) : all);
            var back = asked.isBackward();
            if (back) {
                items = new ArrayList<>(items.reversed());
            }
            var onward = back ? asked.page() != null : more;
            var backward = back ? more : asked.page() != null;
            return new Page(
                    items.stream().map(Findable::announcement).toList(),
                    onward && !items.isEmpty()
                            ? token(asked, cursor, at, Direction.FORTH, items.getLast())
                            : null,
                    backward && !items.isEmpty()
                            ? token(asked, cursor, at, Direction.BACK, items.getFirst())
                            : null,
                    cursor,
                    at,
                    until);
        }

        private static PageToken token(
                Query asked, Cursor cursor, Instant at, Direction direction, Findable beside) {
            return new PageToken(asked.fingerprint(), cursor, at, direction, asked.key(beside));
        }

        private static Stream<Findable> asTheyWere(Query asked, Rowset rows, Instant at) {
            return rows.firstChanges().stream()
                    .flatMap(change -> change.before().stream())
                    .map(Findable::of)
                    .filter(before -> asked.filter().matches(before))
                    .filter(before ->
                            asked.phases().isEmpty()
                                    || asked.phases().contains(before.span().phase(at)));
        }

        private static boolean isBeyond(Query asked, Findable item, Comparator<SortKey> way) {
            var token = asked.page();
            return token == null || way.compare(asked.key(item), token.key()) > 0;
        }
    }
}
