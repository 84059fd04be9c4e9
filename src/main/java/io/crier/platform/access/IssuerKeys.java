package io.crier.platform.access;

import io.github.bucket4j.Bucket;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Checks tokens with the keys that their issuer publishes. They are fetched when the first token
 * comes, when one names a key that is not known, and every ten minutes, since a key may be
 * withdrawn; while the issuer is away, those that are known stay, and that is logged once.
 */
final class IssuerKeys implements ReactiveJwtDecoder {
    private static final Duration FRESH = Duration.ofMinutes(10);

    /** Until an issuer that was away is asked again. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * Keys are fetched anew for a token that names one that is not known, which anybody can make
     * up: so many at once, and one a second.
     */
    private static final int FETCHES = 10;

    /**
     * Signatures that are checked with a public key alone: with any other kind, whoever knows the
     * public key could sign.
     */
    private static final Set<SignatureAlgorithm> ALGORITHMS =
            EnumSet.allOf(SignatureAlgorithm.class);

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

    private final String issuer;
    private final OAuth2TokenValidator<Jwt> validator;
    private final InstantSource clock;
    private final WebClient client = client();
    private final AtomicReference<Instant> renewal;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile ReactiveJwtDecoder current;

    /**
     * @param validator of what a token says
     */
    IssuerKeys(String issuer, OAuth2TokenValidator<Jwt> validator, InstantSource clock) {
        this.issuer = issuer;
        this.validator = validator;
        this.clock = clock;
        this.renewal = new AtomicReference<>(clock.instant().plus(FRESH));
        this.current = unread();
    }

    /** One that knows no keys yet. */
    private ReactiveJwtDecoder unread() {
        var decoder =
                NimbusReactiveJwtDecoder.withIssuerLocation(issuer)
                        .webClient(client)
                        .jwsAlgorithms(algorithms -> algorithms.addAll(ALGORITHMS))
                        .validateType(false)
                        .build();
        decoder.setJwtValidator(validator);
        return decoder;
    }

    private static WebClient client() {
        var fetches =
                Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(FETCHES).refillGreedy(1, Duration.ofSeconds(1)))
                        .build();
        ExchangeFilterFunction sparing =
                (request, next) ->
                        fetches.tryConsume(1)
                                ? next.exchange(request)
                                : Mono.error(
                                        new IllegalStateException(
                                                "the issuer is asked for its keys too often"));
        return WebClient.builder()
                .clientConnector(
                        new ReactorClientHttpConnector(
                                HttpClient.create()
                                        .responseTimeout(PATIENCE)
                                        .option(
                                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                                (int) PATIENCE.toMillis())))
                .filter(sparing)
                .build();
    }

    @Override
    public Mono<Jwt> decode(String token) {
        return current.decode(token)
                .flatMap(jwt -> isToBeRenewed() ? renewed(token, jwt) : Mono.just(jwt));
    }

    /** For one token that was good, while the others are checked as before. */
    private boolean isToBeRenewed() {
        var due = renewal.get();
        var now = clock.instant();
        return !now.isBefore(due) && renewal.compareAndSet(due, now.plus(PAUSE));
    }

    /** Of a token that was good with the keys that are known. */
    private Mono<Jwt> renewed(String token, Jwt known) {
        var next = unread();
        return next.decode(token)
                .doOnNext(_ -> take(next))
                .doOnError(BadJwtException.class, _ -> take(next))
                .onErrorResume(
                        failure -> !(failure instanceof BadJwtException),
                        failure -> {
                            keep(failure);
                            return Mono.just(known);
                        });
    }

    private void keep(Throwable failure) {
        if (!away.getAndSet(true)) {
            log.warn(
                    "the keys of {} could not be renewed, and those that are known stay good meanwhile: {}",
                    issuer,
                    NestedExceptionUtils.getMostSpecificCause(failure).toString());
        }
    }

    private void take(ReactiveJwtDecoder next) {
        current = next;
        renewal.set(clock.instant().plus(FRESH));
        if (away.getAndSet(false)) {
            log.info("the keys of {} were renewed again", issuer);
        }
    }
}
