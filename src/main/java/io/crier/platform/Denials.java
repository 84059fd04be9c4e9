package io.crier.platform;

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
 * he showed. However many come, so many lines a second are written, and the rest told by their
 * number.
 */
@Component
public class Denials {
    private static final int LINES_PER_SECOND = 5;
    private static final int LINES_AT_ONCE = 50;
    private static final int LONGEST_PATH = 200;

    private static final Logger log = LoggerFactory.getLogger(Denials.class);

    private final ProblemWriter writer;
    private final RefusalMeters meters;
    private final AtomicLong silent = new AtomicLong();
    private final Bucket lines =
            Bucket.builder()
                    .addLimit(limit ->
                            limit.capacity(LINES_AT_ONCE)
                                    .refillGreedy(LINES_PER_SECOND, Duration.ofSeconds(1)))
                    .build();

    /** Of those who may not, or may not so often; others failed, and are no matter of people. */
    private static final Set<Integer> TURNED_AWAY = Set.of(401, 403, 429);

    Denials(ProblemWriter writer, RefusalMeters meters) {
        this.writer = writer;
        this.meters = meters;
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

    /** Counts an answer, and logs whom it turns away. */
    void note(ServerHttpRequest request, String who, int status) {
        meters.refused(Cause.of(status));
        if (!is(status)) {
            return;
        }
        if (!lines.tryConsume(1)) {
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

    /** Whether whoever is answered so is turned away. */
    static boolean is(int status) {
        return TURNED_AWAY.contains(status);
    }
}
