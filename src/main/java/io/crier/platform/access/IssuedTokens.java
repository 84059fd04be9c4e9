package io.crier.platform.access;

import io.github.bucket4j.Bucket;
import io.netty.channel.ChannelOption;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Tokens that an issuer elsewhere gives: JWTs (RFC 7519, RFC 9068), signed with a key that it
 * publishes, for this Crier, and not over. The issuer is first asked when the first of its tokens
 * is shown; that it is away keeps nobody else out.
 */
@Component
class IssuedTokens {
    /** How far the issuer's clock may be off. */
    private static final Duration SKEW = Duration.ofSeconds(60);

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

    private static final List<String> NAMES = List.of(JwtClaimNames.SUB, "client_id", "azp");
    private static final List<String> SCOPES = List.of("scope", "scp");
    private static final Pattern UNREADABLE = Pattern.compile("[^\\x21-\\x7E]+");
    private static final int LONGEST_NAME = 100;

    private final @Nullable ReactiveJwtDecoder decoder;

    IssuedTokens(IssuerSettings settings, InstantSource clock) {
        this.decoder =
                settings.issuerUri() == null
                        ? null
                        : decoder(settings.issuerUri(), settings.audiences(), clock);
    }

    private static ReactiveJwtDecoder decoder(
            String issuer, List<String> audiences, InstantSource clock) {
        var decoder =
                NimbusReactiveJwtDecoder.withIssuerLocation(issuer)
                        .webClient(client())
                        .jwsAlgorithms(algorithms -> algorithms.addAll(ALGORITHMS))
                        .validateType(false)
                        .build();
        decoder.setJwtValidator(validator(issuer, audiences, clock));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> validator(
            String issuer, List<String> audiences, InstantSource clock) {
        var time = new JwtTimestampValidator(SKEW);
        time.setClock(clock.withZone(ZoneOffset.UTC));
        time.setAllowEmptyExpiryClaim(false);
        var type = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        type.setAllowEmpty(true);
        return new DelegatingOAuth2TokenValidator<>(
                type,
                time,
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD,
                        named -> named != null && named.stream().anyMatch(audiences::contains)));
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

    /** Whether there is an issuer at all. */
    boolean areTaken() {
        return decoder != null;
    }

    /**
     * What the token is good for.
     *
     * <p>Fails with a {@link org.springframework.security.oauth2.jwt.BadJwtException} if it is good
     * for nothing, with another exception if the issuer cannot be asked.
     */
    Mono<Grant> find(String token) {
        return Objects.requireNonNull(decoder).decode(token).map(IssuedTokens::grant);
    }

    private static Grant grant(Jwt jwt) {
        var name =
                NAMES.stream()
                        .map(jwt::getClaimAsString)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
        return new Grant(
                readable(name),
                "jwt:" + URLEncoder.encode(name, StandardCharsets.UTF_8),
                scopes(jwt),
                null,
                null,
                Objects.requireNonNull(jwt.getExpiresAt()).plus(SKEW),
                false);
    }

    /** Scopes of others, and what else stands there, mean nothing here. */
    private static Set<Scope> scopes(Jwt jwt) {
        var scopes = EnumSet.noneOf(Scope.class);
        SCOPES.stream()
                .map(jwt.getClaims()::get)
                .flatMap(IssuedTokens::words)
                .flatMap(word -> Scope.of(word).stream())
                .forEach(scopes::add);
        return scopes;
    }

    private static Stream<String> words(@Nullable Object claim) {
        return switch (claim) {
            case String text -> Stream.of(text.split(" ", -1));
            case Collection<?> list -> list.stream().map(String::valueOf);
            case null, default -> Stream.of();
        };
    }

    private static String readable(String name) {
        var clean = UNREADABLE.matcher(name).replaceAll("?");
        return clean.substring(0, Math.min(clean.length(), LONGEST_NAME));
    }
}
