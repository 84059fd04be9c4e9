package io.crier.platform.access;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Tokens made, listed and revoked; who did it is logged. */
@RestController
@RequestMapping("/v1/tokens")
class TokensController {
    private static final Pattern ID =
            Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final byte[] NO_BODY = {};

    private static final Logger log = LoggerFactory.getLogger(TokensController.class);

    private final NamedTokens tokens;
    private final ShownTokens shown;
    private final StreamPermits streams;
    private final JsonMapper mapper;
    private final InstantSource clock;

    TokensController(
            NamedTokens tokens,
            ShownTokens shown,
            StreamPermits streams,
            JsonMapper mapper,
            InstantSource clock) {
        this.tokens = tokens;
        this.shown = shown;
        this.streams = streams;
        this.mapper = mapper;
        this.clock = clock;
    }

    record TokenLimits(@Nullable List<String> topics, @Nullable String source) {
        static @Nullable TokenLimits of(@Nullable Bounds bounds) {
            return bounds == null
                    ? null
                    : new TokenLimits(
                            bounds.topics().isEmpty() ? null : bounds.topics(), bounds.source());
        }
    }

    record TokenAnswer(
            UUID id,
            String name,
            List<String> scopes,
            @Nullable TokenLimits limits,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant expiresAt) {
        static TokenAnswer of(NamedToken token) {
            return new TokenAnswer(
                    token.id(),
                    token.name(),
                    token.scopes().stream().map(Scope::word).sorted().toList(),
                    TokenLimits.of(token.bounds()),
                    token.createdAt(),
                    token.lastUsedAt(),
                    token.expiresAt());
        }
    }

    /**
     * A token that was made.
     *
     * @param secret what is to be shown; it is told now and never again
     */
    record MadeAnswer(@JsonUnwrapped TokenAnswer token, String secret) {}

    record ListAnswer(List<TokenAnswer> items) {}

    @PostMapping(
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<MadeAnswer>> add(
            @RequestBody(required = false) byte @Nullable [] body, Bearer bearer) {
        return Mono.fromCallable(() -> wanted(body == null ? NO_BODY : body, bearer))
                .zipWith(secret())
                .flatMap(both -> add(both.getT1(), both.getT2()))
                .doOnNext(made ->
                        log.info(
                                "token made: name={}, scopes={}, by={}",
                                made.token().name(),
                                made.token().scopes(),
                                bearer.getName()))
                .map(made ->
                        ResponseEntity.created(URI.create("/v1/tokens/" + made.token().id()))
                                .body(made));
    }

    /** Away from the event loop: it may have to wait for randomness. */
    private static Mono<Secret> secret() {
        return Mono.fromCallable(() -> Secret.random(Secret.Kind.TOKEN))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<MadeAnswer> add(NamedToken.Wanted wanted, Secret secret) {
        return tokens.add(wanted, secret.hash())
                .map(token -> new MadeAnswer(TokenAnswer.of(token), secret.text()));
    }

    private NamedToken.Wanted wanted(byte[] body, Bearer bearer) {
        var wanted = TokenBody.read(body, mapper, clock.instant());
        var own = bearer.grant().scopes();
        if (!own.containsAll(wanted.scopes())) {
            throw new TokenBeyondOwn(own);
        }
        refuseLonger(wanted.expiresAt(), bearer.grant());
        return wanted;
    }

    /**
     * A named token ends when somebody wanted it to, and so does what it makes. A JWT ends since
     * its issuer gives the next one, which says nothing of what is made with it.
     */
    private static void refuseLonger(@Nullable Instant expiresAt, Grant own) {
        var until = own.until();
        if (own.token() == null || until == null) {
            return;
        }
        if (expiresAt == null || expiresAt.isAfter(until)) {
            throw new InvalidInput(
                    new Violation(
                            "expiresAt",
                            expiresAt == null ? null : expiresAt.toString(),
                            "an end no later than that of the token that it is made with, "
                                    + until));
        }
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ListAnswer> list(@RequestParam MultiValueMap<String, String> parameters) {
        return Mono.fromCallable(() -> refuseAny(parameters))
                .flatMap(_ -> tokens.list())
                .map(all -> new ListAnswer(all.stream().map(TokenAnswer::of).toList()));
    }

    private static boolean refuseAny(MultiValueMap<String, String> parameters) {
        if (parameters.isEmpty()) {
            return true;
        }
        throw new InvalidInput(
                parameters.keySet().stream()
                        .map(name -> new Violation(name, null, "no parameters"))
                        .toList());
    }

    /** It is good for nothing from now on here, and from some seconds later at other replicas. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(@PathVariable String id, Bearer bearer) {
        return Mono.fromCallable(() -> id(id))
                .flatMap(token -> tokens.remove(token).doOnNext(_ -> streams.end(token)))
                .doOnNext(name -> {
                    shown.forget();
                    log.info("token revoked: name={}, by={}", name, bearer.getName());
                })
                .then();
    }

    private static UUID id(String text) {
        if (!ID.matcher(text).matches()) {
            throw new UnknownToken(text);
        }
        return UUID.fromString(text);
    }
}
