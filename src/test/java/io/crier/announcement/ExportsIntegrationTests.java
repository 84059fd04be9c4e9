package io.crier.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import io.crier.Await;
import io.crier.CrierTest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

@CrierTest
class ExportsIntegrationTests {
    @Autowired Announcements announcements;
    @Autowired ChangeLog changeLog;

    private final long seed = new Random().nextLong();
    private final Contents contents = new Contents(new Random(seed));
    private final Origin origin = new Origin(UUID.randomUUID().toString(), "uid", null);
    private final Filter own = Filter.of(Facet.SOURCE, origin.id());

    private Announcement write(UUID id) {
        return Await.value(
                        announcements.write(
                                new Write.Put(id, contents.next(), Match.ANY, origin, null, null)))
                .announcement();
    }

    private List<Announcement> create(int count) {
        return Await.value(
                Flux.range(0, count)
                        .map(_ -> Generators.timeBasedEpochGenerator().generate())
                        .flatMap(
                                id ->
                                        announcements.write(
                                                new Write.Put(
                                                        id,
                                                        contents.next(),
                                                        Match.NONE,
                                                        origin,
                                                        null,
                                                        null)),
                                64)
                        .map(Outcome::announcement)
                        .collectList());
    }

    private List<Announcement> read(Filter filter, Set<Phase> phases) {
        return Await.value(
                announcements
                        .everything(filter, phases)
                        .flatMapMany(everything -> everything.chunks())
                        .concatMapIterable(chunk -> chunk)
                        .collectList());
    }

    @Test
    void everythingIsTheTableInTheOrderOfStarts() {
        var all = create(1_200);
        var order =
                Comparator.comparing(
                        (Announcement item) -> Sort.START.key(Findable.of(item), null),
                        Sort.START.order());
        assertThat(read(own, Set.of()))
                .as("seed %d", seed)
                .isEqualTo(all.stream().sorted(order).toList());

        var window =
                new Filter(
                        null,
                        own.facets(),
                        null,
                        contents.time(Samples.NOW).toInstant(),
                        contents.time(Samples.NOW).toInstant().plusSeconds(86_400));
        var now = Instant.now();
        assertThat(read(window, Set.of(Phase.UPCOMING, Phase.ENDED)))
                .as("seed %d, %s", seed, window)
                .isEqualTo(
                        all.stream()
                                .filter(window::matches)
                                .filter(item ->
                                        item.phase(now) == Phase.UPCOMING
                                                || item.phase(now) == Phase.ENDED)
                                .sorted(order)
                                .toList());
    }

    /** Every announcement changes, comes or goes at some time between two chunks. */
    @Test
    void withTheChangesThatFollowItIsTheTable() {
        var all = create(1_600);
        var everything = Await.value(announcements.everything(own, Set.of()));
        Map<UUID, Announcement> copy = new HashMap<>();
        var dice = new Random(seed);
        Await.value(
                everything
                        .chunks()
                        .concatMap(
                                chunk -> {
                                    chunk.forEach(item ->
                                            copy.merge(
                                                    item.id(),
                                                    item,
                                                    ExportsIntegrationTests::later));
                                    return Flux.range(0, 200)
                                            .flatMap(_ -> any(dice, all), 16)
                                            .then();
                                },
                                1)
                        .then()
                        .thenReturn(true));
        for (var position = everything.cursor().position();
                position < Await.value(changeLog.bounds()).head(); ) {
            for (var change : Await.value(changeLog.after(position, 500)).changes()) {
                position = change.position();
                var id = change.announcement().id();
                if (change.after().isEmpty()) {
                    copy.remove(id);
                } else if (own.matches(change.announcement())) {
                    copy.merge(id, change.announcement(), ExportsIntegrationTests::later);
                }
            }
        }
        assertThat(copy.values())
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(read(own, Set.of()));
    }

    private Flux<?> any(Random dice, List<Announcement> all) {
        var id = all.get(dice.nextInt(all.size())).id();
        var write =
                switch (dice.nextInt(4)) {
                    case 0 -> new Write.Remove(id, Match.ANY);
                    case 1 ->
                            new Write.Put(
                                    Generators.timeBasedEpochGenerator().generate(),
                                    contents.next(),
                                    Match.ANY,
                                    origin,
                                    null,
                                    null);
                    default -> new Write.Put(id, contents.next(), Match.ANY, origin, null, null);
                };
        return announcements.write(write).onErrorComplete(AnnouncementRemoved.class).flux();
    }

    private static Announcement later(Announcement one, Announcement other) {
        return one.version() > other.version() ? one : other;
    }

    @Test
    void whatWasRemovedIsTold() {
        var before = Instant.now().minusSeconds(1);
        var kept = write(UUID.randomUUID());
        var first = write(UUID.randomUUID());
        var second = write(UUID.randomUUID());
        for (var gone : List.of(first, second)) {
            Await.value(announcements.write(new Write.Remove(gone.id(), Match.ANY)));
        }
        assertThat(Await.value(announcements.removed(own, before, 10)))
                .extracting(Announcement::id)
                .containsExactly(second.id(), first.id());
        assertThat(Await.value(announcements.removed(own, before, 1))).hasSize(1);
        assertThat(Await.value(announcements.removed(own, Instant.now().plusSeconds(1), 10)))
                .isEmpty();
        write(first.id());
        assertThat(Await.value(announcements.removed(own, before, 10)))
                .extracting(Announcement::id)
                .containsExactly(second.id());
        assertThat(kept.version()).isEqualTo(1);
    }
}
