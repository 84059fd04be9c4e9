package io.crier.announcement;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads what was announced or changed of late: the announcements, then what became of each. */
@Component
class NewsReading {
    /** Nobody reads more of what became of one announcement, and some change every minute. */
    private static final int MOST_CHANGES = 20;

    private final DatabaseClient database;
    private final Pages pages;

    NewsReading(DatabaseClient database, Pages pages) {
        this.database = database;
        this.pages = pages;
    }

    Mono<News> read(Filter filter, Instant since, int most) {
        return pages.read(new Query(filter, Set.of(), Sort.UPDATED_DESCENDING, most, null))
                .flatMap(page ->
                        changes(page, since)
                                .map(changes -> new News(changes, page.cursor(), page.at())));
    }

    private Mono<List<NetChange>> changes(Page page, Instant since) {
        var ids =
                page.items().stream()
                        .filter(item -> item.updatedAt().isAfter(since))
                        .map(Announcement::id)
                        .toArray(UUID[]::new);
        return ids.length == 0 ? Mono.just(List.of()) : changes(ids, since);
    }

    private Mono<List<NetChange>> changes(UUID[] ids, Instant since) {
        return database.sql(
                        """
                        SELECT
                            change.position,
                            change.kind,
                            change.changed,
                            change.earlier,
                            change.document,
                            change.at
                        FROM announcement
                        CROSS JOIN LATERAL (
                            SELECT min(latest.position) AS position
                            FROM (
                                SELECT
                                    position,
                                    kind,
                                    at
                                FROM change
                                WHERE announcement_id = announcement.id
                                ORDER BY position DESC
                                LIMIT :mostChanges
                            ) latest
                            WHERE latest.kind = 'updated'
                              AND latest.at > :since
                        ) first
                        JOIN change ON change.position IN (first.position, announcement.position)
                        WHERE announcement.id = ANY (:ids)
                          AND NOT announcement.removed
                        """)
                .bind("ids", ids)
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .bind("mostChanges", MOST_CHANGES)
                .map((Readable row) -> Rows.change(row))
                .all()
                .collect(Collectors.groupingBy(change -> change.announcement().id()))
                .map(NewsReading::latestFirst);
    }

    private static List<NetChange> latestFirst(Map<UUID, List<Change>> byAnnouncement) {
        var order = Comparator.comparingLong(Change::position);
        var news = new ArrayList<NetChange>();
        for (var changes : byAnnouncement.values()) {
            var first = changes.stream().min(order).orElseThrow();
            var last = changes.stream().max(order).orElseThrow();
            news.add(new NetChange(first, last));
        }
        news.sort(Comparator.comparing(NetChange::last, order.reversed()));
        return news;
    }
}
