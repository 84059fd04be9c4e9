package io.crier.feed;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Ends the streams before Crier stops, spread over a while, so that their clients do not come back
 * all at once to whichever server takes over.
 */
@Component
class Drain implements SmartLifecycle {
    /** A handful of streams is no herd: they are not made to wait for as long as it may take. */
    private static final Duration PER_STREAM = Duration.ofMillis(100);

    /** For the last words to get through. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration LOOK = Duration.ofMillis(20);

    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    private final Feed feed;
    private final FeedSettings settings;
    private final ObjectProvider<DefaultLifecycleProcessor> lifecycle;
    private final Scheduler timer;
    private volatile boolean running;
    private @Nullable Disposable work;

    Drain(
            Feed feed,
            FeedSettings settings,
            ObjectProvider<DefaultLifecycleProcessor> lifecycle,
            Scheduler timer) {
        this.feed = feed;
        this.settings = settings;
        this.lifecycle = lifecycle;
        this.timer = timer;
    }

    @Override
    public void start() {
        var longest = settings.drain().plus(GRACE).plus(GRACE);
        lifecycle.ifAvailable(
                processor -> processor.setTimeoutForShutdownPhase(getPhase(), longest.toMillis()));
        feed.reopen();
        running = true;
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        var streams = feed.streams();
        var spread = spread(streams);
        if (streams > 0) {
            log.info("ending streams: count={}, over={}", streams, spread);
        }
        feed.drain(spread.toNanos());
        work =
                Flux.interval(Duration.ZERO, LOOK, timer)
                        .takeUntil(_ -> feed.streams() == 0)
                        .take(spread.plus(GRACE), timer)
                        .doFinally(_ -> {
                            feed.close();
                            callback.run();
                        })
                        .subscribe();
    }

    private Duration spread(int streams) {
        var enough = PER_STREAM.multipliedBy(streams);
        return enough.compareTo(settings.drain()) < 0 ? enough : settings.drain();
    }

    @Override
    public void stop() {
        if (work != null) {
            work.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server begins to stop: streams would hold it up for as long as it waits. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
