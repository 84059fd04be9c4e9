package io.crier.demo;

import io.crier.announcement.Write;
import io.crier.background.BackgroundWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Fills a database that nothing was ever written to with samples, and changes one now and then, so
 * that whoever starts Crier and opens a stream sees life. Touches no announcement but the samples.
 */
final class Demo extends BackgroundWork {
    /** Soon enough for whoever opens a stream in the first minute. */
    static final Duration FIRST = Duration.ofSeconds(5);

    static final Duration SHORTEST_PAUSE = Duration.ofSeconds(15);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(25);

    private static final Logger log = LoggerFactory.getLogger(Demo.class);

    private final boolean wanted;
    private final Stock stock;
    private final List<Sample> samples;
    private final InstantSource clock;
    private final Scheduler timer;
    private final RandomGenerator random;
    private final Life life;

    Demo(
            DemoSettings settings,
            Stock stock,
            List<Sample> samples,
            InstantSource clock,
            Scheduler timer,
            RandomGenerator random) {
        this.wanted = settings.demo();
        this.stock = stock;
        this.samples = List.copyOf(samples);
        this.clock = clock;
        this.timer = timer;
        this.random = random;
        this.life = new Life(samples, random);
    }

    private Mono<Void> fill() {
        return stock.isUntouched()
                .filter(untouched -> untouched)
                .flatMapMany(_ -> Flux.fromStream(this::past))
                .concatMap(stock::write)
                .then();
    }

    /** What is there at first, as of now. */
    private Stream<Write> past() {
        log.debug(
                "the database is empty, so sample announcements are written into it; with crier.demo=false it stays empty");
        var now = clock.instant();
        return samples.stream()
                .filter(sample -> sample.presence() != Presence.WAITING)
                .flatMap(sample -> sample.past(now));
    }

    private Mono<Void> changes() {
        return pause(FIRST).then(change()).then(pause().then(change()).repeat().then());
    }

    private Mono<Void> change() {
        return Mono.defer(stock::samples)
                .flatMap(present -> Mono.justOrEmpty(life.next(present, clock.instant())))
                .flatMap(stock::write)
                .doOnNext(done ->
                        log.debug(
                                "{} {}: {}",
                                done.effect(),
                                done.announcement().id(),
                                done.announcement().content().title()))
                // A publisher may have been here first; the next change is another one.
                .doOnError(failure -> log.debug("no change this time: {}", failure.toString()))
                .onErrorComplete()
                .then();
    }

    private Mono<Long> pause() {
        return Mono.defer(() ->
                pause(
                        Duration.ofMillis(
                                random.nextLong(
                                        SHORTEST_PAUSE.toMillis(), LONGEST_PAUSE.toMillis()))));
    }

    private Mono<Long> pause(Duration length) {
        return Mono.delay(length, timer);
    }

    @Override
    protected @Nullable Disposable begin() {
        if (!wanted) {
            return null;
        }
        return fill().doOnError(failure ->
                        log.warn(
                                "the samples cannot be written, trying again: {}",
                                failure.toString()))
                .retryWhen(
                        Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1))
                                .maxBackoff(Duration.ofMinutes(1))
                                .scheduler(timer))
                .then(changes())
                .subscribe();
    }

    /** Before the web server starts, so that the first list asked for is not empty. */
    @Override
    public int getPhase() {
        return 0;
    }
}
