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

/** Opens streams. */
@Component
public class Feed {
    private final Tail tail;
    private final Catchup catchup;
    private final FeedSettings settings;
    private final ApplicationContext context;
    private final AtomicInteger open = new AtomicInteger();

    private volatile boolean closing;

    Feed(Tail tail, ChangeLog changeLog, FeedSettings settings, ApplicationContext context) {
        this.tail = tail;
        this.catchup = new Catchup(changeLog);
        this.settings = settings;
        this.context = context;
    }

    /**
     * The changes that follow the start and concern the filter, as server-sent events, each buffer
     * one or more whole events and not to be changed.
     *
     * <p>Begins with a {@code bookmark}, before which a {@code reset} tells a client whose start
     * cannot be continued. Never completes, but with a {@code goaway} when Crier stops. Asks for
     * nothing that the subscriber has not requested: one that is slow falls back in the log and
     * catches up from there, for as long as the log is kept. Buffers come on whichever thread had
     * the change; cancelling ends it at once. Fails with {@link TooManyStreams} when subscribed, or
     * with what the database fails with.
     *
     * @param snapshot where a client whose start cannot be continued reads what is there
     */
    public Flux<ByteBuffer> open(Start start, Filter filter, String snapshot) {
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

    /** How many streams are open. */
    int open() {
        return open.get();
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
