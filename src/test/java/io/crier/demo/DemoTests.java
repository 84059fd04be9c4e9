package io.crier.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Announcement;
import io.crier.announcement.Content;
import io.crier.announcement.Match;
import io.crier.announcement.Outcome;
import io.crier.announcement.Outcome.Effect;
import io.crier.announcement.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class DemoTests {
    private static final Instant START = Instant.parse("2026-11-23T05:00:00Z");

    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final InstantSource clock = () -> START.plusMillis(timer.now(TimeUnit.MILLISECONDS));
    private final FakeStock stock = new FakeStock(clock);
    private final List<Sample> samples = Samples.read();

    @Test
    void fillsAnEmptyStoreAndChangesItAfterFiveSecondsAndThenEveryFifteenToTwentyFive() {
        var demo = start(stock, true);
        var filled = stock.outcomes().size();
        assertThat(stock.present()).hasSize(37);

        timer.advanceTimeBy(Demo.FIRST.minusMillis(1));
        assertThat(stock.outcomes()).hasSize(filled);
        timer.advanceTimeBy(Duration.ofMillis(1));
        assertThat(stock.outcomes()).hasSize(filled + 1);

        timer.advanceTimeBy(Demo.SHORTEST_PAUSE.minusMillis(1));
        assertThat(stock.outcomes()).hasSize(filled + 1);
        timer.advanceTimeBy(Duration.ofMinutes(60));
        assertThat(stock.outcomes().size() - filled).isBetween(60 * 60 / 25, 60 * 60 / 15 + 2);

        demo.stop();
        assertThat(demo.isRunning()).isFalse();
        var stopped = stock.outcomes().size();
        timer.advanceTimeBy(Duration.ofMinutes(5));
        assertThat(stock.outcomes()).hasSize(stopped);
    }

    @Test
    void showsEveryKindOfChangeInTheFirstMinutes() {
        start(stock, true);
        var filled = stock.outcomes().size();
        timer.advanceTimeBy(Duration.ofMinutes(4));
        assertThat(stock.outcomes().subList(filled, stock.outcomes().size()))
                .extracting(Outcome::effect)
                .contains(Effect.CREATED, Effect.UPDATED, Effect.REMOVED)
                .doesNotContain(Effect.UNCHANGED);
    }

    @Test
    void stillSaysWhatWasWrittenAfterTwoDays() {
        start(stock, true);
        var filled = stock.outcomes().size();
        timer.advanceTimeBy(Duration.ofDays(2));
        assertThat(stock.outcomes().size() - filled).isGreaterThan(8_000);
        assertThat(stock.outcomes()).extracting(Outcome::effect).doesNotContain(Effect.UNCHANGED);
        assertThat(stock.present()).hasSizeBetween(34, 40);
        assertThat(stock.present())
                .allMatch(announcement -> announcement.previousStartsAt().size() <= 2);
        var sayings =
                stock.outcomes().stream()
                        .map(outcome -> saying(outcome.announcement().content()))
                        .collect(Collectors.toSet());
        var turns = samples.stream().mapToInt(sample -> sample.turns().size() + 1).sum();
        assertThat(sayings).hasSizeLessThanOrEqualTo(turns);
    }

    @Test
    void onlyChangesWhatIsThereAlready() {
        FakeStock filled = FakeStock.filled(samples, clock.instant());
        var before = filled.outcomes().size();
        start(filled, true);
        assertThat(filled.outcomes()).hasSize(before);
        timer.advanceTimeBy(Demo.FIRST);
        assertThat(filled.outcomes()).hasSize(before + 1);
    }

    @Test
    void leavesAStoreAloneThatHoldsOnlyOthers() {
        stock.apply(mine());
        start(stock, true);
        timer.advanceTimeBy(Duration.ofHours(1));
        assertThat(stock.outcomes()).hasSize(1);
    }

    @Test
    void neverTouchesAnothersAnnouncementAndLeavesOutWhatAPublisherRemoved() {
        var demo = start(stock, true);
        var mine = stock.apply(mine()).announcement();
        var removed = steady();
        stock.forget(removed.id());
        timer.advanceTimeBy(Duration.ofHours(2));
        assertThat(stock.present()).contains(mine);
        assertThat(stock.present())
                .extracting(Announcement::source)
                .doesNotContain(removed.source());
        demo.stop();
    }

    @Test
    void comesToRestWhenAPublisherRemovedAll() {
        start(stock, true);
        stock.present().forEach(announcement -> stock.forget(announcement.id()));
        var before = stock.outcomes().size();
        timer.advanceTimeBy(Duration.ofHours(1));
        assertThat(stock.outcomes()).hasSize(before);
    }

    @Test
    void goesOnAfterARefusal() {
        var refusals = new int[1];
        var refusing =
                new Refusing(stock) {
                    @Override
                    public Mono<Outcome> write(Write write) {
                        return timer.now(TimeUnit.SECONDS) < 60 && timer.now(TimeUnit.SECONDS) > 0
                                ? Mono.error(() -> {
                                    refusals[0]++;
                                    return new IllegalStateException("no");
                                })
                                : super.write(write);
                    }
                };
        start(refusing, true);
        var filled = stock.outcomes().size();
        timer.advanceTimeBy(Duration.ofSeconds(59));
        assertThat(refusals[0]).isGreaterThanOrEqualTo(3);
        assertThat(stock.outcomes()).hasSize(filled);
        timer.advanceTimeBy(Duration.ofSeconds(30));
        assertThat(stock.outcomes()).hasSizeGreaterThan(filled);
    }

    @Test
    void doesNothingWhereItIsNotWanted() {
        var demo = start(stock, false);
        timer.advanceTimeBy(Duration.ofMinutes(10));
        assertThat(stock.present()).isEmpty();
        assertThat(demo.isRunning()).isFalse();
    }

    private Demo start(Stock into, boolean wanted) {
        var demo =
                new Demo(
                        new DemoSettings(wanted),
                        into,
                        samples,
                        clock,
                        timer,
                        new SplittableRandom(7));
        demo.start();
        return demo;
    }

    private Announcement steady() {
        var sample =
                samples.stream()
                        .filter(known -> known.presence() == Presence.STEADY)
                        .findFirst()
                        .orElseThrow();
        return stock.present().stream().filter(sample::isOf).findFirst().orElseThrow();
    }

    private static Write mine() {
        return new Write.Put(new UUID(0, 1), Content.titled("My own").build(), Match.ANY);
    }

    private static String saying(Content content) {
        return content.title() + content.summary() + content.body();
    }

    /** The stock, for a test to refuse some of it. */
    private abstract static class Refusing implements Stock {
        private final Stock stock;

        Refusing(Stock stock) {
            this.stock = stock;
        }

        @Override
        public Mono<Boolean> isUntouched() {
            return stock.isUntouched();
        }

        @Override
        public Mono<List<Announcement>> samples() {
            return stock.samples();
        }

        @Override
        public Mono<Outcome> write(Write write) {
            return stock.write(write);
        }
    }
}
