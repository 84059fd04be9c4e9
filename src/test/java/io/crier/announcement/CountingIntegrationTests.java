package io.crier.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import io.crier.Await;
import io.crier.CrierTest;
import io.crier.announcement.FacetCounts.Count;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

@CrierTest
class CountingIntegrationTests {
    @Autowired Announcements announcements;
    @Autowired Counting counting;

    private final Origin origin = new Origin(UUID.randomUUID().toString(), "uid", null);
    private final Filter own = Filter.of(Facet.SOURCE, origin.id());

    private void create(List<Content> contents) {
        Await.value(
                Flux.fromIterable(contents)
                        .flatMap(
                                content ->
                                        announcements.write(
                                                new Write.Put(
                                                        Generators.timeBasedEpochGenerator()
                                                                .generate(),
                                                        content,
                                                        Match.NONE,
                                                        origin,
                                                        null,
                                                        null)),
                                64)
                        .collectList());
    }

    private static ContentBuilder content(int number) {
        return Content.titled("n" + number)
                .topics(List.of(number % 3 == 0 ? "Climate" : "climate", "t" + number % 2))
                .language(number % 4 == 0 ? "en-GB" : "en")
                .attendance(number % 5 == 0 ? Attendance.ONLINE : Attendance.HYBRID)
                .place(new Place("Hall", null, number % 2 == 0 ? "Liège" : null, "BE", null, null));
    }

    private static Map<String, Long> of(FacetCounts counts, String side) {
        return counts.counts().getOrDefault(side, List.of()).stream()
                .collect(Collectors.toMap(Count::value, Count::count));
    }

    @Test
    void countsEverySideOfWhatPassesTheFilter() {
        create(
                java.util.stream.IntStream.range(0, 60)
                        .mapToObj(number ->
                                content(number)
                                        .startsAt(Samples.NOW.atOffset(java.time.ZoneOffset.UTC))
                                        .build())
                        .toList());
        create(List.of(Content.titled("bare").build()));

        var all = Await.value(announcements.facets(own, Set.of()));
        assertThat(all.total()).isEqualTo(61);
        assertThat(all.exact()).isTrue();
        assertThat(all.counts())
                .containsOnlyKeys("topic", "language", "attendance", "place", "month");
        assertThat(all.counts().get("topic"))
                .containsExactly(
                        new Count("climate", "climate", 60),
                        new Count("t0", "t0", 30),
                        new Count("t1", "t1", 30));
        assertThat(of(all, "language")).isEqualTo(Map.of("en", 60L));
        assertThat(of(all, "attendance")).isEqualTo(Map.of("online", 12L, "hybrid", 48L));
        assertThat(all.counts().get("place"))
                .containsExactly(new Count("hall", "Hall", 30), new Count("liege", "Liège", 30));
        assertThat(of(all, "month")).isEqualTo(Map.of(Samples.NOW.toString().substring(0, 7), 60L));

        var online =
                new Filter(
                        null,
                        Map.of(
                                Facet.SOURCE, Set.of(origin.id()),
                                Facet.ATTENDANCE, Set.of("online")),
                        null,
                        null,
                        null);
        assertThat(Await.value(announcements.facets(online, Set.of())).total()).isEqualTo(12);
        assertThat(Await.value(announcements.facets(own, Set.of(Phase.UNDATED))).total())
                .isEqualTo(1);
    }

    @Test
    void ofManyASampleIsCounted() {
        create(
                java.util.stream.IntStream.range(0, 3_000)
                        .mapToObj(number -> content(number).build())
                        .toList());
        var estimate = Await.value(counting.read(own, Set.of(), 1_000, 2_000));
        assertThat(estimate.exact()).isFalse();
        // Five standard deviations of a sample of two thirds or so.
        assertThat(estimate.total()).isBetween(2_700L, 3_300L);
        assertThat(of(estimate, "topic").get("t0")).isBetween(1_300L, 1_700L);

        var whole = Await.value(counting.read(own, Set.of(), 1_000, 100_000));
        assertThat(whole.exact()).isTrue();
        assertThat(whole.total()).isEqualTo(3_000);
    }
}
