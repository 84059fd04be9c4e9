package io.crier.feed;

import io.crier.announcement.Cursor;
import io.crier.announcement.LatestChanges;
import io.crier.announcement.LatestChanges.Latest;
import io.crier.database.Patience;
import io.crier.feed.Tail.Feedstock;
import io.crier.load.Capacity;
import io.crier.load.Demand;
import io.crier.load.Turns;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Tells changes to those who ask for them now and then. */
@Component
public class Deltas {
    /** Readings of latest changes at once, a part of the connections to the database. */
    private static final int MOST_READING = 3;

    private final Tail tail;
    private final Watch watch;
    private final Catchup catchup;
    private final LatestChanges latestChanges;
    private final StreamMeters meters;
    private final ApplicationContext context;
    private final Capacity capacity;
    private final Scheduler timer;
    private final Turns turns;
    private final LastNews lastNews = new LastNews();

    private volatile boolean closing;

    Deltas(
            Tail tail,
            Watch watch,
            Catchup catchup,
            FeedSettings settings,
            LatestChanges latestChanges,
            StreamMeters meters,
            ApplicationContext context,
            Capacity capacity,
            Scheduler timer) {
        this.tail = tail;
        this.watch = watch;
        this.catchup = catchup;
        this.latestChanges = latestChanges;
        this.meters = meters;
        this.context = context;
        this.capacity = capacity;
        this.timer = timer;
        this.turns = new Turns(MOST_READING, settings.maxCatchups(), Deltas::tooMany);
    }

    /**
     * The changes that follow the start and concern the filter, as many as fit into one answer:
     * those that are there already, or else those that come first while it is waited; none, once
     * the time is over. One that starts now is told at once where now is.
     *
     * <p>Fails with {@link UnknownCursor} where the start cannot be continued, with {@link
     * TooManyWaiting} or {@link TooManyWaitingOfClient}, where what is not in memory may not be
     * read at the moment as {@link Capacity} does, or with what the database fails with. Comes on a
     * thread of the timer, or of whoever had the change. Cancelling ends it at once.
     *
     * @param client who asks; those that wait of one client are limited
     */
    public Mono<Delta> read(DeltaQuery query, String client) {
        return tail.feedstock().flatMap(feedstock -> read(query, client, feedstock));
    }

    /**
     * Whether an earlier answer to the query still holds, so that it need not be told again. This
     * is known from memory alone; false where memory cannot tell. Comes on a thread of the timer.
     *
     * <p>An answer after which there was more is a stretch of the way: what came since is told
     * further on, and it holds for as long as what it begins with is kept. The last one holds until
     * something concerns the filter; its cursor may be older than it could be, but misses nothing.
     *
     * @param end up to where the answer told
     * @param more whether something followed already
     */
    public Mono<Boolean> holds(DeltaQuery query, Cursor end, boolean more) {
        return Mono.fromSupplier(() -> holds(query, end, more, tail.current())).subscribeOn(timer);
    }

    private boolean holds(
            DeltaQuery query, Cursor end, boolean more, @Nullable Feedstock feedstock) {
        return feedstock != null
                && end.epoch().equals(feedstock.epoch())
                && end.position() <= feedstock.ring().head()
                && isKept(query.start(), end, feedstock)
                && (more || lastNews.isNoneSince(end.position(), query.filter(), feedstock));
    }

    /** Whether the way from the start to the end could still be gone. */
    private boolean isKept(Start start, Cursor end, Feedstock feedstock) {
        return switch (start) {
            case Start.Now _ -> true;
            case Start.After(var cursor) ->
                    cursor.epoch().equals(end.epoch())
                            && cursor.position() <= end.position()
                            && (cursor.position() >= tail.floor()
                                    || !feedstock.ring().isBehind(cursor.position()));
            // What is kept begins later meanwhile, perhaps.
            case Start.Beginning _ -> false;
            case Start.Unreadable _ -> false;
        };
    }

    private Mono<Delta> read(DeltaQuery query, String client, Feedstock feedstock) {
        return Begin.of(query.start(), feedstock, catchup::bounds)
                .flatMap(begin -> gather(query, client, feedstock, begin));
    }

    private Mono<Delta> gather(DeltaQuery query, String client, Feedstock feedstock, Begin begin) {
        if (begin.reset() != null) {
            return Mono.error(refusal(begin.reset(), query, feedstock));
        }
        if (feedstock.ring().isBehind(begin.position())) {
            capacity.require(Demand.READ);
            if (catchup.isBusy()) {
                return Mono.error(tooMany());
            }
        }
        return new Gathering(
                        way(query, feedstock, begin.position()),
                        query.limit(),
                        query.start() instanceof Start.Now ? Duration.ZERO : query.patience(),
                        position ->
                                watch.until(
                                        client,
                                        query.filter(),
                                        () ->
                                                feedstock.ring().head() > position
                                                        || isOver(feedstock)),
                        () -> isOver(feedstock),
                        timer)
                .delta();
    }

    /** Nothing more comes, by this ring at any rate. */
    private boolean isOver(Feedstock feedstock) {
        return closing || !feedstock.equals(tail.current());
    }

    private Way way(DeltaQuery query, Feedstock feedstock, long from) {
        return switch (query.which()) {
            case ALL ->
                    new EveryChange(
                            feedstock,
                            catchup,
                            query.filter(),
                            query.fields(),
                            from,
                            reason -> refusal(reason, query, feedstock));
            case LATEST ->
                    new LatestWalk(
                            feedstock,
                            this::latest,
                            query.filter(),
                            query.fields(),
                            from,
                            query.reached(),
                            reason -> refusal(reason, query, feedstock));
        };
    }

    private Mono<Latest> latest(long since, long reached) {
        var reading =
                Mono.defer(() -> {
                    capacity.require(Demand.READ);
                    return latestChanges.after(since, reached);
                });
        return Patience.with(turns.take(reading), Waiters.PATIENCE, timer);
    }

    private static TooManyWaiting tooMany() {
        return new TooManyWaiting("too many clients catch up with the log");
    }

    private UnknownCursor refusal(ResetReason reason, DeltaQuery query, Feedstock feedstock) {
        meters.reset(reason);
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
