package io.crier.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.uuid.Generators;
import io.crier.Await;
import io.crier.CrierTest;
import io.crier.search.TextQuery;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

@CrierTest
class PagesIntegrationTests {
    @Autowired Announcements announcements;
    @Autowired ChangeLog changeLog;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Contents contents = new Contents(random);

    /** Each test lists only what is its own. */
    private final Origin origin = new Origin(UUID.randomUUID().toString(), "uid", null);

    private final Filter own = filter(Filter.ALL);

    private Write put(Contents shapes) {
        var id = Generators.timeBasedEpochGenerator().generate();
        return new Write.Put(id, shapes.next(), Match.NONE, origin, null, null);
    }

    private List<Announcement> create(int count) {
        return Await.value(
                Flux.range(0, count)
                        .flatMap(_ -> announcements.write(put(contents)), 64)
                        .map(Outcome::announcement)
                        .collectList());
    }

    private Page page(Query query) {
        return Await.value(announcements.page(query));
    }

    private static Query at(Query query, PageToken page) {
        return new Query(query.filter(), query.phases(), query.sort(), query.limit(), page);
    }

    private static final int ROUNDS = 6;

    /** The way back from a page, in the order of the list. */
    private List<Page> walkBack(Query query, Page from) {
        var pages = new ArrayList<>(List.of(from));
        while (pages.getFirst().previous() != null) {
            pages.addFirst(page(at(query, pages.getFirst().previous())));
        }
        return pages;
    }

    private List<Page> walk(Query query) {
        var pages = new ArrayList<>(List.of(page(query)));
        while (pages.getLast().next() != null) {
            pages.add(page(at(query, pages.getLast().next())));
        }
        return pages;
    }

    private static List<Announcement> items(List<Page> pages) {
        return pages.stream().flatMap(page -> page.items().stream()).toList();
    }

    private Filter filter(Filter filter) {
        var facets = new EnumMap<Facet, Set<String>>(Facet.class);
        facets.putAll(filter.facets());
        facets.put(Facet.SOURCE, Set.of(origin.id()));
        return new Filter(filter.text(), facets, filter.near(), filter.from(), filter.to());
    }

    private Filter anyFilter() {
        var facets = new EnumMap<Facet, Set<String>>(Facet.class);
        maybe(facets, Facet.TOPIC, contents.one(List.of("climate", "housing", "education")));
        maybe(facets, Facet.STATUS, Words.of(contents.one(List.of(Status.values()))), "scheduled");
        maybe(facets, Facet.ATTENDANCE, Words.of(contents.one(List.of(Attendance.values()))));
        maybe(facets, Facet.LANGUAGE, contents.one(List.of("en", "en-gb", "pt", "fr")));
        maybe(facets, Facet.ORGANISER, contents.one(List.of("eurocities", "cite des idees")));
        maybe(facets, Facet.PLACE, contents.one(List.of("liege", "be", "salle des fetes")));
        return filter(
                new Filter(
                        random.nextInt(3) > 0 ? null : anyText(),
                        facets,
                        random.nextInt(3) > 0
                                ? null
                                : new Area(
                                        50 + random.nextDouble(),
                                        179 + random.nextDouble(),
                                        1 + random.nextInt(200)),
                        random.nextBoolean() ? null : contents.time(Samples.NOW).toInstant(),
                        random.nextBoolean() ? null : contents.time(Samples.NOW).toInstant()));
    }

    private TextQuery anyText() {
        return TextQuery.parse(
                contents.one(
                        List.of(
                                "words",
                                "elections",
                                "word elect",
                                "\"free elections\"",
                                "elections -word",
                                "liege")));
    }

    private void maybe(Map<Facet, Set<String>> facets, Facet facet, String... values) {
        if (random.nextInt(3) == 0) {
            facets.put(facet, Set.copyOf(List.of(values)));
        }
    }

    /** The database and the streams must mean the same by a filter, a phase and an order. */
    @Test
    void theDatabaseFiltersAndSortsAsTheStreamsDo() {
        var all = create(300);
        for (var round = 0; round < 120; round++) {
            var phases =
                    random.nextBoolean()
                            ? Set.<Phase>of()
                            : Set.of(contents.one(List.of(Phase.values())));
            var filter = anyFilter();
            var query =
                    new Query(
                            filter,
                            phases,
                            fitting(filter, contents.one(List.of(Sort.values()))),
                            1 + random.nextInt(100),
                            null);
            var order =
                    Comparator.comparing(
                            (Announcement item) -> query.key(Findable.of(item)),
                            query.sort().order());
            var before = Instant.now();
            var pages = walk(query);
            var found = items(pages);
            assertThat(pages.getFirst().previous()).isNull();
            assertThat(walkBack(query, pages.getLast()).stream().map(Page::items).toList())
                    .as("seed %d, back through %s", seed, query)
                    .isEqualTo(pages.stream().map(Page::items).toList());
            var expected =
                    all.stream()
                            .filter(query.filter()::matches)
                            .filter(item -> phases.isEmpty() || phases.contains(item.phase(before)))
                            .sorted(order)
                            .toList();
            assertThat(found).as("seed %d, %s", seed, query).isEqualTo(expected);
        }
    }

    /** Nothing is relevant where no words are looked for. */
    private static Sort fitting(Filter filter, Sort sort) {
        return sort == Sort.RELEVANCE && filter.text() == null ? Sort.START : sort;
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void everyPageOfAWalkShowsTheListAsItWasAtTheFirst(Sort sort) throws Exception {
        var present = new ConcurrentHashMap<UUID, Announcement>();
        create(400).forEach(item -> present.put(item.id(), item));
        var ids = List.copyOf(present.keySet());
        var stop = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer =
                    threads.submit(() -> {
                        var written = 0;
                        var dice = new Random(seed);
                        var shapes = new Contents(dice);
                        while (!stop.get()) {
                            var id = ids.get(dice.nextInt(ids.size()));
                            var write =
                                    switch (dice.nextInt(4)) {
                                        case 0 -> put(shapes);
                                        case 1 -> new Write.Remove(id, Match.ANY);
                                        default -> new Write.Put(id, shapes.next(), Match.ANY);
                                    };
                            announcements
                                    .write(write)
                                    .onErrorComplete(AnnouncementRemoved.class)
                                    .block();
                            written++;
                        }
                        return written;
                    });
            try {
                for (var round = 0; round < ROUNDS; round++) {
                    var filter = round % 2 == 0 ? own : anyFilter();
                    if (sort == Sort.RELEVANCE) {
                        filter =
                                new Filter(
                                        TextQuery.parse("words"),
                                        filter.facets(),
                                        null,
                                        null,
                                        null);
                    }
                    var query = new Query(filter, Set.of(), sort, 10 + random.nextInt(40), null);
                    var pages = walk(query);
                    var cursor = pages.getFirst().cursor();
                    assertThat(pages)
                            .allSatisfy(page -> assertThat(page.cursor()).isEqualTo(cursor));
                    var expected = asOf(cursor, query);
                    assertThat(items(pages)).as("seed %d, %s", seed, query).isEqualTo(expected);
                    assertThat(items(walkBack(query, pages.getLast())))
                            .as("seed %d, back through %s", seed, query)
                            .isEqualTo(expected);
                }
            } finally {
                stop.set(true);
            }
            assertThat(writer.get()).isGreaterThan(10);
        }
    }

    /** The table as the log tells it. */
    private List<Announcement> asOf(Cursor cursor, Query query) {
        Map<UUID, Announcement> table = new HashMap<>();
        for (var position = Await.value(changeLog.bounds()).floor();
                position < cursor.position(); ) {
            for (var change : Await.value(changeLog.after(position, 1000)).changes()) {
                position = change.position();
                if (position > cursor.position()) {
                    break;
                }
                change.after()
                        .ifPresentOrElse(
                                after -> table.put(after.id(), after),
                                () -> table.remove(change.announcement().id()));
            }
        }
        return table.values().stream()
                .filter(query.filter()::matches)
                .sorted(
                        Comparator.comparing(
                                (Announcement item) -> query.key(Findable.of(item)),
                                query.sort().order()))
                .toList();
    }

    @Test
    void aPageOfAnotherLogOrOfAForgottenTimeHasExpired() {
        create(5);
        var query = new Query(own, Set.of(), Sort.START, 2, null);
        var token = Objects.requireNonNull(page(query).next());
        var foreign =
                new PageToken(
                        token.query(),
                        new Cursor("other", token.cursor().position()),
                        token.at(),
                        token.direction(),
                        token.key());
        assertThatThrownBy(() -> page(at(query, foreign))).isInstanceOf(PageExpired.class);
        var future =
                new PageToken(
                        token.query(),
                        new Cursor(token.cursor().epoch(), 1_000_000),
                        token.at(),
                        token.direction(),
                        token.key());
        assertThatThrownBy(() -> page(at(query, future))).isInstanceOf(PageExpired.class);

        create(1);
        changeLog.prune(OffsetDateTime.now(ZoneOffset.UTC).plusDays(1), 0, 1_000_000).block();
        assertThatThrownBy(() -> page(at(query, token))).isInstanceOf(PageExpired.class);
        assertThat(items(walk(query))).hasSize(6);
    }
}
