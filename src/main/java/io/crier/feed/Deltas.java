package io.crier.feed;

import io.crier.announcement.ChangeLog;
import io.crier.announcement.Cursor;
import io.crier.announcement.LatestChanges;
import io.crier.announcement.LatestChanges.Latest;
import io.crier.feed.Tail.Feedstock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.pool.Pool;
import reactor.pool.PoolBuilder;

/** Tells changes to those who ask for them now and then. */
@Component
public class Deltas {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Readings of latest changes at once, a part of the connections to the database. */
    private static final int MOST_READING = 3;

    private final Tail tail;
    private final Watch watch;
    private final Catchup catchup;
    private final LatestChanges latestChanges;
    private final ApplicationContext context;
    private final Scheduler timer;
    private final Pool<Boolean> turns =
            PoolBuilder.from(Mono.just(true)).sizeBetween(0, MOST_READING).buildPool();

    private volatile boolean closing;

    Deltas(
            Tail tail,
            Watch watch,
            ChangeLog changeLog,
            LatestChanges latestChanges,
            ApplicationContext context,
            Scheduler timer) {
        this.tail = tail;
        this.watch = watch;
        this.catchup = new Catchup(changeLog, timer);
        this.latestChanges = latestChanges;
        this.context = context;
        this.timer = timer;
    }

    /**
     * The changes that follow the start and concern the filter, as many as fit into one answer:
     * those that are there already, or else those that come first while it is waited; none, once
     * the time is over. One that starts now is told at once where now is.
     *
     * <p>Fails with {@link UnknownCursor} where the start cannot be continued, with {@link
     * TooManyWaiting}, or with what the database fails with. Comes on a thread of the timer, or of
     * whoever had the change. Cancelling ends it at once.
     */
    public Mono<Delta> read(DeltaQuery query) {
        return tail.feedstock()
                .timeout(
                        PATIENCE,
                        Mono.error(() -> new QueryTimeoutException("the log's end is not known")),
                        timer)
                .flatMap(feedstock -> read(query, feedstock));
    }

    private Mono<Delta> read(DeltaQuery query, Feedstock feedstock) {
        var head = feedstock.ring().head();
        return switch (query.start()) {
            case Start.Now _ -> Mono.just(nothing(feedstock, head));
            case Start.Unreadable _ ->
                    Mono.error(refusal(ResetReason.UNREADABLE, query, feedstock));
            case Start.Beginning _ ->
                    catchup.bounds().flatMap(bounds -> gather(query, feedstock, bounds.floor()));
            case Start.After(var cursor) when !cursor.epoch().equals(feedstock.epoch()) ->
                    Mono.error(refusal(ResetReason.OTHER_EPOCH, query, feedstock));
            case Start.After(var cursor) when cursor.position() <= head ->
                    gather(query, feedstock, cursor.position());
            // Another process may have told of it already.
            case Start.After(var cursor) ->
                    catchup.bounds()
                            .flatMap(bounds ->
                                    cursor.position() <= bounds.head()
                                            ? gather(query, feedstock, cursor.position())
                                            : Mono.error(
                                                    refusal(ResetReason.FUTURE, query, feedstock)));
        };
    }

    private static Delta nothing(Feedstock feedstock, long position) {
        return new Delta(List.of(), new Cursor(feedstock.epoch(), position).toString(), false);
    }

    private Mono<Delta> gather(DeltaQuery query, Feedstock feedstock, long from) {
        return new Gathering(
                        way(query, feedstock, from),
                        query.limit(),
                        query.patience(),
                        position ->
                                watch.until(
                                        query.filter(),
                                        () ->
                                                feedstock.ring().head() > position
                                                        || closing
                                                        || !tail.isFedFrom(feedstock)),
                        () -> closing || !tail.isFedFrom(feedstock),
                        timer)
                .delta();
    }

    private Way way(DeltaQuery query, Feedstock feedstock, long from) {
        return switch (query.which()) {
            case ALL ->
                    new EveryChange(
                            feedstock,
                            catchup,
                            query.filter(),
                            from,
                            reason -> refusal(reason, query, feedstock));
            case LATEST ->
                    new LatestWalk(
                            feedstock,
                            this::latest,
                            query.filter(),
                            from,
                            query.reached(),
                            reason -> refusal(reason, query, feedstock));
        };
    }

    private Mono<Latest> latest(long since, long reached) {
        return turns.withPoolable(_ -> latestChanges.after(since, reached))
                .single()
                .timeout(
                        PATIENCE,
                        Mono.error(() ->
                                new QueryTimeoutException(
                                        "the database was silent for " + PATIENCE)),
                        timer);
    }

    private static UnknownCursor refusal(
            ResetReason reason, DeltaQuery query, Feedstock feedstock) {
        return new UnknownCursor(
                reason, new Cursor(feedstock.epoch(), feedstock.ring().head()), query.snapshot());
    }

    /** Answers those who wait before the web server waits for them. */
    @EventListener
    void close(ContextClosedEvent event) {
        if (event.getApplicationContext().equals(context)) {
            closing = true;
            watch.wakeAll();
        }
    }
}
