package io.crier.feed;

import io.crier.announcement.ChangeLog;
import io.crier.announcement.Filter;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Opens streams. */
@Component
public class Feed {
    private final Tail tail;
    private final Catchup catchup;
    private final FeedSettings settings;
    private final ApplicationContext context;
    private final AtomicInteger open = new AtomicInteger();

    private volatile boolean closing;

    Feed(
            Tail tail,
            ChangeLog changeLog,
            FeedSettings settings,
            ApplicationContext context,
            Scheduler timer) {
        this.tail = tail;
        this.catchup = new Catchup(changeLog, timer);
        this.settings = settings;
        this.context = context;
    }

    /**
     * The changes that follow the start and concern the filter, as server-sent events: one step
     * after the other, each of which gives a buffer of one or more whole events, not to be changed,
     * or nothing.
     *
     * <p>The first buffer begins with a {@code bookmark}, before which a {@code reset} tells a
     * client whose start cannot be continued. There is no last one, but a {@code goaway} when Crier
     * stops. A step looks for what comes next when it is subscribed to, and waits where there is
     * nothing yet; they are to be subscribed to in order, one at a time. So nothing is made for a
     * client that cannot take it: one that is slow falls back in the log and catches up from there,
     * for as long as the log is kept. Buffers come on whichever thread had the change; cancelling
     * ends it at once. Fails with {@link TooManyStreams} before the first step, or with what the
     * database fails with.
     *
     * @param snapshot where a client whose start cannot be continued reads what is there
     */
    public Flux<Mono<ByteBuffer>> open(Start start, Filter filter, String snapshot) {
        return Flux.defer(() -> {
            if (open.incrementAndGet() > settings.maxStreams()) {
                open.decrementAndGet();
                return Flux.error(new TooManyStreams(settings.maxStreams()));
            }
            return tail.feedstock()
                    .flatMapMany(feedstock ->
                            new Stream(feedstock, tail, catchup, filter, snapshot, () -> closing)
                                    .from(start))
                    .doFinally(_ -> open.decrementAndGet());
        });
    }

    /**
     * Ends the streams before the web server waits for its requests to end, which would take as
     * long as it may.
     */
    @EventListener
    void close(ContextClosedEvent event) {
        if (event.getApplicationContext().equals(context)) {
            closing = true;
            tail.waiters().wake();
        }
    }
}
