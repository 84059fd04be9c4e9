package io.crier.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * How fast one client may open streams: of what all may open in a second the part that it may have
 * of all that are open, and for a moment as many as it may have, since all of a campus come back at
 * once after a lost network.
 */
final class ClientPace {
    /** Whoever may have but one may still load a page anew a few times. */
    private static final int LEAST_AT_ONCE = 10;

    /** Each takes some 300 bytes; with more than these some are as good as new too early. */
    private static final int MOST = 20_000;

    private final boolean limited;
    private final int atOnce;
    private final int perSecond;
    private final Cache<String, Bucket> buckets;

    ClientPace(FeedSettings settings) {
        var share = settings.maxStreamsPerClient();
        this.limited = share > 0;
        this.atOnce = Math.max(share, LEAST_AT_ONCE);
        var part = (long) settings.maxOpensPerSecond() * share / settings.maxStreams();
        this.perSecond = Math.clamp(part, 1, settings.maxOpensPerSecond());
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(MOST)
                        // Whoever opened none for that long has all there is again.
                        .expireAfterAccess(Duration.ofSeconds(1L + atOnce / perSecond))
                        .executor(Runnable::run)
                        .build();
    }

    /** Whether the client may open one now, which counts. */
    boolean take(String client) {
        return !limited || buckets.get(client, _ -> full()).tryConsume(1);
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(atOnce).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    int perSecond() {
        return perSecond;
    }
}
