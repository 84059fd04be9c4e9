package io.crier.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;

/**
 * So much a second for each of many, and ten times as much at once. To let one in takes one lookup
 * in memory, and nobody waits for another.
 */
final class Rates {
    /** What comes at once, in seconds' worth. */
    private static final int AT_ONCE = 10;

    /** Whoever asked for nothing for that long has all there is again, and need not be kept. */
    private static final Duration FULL = Duration.ofSeconds(AT_ONCE);

    /** Each takes some 300 bytes; with more than these some have more than their share. */
    private static final int MOST = 20_000;

    private final String name;
    private final int perSecond;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(MOST)
                    .expireAfterAccess(FULL)
                    .executor(Runnable::run)
                    .build();

    /**
     * @param name of the policy, as clients are told it
     */
    Rates(String name, int perSecond) {
        this.name = name;
        this.perSecond = perSecond;
    }

    private Bucket bucket(String key) {
        return buckets.get(
                key,
                _ ->
                        Bucket.builder()
                                .addLimit(limit ->
                                        limit.capacity((long) perSecond * AT_ONCE)
                                                .refillGreedy(perSecond, Duration.ofSeconds(1)))
                                .build());
    }

    /**
     * Takes one for whoever the key stands for, where there is one left; tells whether there was,
     * and what is left.
     */
    ConsumptionProbe probe(String key) {
        return bucket(key).tryConsumeAndReturnRemaining(1);
    }

    /** Tells the policy and what is left of it (draft-ietf-httpapi-ratelimit-headers-10). */
    void tell(HttpHeaders headers, ConsumptionProbe probe) {
        headers.set(
                "RateLimit-Policy",
                "\"%s\";q=%d;w=%d".formatted(name, (long) perSecond * AT_ONCE, AT_ONCE));
        headers.set(
                "RateLimit",
                "\"%s\";r=%d;t=%d"
                        .formatted(
                                name,
                                probe.getRemainingTokens(),
                                seconds(probe.getNanosToWaitForReset())));
    }

    /** After how many seconds there is one again; at least one. */
    static long wait(ConsumptionProbe probe) {
        return Math.max(1, seconds(probe.getNanosToWaitForRefill()));
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }
}
