package io.crier.announcement;

import io.crier.announcement.Appending.Appended;
import io.crier.announcement.Appending.FirstWrite;
import io.crier.announcement.WriteBatch.Chain;
import io.crier.background.BackgroundWork;
import io.crier.database.Patience;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/**
 * Where writes wait together: while one batch is being committed, the next one gathers, so that
 * nobody waits for a timer and the busier it is the larger the batches grow.
 *
 * <p>One batch at a time goes to the database. Outcomes are told on the thread that the database
 * answered on.
 */
@Component
class WriteQueue extends BackgroundWork {
    /**
     * A batch this large was seen to take a few milliseconds; a larger one would only make its
     * writers wait.
     */
    static final int LARGEST_BATCH = 64;

    /** Some seconds' worth of writes; past that a writer is better told to come back. */
    static final int MOST_WAITING = 10_000;

    /**
     * The database has failed if it is silent for longer; what became of the writes is not known
     * then.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * A write that has not been sent by then never is: while the database is silent its writer is
     * better told so, who else comes again, and finds both written afterwards. As many as may wait
     * take less.
     */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    private static final String TOO_LATE =
            "the database takes no writes at the moment; nothing was written, try again soon";

    private static final String STOPPING = "this server is stopping; try again";

    private static final Logger log = LoggerFactory.getLogger(WriteQueue.class);

    private final States states;
    private final Appending appending;
    private final ChangeLog changeLog;
    private final InstantSource clock;
    private final WriteMeters meters;
    private final Traces traces;

    private final Queue<WaitingWrite> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();

    /**
     * Those to be tried again, ahead of the others; only the one batch that is under way touches
     * it.
     */
    private final Queue<WaitingWrite> again = new ArrayDeque<>();

    private volatile @Nullable FluxSink<Boolean> bell;

    WriteQueue(
            States states,
            Appending appending,
            ChangeLog changeLog,
            InstantSource clock,
            WriteMeters meters,
            Traces traces) {
        this.states = states;
        this.appending = appending;
        this.changeLog = changeLog;
        this.clock = clock;
        this.meters = meters;
        this.traces = traces;
    }

    /**
     * The outcome once the write is durable. A writer that cancels is no longer told, its write
     * goes on.
     */
    Mono<Outcome> submit(Write write, Remit remit) {
        return Mono.create(writer ->
                enqueue(
                        new WaitingWrite(
                                write, remit, writer, meters, traces.write(writer.contextView()))));
    }

    private void enqueue(WaitingWrite write) {
        var ring = bell;
        if (ring == null) {
            write.fail(new WaitingWrite.Overloaded(STOPPING));
            return;
        }
        if (waitingCount.incrementAndGet() > MOST_WAITING) {
            waitingCount.decrementAndGet();
            write.fail(
                    new WaitingWrite.Overloaded(
                            "more is being written than the database can take; try again soon"));
            return;
        }
        waiting.add(write);
        ring.next(true);
        if (bell == null) {
            failWaiting();
        }
    }

    private Mono<Void> commitAll() {
        return Mono.defer(this::commitNext)
                .repeat(() -> !again.isEmpty() || !waiting.isEmpty())
                .then();
    }

    private Mono<Void> commitNext() {
        var batch = take();
        if (batch.isEmpty()) {
            return Mono.empty();
        }
        meters.batched(batch.size());
        return commit(batch);
    }

    private List<WaitingWrite> take() {
        var batch = new ArrayList<WaitingWrite>();
        while (batch.size() < LARGEST_BATCH && !again.isEmpty()) {
            batch.add(again.remove());
        }
        while (batch.size() < LARGEST_BATCH) {
            var next = waiting.poll();
            if (next == null) {
                break;
            }
            waitingCount.decrementAndGet();
            if (next.waitsFor(LONGEST_WAIT)) {
                next.fail(new WaitingWrite.Overloaded(TOO_LATE));
            } else {
                batch.add(next);
            }
        }
        return batch;
    }

    private Mono<Void> commit(List<WaitingWrite> writes) {
        var committed =
                currentStates(writes)
                        .map(current -> new WriteBatch(writes, current, now()))
                        .flatMap(this::append);
        return Patience.with(committed, PATIENCE)
                .onErrorResume(failure -> afterFailure(writes, failure));
    }

    private Mono<Map<UUID, Stored>> currentStates(List<WaitingWrite> writes) {
        var ids =
                writes.stream()
                        .filter(WaitingWrite::needsCurrent)
                        .map(waits -> waits.write().id())
                        .collect(Collectors.toSet());
        return ids.isEmpty() ? Mono.just(Map.of()) : states.find(ids);
    }

    private Mono<Void> append(WriteBatch batch) {
        var changing = batch.changing();
        if (changing.isEmpty()) {
            return Mono.fromRunnable(() -> batch.chains().forEach(chain -> chain.settle(Map.of())));
        }
        // Before anybody can read them.
        changing.forEach(chain -> chain.follow(traces));
        return Mono.zip(appending.append(changing), changeLog.epoch())
                .doOnNext(done -> changeLog.committed(done.getT1().last()))
                .flatMap(done -> settle(batch, done.getT1(), done.getT2()));
    }

    private Mono<Void> settle(WriteBatch batch, Appended appended, String epoch) {
        return Flux.fromIterable(batch.chains())
                .concatMap(chain -> settle(chain, appended, epoch))
                .then();
    }

    private Mono<Void> settle(Chain chain, Appended appended, String epoch) {
        var first = appended.repeated().get(chain.id());
        if (first != null) {
            return answerAsBefore(chain, first);
        }
        var positions = appended.positions().get(chain.id());
        if (positions == null && !chain.revisions().isEmpty()) {
            chain.writes().forEach(this::tryAgain);
        } else {
            var cursors = new HashMap<Long, Cursor>();
            if (positions != null) {
                positions.forEach(
                        (version, position) -> cursors.put(version, new Cursor(epoch, position)));
            }
            chain.settle(cursors);
        }
        again.addAll(chain.later());
        return Mono.empty();
    }

    private void tryAgain(WaitingWrite write) {
        if (write.mayTryAgain()) {
            again.add(write);
        } else {
            write.fail(
                    new WaitingWrite.Overloaded(
                            "too many others write this announcement; try again soon"));
        }
    }

    private Mono<Void> answerAsBefore(Chain chain, FirstWrite first) {
        var once = chain.once();
        if (once == null || !once.fingerprint().equals(first.fingerprint())) {
            chain.writes().forEach(write -> write.fail(new KeyReused()));
            return Mono.empty();
        }
        return states.first(first.id())
                .doOnNext(stored ->
                        chain.writes()
                                .forEach(write ->
                                        write.succeed(
                                                new Outcome(
                                                        Outcome.Effect.CREATED,
                                                        stored.announcement(),
                                                        stored.cursor(),
                                                        true))))
                .then()
                // The others of the batch are written already, and are not to be written again.
                .onErrorResume(failure -> {
                    chain.writes().forEach(write -> write.fail(failure));
                    return Mono.empty();
                });
    }

    /** One write that the database cannot take does not fail the others of its batch. */
    private Mono<Void> afterFailure(List<WaitingWrite> writes, Throwable failure) {
        if (writes.size() > 1
                && failure instanceof NonTransientDataAccessException
                && !(failure instanceof NonTransientDataAccessResourceException)) {
            return Flux.fromIterable(writes).concatMap(write -> commit(List.of(write))).then();
        }
        log.warn(
                "a batch of writes failed: writes={}, failure={}",
                writes.size(),
                failure.toString());
        writes.forEach(write -> write.fail(failure));
        return Mono.empty();
    }

    /** To the microsecond, as PostgreSQL keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    protected Disposable begin() {
        return Flux.<Boolean>create(sink -> bell = sink, FluxSink.OverflowStrategy.LATEST)
                .concatMap(_ -> commitAll(), 1)
                .subscribe();
    }

    /** Writes that still wait are failed; by then the web server has answered all its requests. */
    @Override
    public void stop() {
        super.stop();
        bell = null;
        failWaiting();
    }

    private void failWaiting() {
        for (var write = waiting.poll(); write != null; write = waiting.poll()) {
            waitingCount.decrementAndGet();
            write.fail(new WaitingWrite.Overloaded(STOPPING));
        }
    }

    /** Before the web server starts, and after it has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }
}
