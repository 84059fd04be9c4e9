package io.crier.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.Await;
import io.crier.announcement.Cursor;
import io.crier.announcement.Filter;
import io.crier.announcement.Samples;
import io.crier.feed.HandLog;
import io.crier.feed.Interest;
import io.crier.serving.Coding;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class AnswersTests {
    private static final Interest ALL = new Interest.Passing(Filter.ALL);
    private static final Key KEY = new Key("http://crier/v1/announcements", "");

    private final Scheduler timer = Schedulers.parallel();
    private final HandLog log = new HandLog(10, 16, timer);
    private final HandClock clock = new HandClock(Samples.NOW);
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final ReadingSettings settings = new ReadingSettings(DataSize.ofMegabytes(8), 3, 2);
    private final Answers answers =
            new Answers(
                    new Shelf(log.recent(), settings, clock, timer),
                    log.recent(),
                    settings,
                    clock,
                    timer,
                    _ -> {},
                    new ReadingMeters(registry));
    private final AtomicInteger readings = new AtomicInteger();

    private Telling telling(@Nullable Instant until, Flux<byte[]> parts) {
        var facts =
                new Telling.Facts(
                        "text/plain",
                        new Tag(log.end(), until, "j1").toString(),
                        log.end(),
                        ALL,
                        clock.instant(),
                        until,
                        log.end(),
                        List.of());
        return new Telling(facts, parts);
    }

    private Question question(boolean whole, Mono<Telling> telling) {
        return new Question(
                ALL, "j1", whole, telling.doOnSubscribe(_ -> readings.incrementAndGet()));
    }

    private Question question(int size) {
        return question(
                true,
                Mono.fromSupplier(
                        () -> telling(null, Flux.just(new byte[size / 2], new byte[size / 2]))));
    }

    private Mono<Answer> ask(Question question, String... tags) {
        return answers.answer(KEY, question, List.of(tags), Coding.PLAIN);
    }

    @Test
    void manyWhoAskTheSameCauseOneReading() {
        var bytes = Sinks.<byte[]>one();
        var question =
                question(false, Mono.fromSupplier(() -> telling(null, bytes.asMono().flux())));
        var asked = Flux.range(0, 50).flatMap(_ -> ask(question), 50).collectList().cache();
        var waiting = asked.subscribe();
        while (readings.get() == 0) {
            Thread.onSpinWait();
        }
        bytes.tryEmitValue("all".getBytes(StandardCharsets.UTF_8)).orThrow();
        assertThat(Await.value(asked))
                .hasSize(50)
                .allSatisfy(answer ->
                        assertThat(answer)
                                .isInstanceOfSatisfying(
                                        Answer.Told.class,
                                        told ->
                                                assertThat(told.body().bytes())
                                                        .asString()
                                                        .isEqualTo("all")));
        assertThat(readings).hasValue(1);
        waiting.dispose();
    }

    @Test
    void noReadingFromBeforeAnOwnCommitAnswersThoseAfterIt() {
        var bytes = Sinks.<byte[]>one();
        var slow = question(false, Mono.fromSupplier(() -> telling(null, bytes.asMono().flux())));
        var before = ask(slow).cache();
        var waiting = before.subscribe();
        while (readings.get() == 0) {
            Thread.onSpinWait();
        }
        log.commit(11);
        assertThat(Await.value(ask(question(10)))).isInstanceOf(Answer.Told.class);
        assertThat(readings).hasValue(2);
        waiting.dispose();
    }

    @Test
    void whatIsKeptIsNotReadAgain() {
        Await.value(ask(question(10)));
        assertThat(answers.known(KEY)).isNotNull();
        Await.value(ask(question(10)));
        assertThat(readings).hasValue(1);
    }

    @Test
    void aTagTellsByItselfThatNothingChanged() {
        var tag = new Tag(log.end(), null, "j1").toString();
        assertThat(Await.value(ask(question(10), "other", tag)))
                .isEqualTo(new Answer.Unchanged('"' + tag + '"', null, log.end()));
        assertThat(readings).hasValue(0);
        // Whoever takes no coding cannot have had one.
        assertThat(Await.value(ask(question(10), "other", tag + ".gz")))
                .isInstanceOf(Answer.Told.class);
    }

    /** As of an answer that another replica gave, and this one never read. */
    @Test
    void aTagThatToldItOnceTellsItAtAGlance() {
        var end = log.end();
        var tag = new Tag(end, null, "j1", clock.instant().plusSeconds(1)).toString();
        assertThat(answers.unchanged(KEY, List.of(tag), Coding.PLAIN)).isNull();
        Await.value(ask(question(10), tag));
        assertThat(readings).hasValue(0);
        assertThat(answers.unchanged(KEY, List.of("strange", tag), Coding.PLAIN))
                .isEqualTo(new Answer.Unchanged('"' + tag + '"', null, end));
        var others =
                List.of(
                        new Tag(end, null, "i1").toString(),
                        new Tag(end, clock.instant(), "j1").toString(),
                        new Tag(new Cursor("other", end.position()), null, "j1").toString(),
                        tag + ".gz");
        assertThat(answers.unchanged(KEY, others, Coding.PLAIN)).isNull();
        assertThat(answers.unchanged(KEY, List.of(), Coding.PLAIN)).isNull();
        log.commit(11);
        assertThat(answers.unchanged(KEY, List.of(tag), Coding.PLAIN)).isNull();
    }

    @Test
    void aTagOfAnotherFormOrTimeOrPlaceTellsNothing() {
        var end = log.end();
        var tags =
                List.of(
                        new Tag(end, null, "i1"),
                        new Tag(end, clock.instant(), "j1"),
                        new Tag(new Cursor(end.epoch(), end.position() - 1), null, "j1"),
                        new Tag(new Cursor("other", end.position()), null, "j1"));
        for (var tag : tags) {
            assertThat(
                            Await.value(
                                    answers.answer(
                                            new Key(tag.toString(), ""),
                                            question(10),
                                            List.of(tag.toString()),
                                            Coding.PLAIN)))
                    .isInstanceOf(Answer.Told.class);
        }
        assertThat(readings).hasValue(tags.size());
    }

    @Test
    void aLargeDocumentIsNotGathered() {
        var large = question(Answers.LARGEST_KEPT + 2);
        assertThat(Await.value(ask(large))).isInstanceOf(Answer.TooLong.class);
        assertThat(Await.value(ask(large))).isInstanceOf(Answer.TooLong.class);
        // That it is large is known the second time.
        assertThat(readings).hasValue(1);
    }

    @Test
    void onlySoManyLargeDocumentsAreSentAtOnce() {
        var large = question(Answers.LARGEST_KEPT + 2);
        var sending =
                Flux.range(0, 3)
                        .flatMap(place ->
                                answers.export("client" + place, large, _ -> Mono.never()));
        var first = sending.subscribe();
        while (readings.get() < 3) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> answers.export("another", large, _ -> Mono.empty()).block())
                .isInstanceOf(TooMuchRead.class)
                .hasMessageContaining("3");
        first.dispose();
        answers.export("another", large, _ -> Mono.empty()).block();
        assertThat(readings).hasValue(4);
    }

    @Test
    void oneClientLeavesSomeOfThemToTheOthers() {
        var large = question(Answers.LARGEST_KEPT + 2);
        var slow = Flux.range(0, 2).flatMap(_ -> answers.export("slow", large, _ -> Mono.never()));
        var first = slow.subscribe();
        while (readings.get() < 2) {
            Thread.onSpinWait();
        }
        for (var i = 0; i < 10; i++) {
            assertThatThrownBy(() -> answers.export("slow", large, _ -> Mono.empty()).block())
                    .isInstanceOf(TooManyExportsOfClient.class)
                    .hasMessageContaining("2");
        }
        answers.export("another", large, _ -> Mono.empty()).block();
        assertThat(readings).hasValue(3);
        first.dispose();
        answers.export("slow", large, _ -> Mono.empty()).block();
        assertThat(readings).hasValue(4);
    }
}
