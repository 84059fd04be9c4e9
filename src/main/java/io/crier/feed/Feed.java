package io.crier.feed;

import io.crier.announcement.Filter;
import io.crier.feed.StreamMeters.Entrance;
import io.crier.feed.Tail.Feedstock;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens streams. */
@Component
public class Feed {
    private final Tail tail;
    private final Catchup catchup;
    private final FeedSettings settings;
    private final StreamMeters meters;
    private final InstantSource clock;
    private final Admission admission;
    private final Groups groups = new Groups();
    private final Map<ScheduledExecutorService, Loop> loops = new ConcurrentHashMap<>();

    Feed(
            Tail tail,
            Catchup catchup,
            FeedSettings settings,
            StreamMeters meters,
            InstantSource clock) {
        this.tail = tail;
        this.catchup = catchup;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        this.admission = new Admission(settings);
        meters.watch(admission, groups);
        tail.onNews(this::wake);
    }

    /**
     * Lets a stream in, of the changes that follow the start and concern the filter, as server-sent
     * events.
     *
     * <p>It begins with a {@code bookmark}, before which a {@code reset} tells a client whose start
     * cannot be continued. It has no end but a {@code goaway}, when Crier stops or the stream has
     * lived for as long as it may. One that is slow falls back in the log and catches up from
     * there, for as long as the log is kept.
     *
     * <p>Fails with {@link TooManyStreams} or {@link TooManyStreamsOfClient}, or with what the
     * database fails with. Whoever cancels before the opening is there has nothing to close.
     *
     * @param snapshot where a client whose start cannot be continued reads what is there
     * @param client who asks; streams of one client are limited
     * @param permitted whether the client may still listen; asked about once a second, on the event
     *     loop of the stream, which ends as if its time were over when it no longer holds
     */
    public Mono<Opening> open(
            Start start, Filter filter, String snapshot, String client, BooleanSupplier permitted) {
        return Mono.defer(
                        () -> {
                            var place = admission.enter(client);
                            return tail.feedstock()
                                    .flatMap(feedstock ->
                                            begin(start, feedstock)
                                                    .map(begin ->
                                                            new Opening(
                                                                    this,
                                                                    feedstock,
                                                                    groups.join(filter, snapshot),
                                                                    place,
                                                                    permitted,
                                                                    begin.position(),
                                                                    begin.first(
                                                                            feedstock, snapshot))))
                                    .doOnError(_ -> place.leave())
                                    .doOnCancel(place::leave);
                        })
                .doOnNext(_ -> meters.opened())
                .doOnError(meters::refused);
    }

    private Mono<Begin> begin(Start start, Feedstock feedstock) {
        return Begin.of(start, feedstock, catchup::bounds)
                .doOnNext(begin -> {
                    if (catchup.isBusy() && feedstock.ring().isBehind(begin.position())) {
                        throw new TooManyStreams(
                                Entrance.CATCHING_UP, "too many clients catch up with the log");
                    }
                    if (begin.reset() != null) {
                        meters.reset(begin.reset());
                    }
                });
    }

    Loop loop(ScheduledExecutorService eventLoop) {
        return loops.computeIfAbsent(
                eventLoop,
                executor ->
                        new Loop(
                                executor,
                                tail::current,
                                catchup,
                                settings,
                                new Tally(meters, clock)));
    }

    void leave(Group group) {
        groups.leave(group);
    }

    /** How the feed is at the moment; asks nobody, and so takes no time. */
    public FeedState state() {
        var known = tail.current();
        var log =
                known == null
                        ? null
                        : new FeedState.Log(known.epoch(), tail.floor(), known.ring().head());
        return new FeedState(
                log,
                tail.age(),
                settings.maxTailAge(),
                tail.line(),
                admission.isClosed(),
                admission.open());
    }

    private void wake() {
        loops().forEach(Loop::wake);
    }

    /** Event loops go when the web server stops, and others come when it starts again. */
    private Collection<Loop> loops() {
        loops.values().removeIf(Loop::hasGone);
        return loops.values();
    }

    /** Lets streams in, as it does from the beginning, after a stop that was not the last. */
    void reopen() {
        admission.reopen();
    }

    /** Lets nobody in any more and ends the streams, evenly over so many nanoseconds. */
    void drain(long nanos) {
        admission.close();
        loops().forEach(loop -> loop.later(() -> loop.drain(nanos)));
    }

    boolean isClosing() {
        return admission.isClosed();
    }

    int streams() {
        return admission.open();
    }

    /** Ends what is left of the streams. */
    void close() {
        loops().forEach(loop -> loop.later(loop::close));
    }
}
