package io.crier.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crier.background.BackgroundWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * How long the streams that were opened with a token may go on, what waits be answered, and the
 * lines of a batch be carried out: until it is over, or some seconds after it was revoked at
 * whichever replica. Those of one token share what is known of it, and while there are none nothing
 * is asked.
 */
@Component
public class StreamPermits extends BackgroundWork {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(StreamPermits.class);

    private final NamedTokens tokens;
    private final InstantSource clock;
    private final Scheduler timer;

    /**
     * Of tokens with streams, waits or batches, which hold what is in here; there are no more than
     * tokens.
     */
    private final Cache<UUID, Standing> standings =
            Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

    StreamPermits(NamedTokens tokens, InstantSource clock, Scheduler timer) {
        this.tokens = tokens;
        this.clock = clock;
        this.timer = timer;
    }

    /** Whether a token is still there. */
    private static final class Standing {
        private volatile boolean ended;
    }

    /**
     * Tells, for whoever was let in, whether a stream of his may go on; costs next to nothing, and
     * may be asked on any thread. Where no token had to be shown it may for ever.
     */
    public Mono<BooleanSupplier> of(ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .ofType(Bearer.class)
                .map(this::of)
                .defaultIfEmpty(() -> true);
    }

    /**
     * What was waited for; it fails with an {@link InvalidBearerTokenException} where whoever waits
     * may no longer know it.
     */
    public <T> Mono<T> stillFor(ServerWebExchange exchange, Mono<T> awaited) {
        return of(exchange)
                .flatMap(permitted ->
                        awaited.handle((value, sink) -> {
                            if (permitted.getAsBoolean()) {
                                sink.next(value);
                            } else {
                                sink.error(new InvalidBearerTokenException("it ended meanwhile"));
                            }
                        }));
    }

    /** The same for a bearer who is known already. */
    public BooleanSupplier of(Bearer bearer) {
        var token = bearer.grant().token();
        var until = bearer.grant().until();
        if (token == null) {
            return () -> isBefore(until);
        }
        var standing = standings.get(token, _ -> new Standing());
        return () -> !standing.ended && isBefore(until);
    }

    private boolean isBefore(@Nullable Instant until) {
        return until == null || clock.instant().isBefore(until);
    }

    /** The token was revoked here. */
    void end(UUID token) {
        var standing = standings.getIfPresent(token);
        if (standing != null) {
            standing.ended = true;
        }
    }

    /** Looks which tokens are no longer there. */
    Mono<Void> look() {
        var asked = Set.copyOf(standings.asMap().keySet());
        if (asked.isEmpty()) {
            return Mono.empty();
        }
        return tokens.among(asked)
                .timeout(BETWEEN_LOOKS, timer)
                .doOnNext(there ->
                        asked.stream().filter(token -> !there.contains(token)).forEach(this::end))
                // What holds is not known; it is asked again soon.
                .doOnError(failure ->
                        log.debug("tokens could not be looked up: {}", failure.toString()))
                .onErrorComplete()
                .then();
    }

    @Override
    protected Disposable begin() {
        return Flux.interval(BETWEEN_LOOKS, timer)
                .onBackpressureDrop()
                .concatMap(_ -> look(), 1)
                .subscribe();
    }
}
