package io.crier.feed;

import io.crier.announcement.ChangeLog;
import io.crier.announcement.LogLine;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Keeps a line to the log, says when to read on it, and tells the other processes of the commits of
 * this one.
 *
 * <p>Read is at once when there is a line, after a commit of this process, when another one tells
 * of its own, and twice a second anyway: notifications are hints, and lost with the connection.
 * Those reads are also how a line that fell silent is found out, for nothing else is certain to be
 * sent on it.
 */
final class Lookout {
    /** How late a change of another process is seen at the most, while the database answers. */
    private static final Duration POLL = Duration.ofMillis(500);

    /** How long a line may be silent, or take to be opened, before another one is tried. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * Between two notifications: each wakes every other replica, and the server takes one at a
     * time.
     */
    private static final Duration BETWEEN_WORDS = Duration.ofMillis(20);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Lookout.class);

    private final ChangeLog changeLog;
    private final Scheduler timer;
    private final boolean notifications;
    private final LogMeters meters;
    private final Bell toRead = new Bell();
    private final Bell toTell = new Bell();

    // By one subscriber, so by one thread at a time.
    private volatile boolean failing;
    private volatile boolean notTold;
    private volatile boolean connectedBefore;
    private volatile FeedState.Line line = FeedState.Line.NONE;

    Lookout(ChangeLog changeLog, FeedSettings settings, Scheduler timer, LogMeters meters) {
        this.changeLog = changeLog;
        this.timer = timer;
        this.notifications = settings.notifications();
        this.meters = meters;
        changeLog.onCommit(_ -> committed());
    }

    /** What there is at the moment. */
    FeedState.Line line() {
        return line;
    }

    private void committed() {
        toRead.ring();
        toTell.ring();
    }

    /**
     * Reads for as long as it is subscribed to, by one subscriber; emits after each time that the
     * end was reached, and never ends.
     *
     * @param read reads once on the line, and gives whether there may be more at once
     */
    Flux<Boolean> watch(Function<LogLine, Mono<Boolean>> read) {
        return Flux.usingWhen(
                        changeLog
                                .line(notifications)
                                .timeout(PATIENCE, timer)
                                .doOnNext(this::connected),
                        to -> Flux.merge(reading(to, read), telling(to)),
                        this::close)
                .doOnNext(_ -> answers())
                .doOnError(this::fails)
                .retryWhen(
                        Retry.backoff(Long.MAX_VALUE, SHORTEST_PAUSE)
                                .maxBackoff(LONGEST_PAUSE)
                                .transientErrors(true)
                                .scheduler(timer));
    }

    private Flux<Boolean> reading(LogLine line, Function<LogLine, Mono<Boolean>> read) {
        return Flux.merge(
                        line.wakes(),
                        toRead.rings(),
                        Flux.interval(Duration.ZERO, POLL, timer)
                                .onBackpressureDrop()
                                .map(_ -> true))
                .onBackpressureLatest()
                .concatMap(_ -> readToTheEnd(line, read), 0);
    }

    private Mono<Boolean> readToTheEnd(LogLine line, Function<LogLine, Mono<Boolean>> read) {
        return Mono.defer(() -> read.apply(line).single())
                .timeout(PATIENCE, timer)
                .repeat()
                .takeUntil(more -> !more)
                .last();
    }

    /** The first word at once, those of the next while as one. */
    private Flux<Boolean> telling(LogLine line) {
        return toTell.rings()
                .concatMap(
                        _ ->
                                line.wakeOthers()
                                        .doOnSuccess(_ -> notTold = false)
                                        .onErrorResume(this::isNotTold)
                                        .then(Mono.delay(BETWEEN_WORDS, timer)),
                        0)
                .ignoreElements()
                .cast(Boolean.class)
                .flux();
    }

    /** They see it when they poll. */
    private Mono<Void> isNotTold(Throwable failure) {
        if (!notTold) {
            log.warn("other processes cannot be told of changes: {}", failure.toString());
        }
        notTold = true;
        return Mono.empty();
    }

    private void connected(LogLine to) {
        if (connectedBefore) {
            meters.reconnected();
        }
        connectedBefore = true;
        line = to.hears() ? FeedState.Line.LISTENING : FeedState.Line.POLLING;
    }

    private Mono<Void> close(LogLine to) {
        line = FeedState.Line.NONE;
        return to.close();
    }

    private void answers() {
        if (failing) {
            log.info("the log can be read again");
        }
        failing = false;
    }

    /** What is wrong is told once, not with every attempt. */
    private void fails(Throwable failure) {
        if (!failing) {
            log.warn("the log cannot be read, trying on: {}", failure.toString());
        }
        failing = true;
    }
}
