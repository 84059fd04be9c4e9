package io.crier.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Announcement;
import io.crier.announcement.Change;
import io.crier.announcement.Change.Kind;
import io.crier.announcement.Content;
import io.crier.announcement.Cursor;
import io.crier.announcement.Facet;
import io.crier.announcement.Filter;
import io.crier.announcement.Samples;
import io.crier.feed.HandLog;
import io.crier.feed.Interest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.scheduler.Schedulers;

class ShelfTests {
    private static final Interest PARKS = new Interest.Passing(Filter.of(Facet.TOPIC, "parks"));
    private static final Key KEY = new Key("http://crier/v1/announcements?topic=parks", "");

    private final HandLog log = new HandLog(10, 16, Schedulers.immediate());
    private final HandClock clock = new HandClock(Samples.NOW);
    private final Shelf shelf = shelf(DataSize.ofMegabytes(1));

    private Shelf shelf(DataSize size) {
        return new Shelf(
                log.recent(), new ReadingSettings(size, 1, 0), clock, Schedulers.immediate());
    }

    private Representation answer(@Nullable Instant until, int size) {
        var facts =
                new Telling.Facts(
                        "text/plain",
                        "tag",
                        log.end(),
                        PARKS,
                        clock.instant(),
                        until,
                        log.end(),
                        List.of());
        return new Representation(facts, new byte[size]);
    }

    private void change(String topic) {
        var content = Content.titled("A").topics(List.of(topic)).build();
        var announcement =
                new Announcement(
                        UUID.randomUUID(),
                        1,
                        0,
                        content,
                        List.of(),
                        null,
                        Samples.NOW,
                        Samples.NOW);
        log.append(
                new Change(
                        log.head() + 1, Kind.CREATED, List.of(), null, announcement, Samples.NOW));
    }

    @Test
    void givesWhatIsTrue() {
        var answer = answer(null, 10);
        shelf.keep(KEY, answer);
        assertThat(shelf.glance(KEY)).isSameAs(answer);
        change("roads");
        assertThat(shelf.glance(KEY)).isSameAs(answer);
        assertThat(answer.checked()).isEqualTo(log.end());
    }

    @Test
    void forgetsWhatAChangeTouched() {
        shelf.keep(KEY, answer(null, 10));
        change("roads");
        change("parks");
        assertThat(shelf.glance(KEY)).isNull();
    }

    @Test
    void forgetsWhatTheClockMadeUntrueAndNotBefore() {
        var until = Samples.NOW.plusSeconds(60);
        shelf.keep(KEY, answer(until, 10));
        clock.turnTo(until.minusNanos(1));
        assertThat(shelf.glance(KEY)).isNotNull();
        clock.turnTo(until);
        assertThat(shelf.glance(KEY)).isNull();
    }

    @Test
    void givesNothingBeforeOwnCommitsAreKnown() {
        var answer = answer(null, 10);
        shelf.keep(KEY, answer);
        log.commit(log.head() + 1);
        assertThat(shelf.glance(KEY)).isNull();
        assertThat(shelf.find(KEY)).isNull();
        change("roads");
        assertThat(shelf.glance(KEY)).isSameAs(answer);
    }

    @Test
    void looksAfterWhatIsKeptHoweverFarTheRingGoesOn() {
        var answer = answer(null, 10);
        shelf.keep(KEY, answer);
        for (var changes = 0; changes < 100; changes++) {
            change("roads");
        }
        assertThat(shelf.glance(KEY)).isSameAs(answer);
    }

    @Test
    void forgetsWhatIsOfAnotherLog() {
        shelf.keep(KEY, answer(null, 10));
        log.begin("other", log.head());
        assertThat(shelf.glance(KEY)).isNull();
    }

    @Test
    void keepsNoMoreThanItMay() {
        var size = 10_000;
        for (var number = 0; number < 1_000; number++) {
            shelf.keep(new Key("http://crier/" + number, ""), answer(null, size));
        }
        assertThat(shelf.weight())
                .isLessThanOrEqualTo(DataSize.ofMegabytes(1).toBytes())
                .isGreaterThan(DataSize.ofKilobytes(500).toBytes());
    }

    @Test
    void keepsNothingThatIsTooLarge() {
        shelf.keep(KEY, answer(null, 100_000));
        shelf.keep(new Key("http://crier/?q=" + "x".repeat(5_000), ""), answer(null, 10));
        assertThat(shelf.weight()).isZero();
    }

    @Test
    void aPlaceAheadOfTheRingIsTrue() {
        var facts =
                new Telling.Facts(
                        "text/plain",
                        "tag",
                        new Cursor(HandLog.EPOCH, log.head() + 2),
                        PARKS,
                        clock.instant(),
                        null,
                        null,
                        List.of());
        log.commit(log.head() + 2);
        shelf.keep(KEY, new Representation(facts, new byte[10]));
        assertThat(shelf.glance(KEY)).isNotNull();
        change("parks");
        change("parks");
        assertThat(shelf.glance(KEY)).isNotNull();
        change("parks");
        assertThat(shelf.glance(KEY)).isNull();
        clock.turn(Duration.ofSeconds(1));
    }
}
