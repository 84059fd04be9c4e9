package io.crier.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crier.refusal.RefusalMeters;
import io.crier.refusal.RefusalMeters.Cause;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Turns people away, counts them, and logs each of them once: who it was and what for, never what
 * he showed. However many come, so many lines a second are written, of one of them fewer than of
 * all, so that he hides nobody else; the rest is told by its number.
 */
@Component
public class Denials {
    private static final int LINES_PER_SECOND = 5;
    private static final int LINES_AT_ONCE = 50;

    /** Of one who comes without end. */
    private static final int OWN_LINES_AT_ONCE = 10;

    /** Until he has all of his own again, and need not be kept. */
    private static final Duration FULL = Duration.ofSeconds(OWN_LINES_AT_ONCE);

    /** Each takes some 300 bytes. */
    private static final int MOST_KEPT = 10_000;

    private static final int LONGEST_PATH = 200;

    private static final Logger log = LoggerFactory.getLogger(Denials.class);

    private final ProblemWriter writer;
    private final RefusalMeters meters;
    private final AtomicLong silent = new AtomicLong();
    private final Bucket lines = bucket(LINES_AT_ONCE, LINES_PER_SECOND);
    private final Cache<String, Bucket> ownLines =
            Caffeine.newBuilder()
                    .maximumSize(MOST_KEPT)
                    .expireAfterAccess(FULL)
                    .executor(Runnable::run)
                    .build();

    /** Of those who may not, or may not so often; others failed, and are no matter of people. */
    private static final Set<Integer> TURNED_AWAY = Set.of(401, 403, 429);

    Denials(ProblemWriter writer, RefusalMeters meters) {
        this.writer = writer;
        this.meters = meters;
    }

    private static Bucket bucket(int atOnce, int perSecond) {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(atOnce).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    /**
     * Answers with a problem; headers that it needs were set before.
     *
     * @param who the name of a token's holder, or a client's address
     * @param detail what was wrong and what would be right
     */
    public Mono<Void> answer(
            ServerHttpRequest request,
            ServerHttpResponse response,
            String who,
            HttpStatus status,
            String detail) {
        note(request, who, status.value());
        return writer.write(Problem.of(status, detail), response);
    }

    /**
     * Answers whoever cannot be told whether he may, for what would tell does not answer.
     *
     * @param cause as what it is counted
     */
    public Mono<Void> unavailable(ServerHttpResponse response, Cause cause, String detail) {
        meters.refused(cause);
        return writer.write(Problem.of(HttpStatus.SERVICE_UNAVAILABLE, detail), response);
    }

    /** Counts and logs whom somebody else's answer turns away. */
    public void note(ServerHttpRequest request, String who, int status) {
        meters.refused(Cause.of(status));
        log(request, who, status);
    }

    private void log(ServerHttpRequest request, String who, int status) {
        if (!mayBeWritten(who)) {
            silent.incrementAndGet();
            return;
        }
        var path = request.getURI().getRawPath();
        log.info(
                "refused: status={}, who={}, what={} {}, notLoggedBefore={}",
                status,
                who,
                request.getMethod(),
                path.substring(0, Math.min(path.length(), LONGEST_PATH)),
                silent.getAndSet(0));
    }

    private boolean mayBeWritten(String who) {
        return ownLines.get(who, _ -> bucket(OWN_LINES_AT_ONCE, 1)).tryConsume(1)
                && lines.tryConsume(1);
    }

    /** Whether whoever is answered so is turned away. */
    public static boolean is(int status) {
        return TURNED_AWAY.contains(status);
    }
}
