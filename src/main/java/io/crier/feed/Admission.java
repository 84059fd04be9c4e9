package io.crier.feed;

import io.crier.feed.StreamMeters.Entrance;
import io.crier.load.Shares;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets streams in: so many in all, so many of one client, so many a second. Whoever is turned away
 * costs next to nothing and disturbs nobody.
 */
final class Admission {
    private final FeedSettings settings;
    private final AtomicInteger open = new AtomicInteger();
    private final Shares shares;
    private final ClientPace pace;
    private final Bucket opens;
    private volatile boolean closed;

    Admission(FeedSettings settings) {
        this.settings = settings;
        this.shares = new Shares(settings.maxStreamsPerClient());
        this.pace = new ClientPace(settings);
        // All may come back at once, but not all the time.
        this.opens =
                Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(settings.maxStreams())
                                        .refillGreedy(
                                                settings.maxOpensPerSecond(),
                                                Duration.ofSeconds(1)))
                        .build();
    }

    /**
     * Counts a stream in.
     *
     * @param client who opens it; streams of the same one are counted together
     * @throws TooManyStreams if it must not be opened now
     * @throws TooManyStreamsOfClient if the client has as many open as it may, or opens them faster
     *     than it may
     */
    Place enter(String client) {
        if (closed) {
            throw new TooManyStreams(
                    Entrance.STOPPING, "this server is about to stop, another one takes over");
        }
        if (open.incrementAndGet() > settings.maxStreams()) {
            open.decrementAndGet();
            throw new TooManyStreams(
                    Entrance.FULL, "as many streams are open as may be, " + settings.maxStreams());
        }
        if (!shares.take(client)) {
            open.decrementAndGet();
            throw new TooManyStreamsOfClient(
                    "as many streams are open from this address as may be, %d; close one, or try again later"
                            .formatted(shares.most()));
        }
        var place = new Place(client);
        if (!pace.take(client)) {
            place.leave();
            throw new TooManyStreamsOfClient(
                    "more than %d streams a second are being opened from this address in the long run"
                            .formatted(pace.perSecond()));
        }
        // Last, so that whoever is refused for another reason takes nothing from the others.
        if (!opens.tryConsume(1)) {
            place.leave();
            throw new TooManyStreams(
                    Entrance.TOO_FAST,
                    "more than %d streams a second are being opened"
                            .formatted(settings.maxOpensPerSecond()));
        }
        return place;
    }

    /** Lets nobody in any more. */
    void close() {
        closed = true;
    }

    /** Lets in again, after a stop that was not the last. */
    void reopen() {
        closed = false;
    }

    boolean isClosed() {
        return closed;
    }

    int open() {
        return open.get();
    }

    /** A stream that was counted in. */
    final class Place {
        private final String client;
        private final AtomicBoolean left = new AtomicBoolean();

        private Place(String client) {
            this.client = client;
        }

        /** Counts it out, once. */
        void leave() {
            if (left.compareAndSet(false, true)) {
                open.decrementAndGet();
                shares.giveBack(client);
            }
        }
    }
}
