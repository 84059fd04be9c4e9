package io.crier.platform.access;

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
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tokens that an issuer elsewhere gives: JWTs (RFC 7519, RFC 9068), signed with a key that it
 * publishes, for this Crier, and not over. The issuer is first asked when the first of its tokens
 * is shown; that it is away keeps nobody else out.
 */
@Component
class IssuedTokens {
    /** How far the issuer's clock may be off. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private static final List<String> NAMES = List.of(JwtClaimNames.SUB, "client_id", "azp");
    private static final List<String> SCOPES = List.of("scope", "scp");
    private static final Pattern UNREADABLE = Pattern.compile("[^\\x21-\\x7E]+");
    private static final int LONGEST_NAME = 100;

    private final @Nullable ReactiveJwtDecoder keys;

    IssuedTokens(IssuerSettings settings, InstantSource clock) {
        this.keys =
                settings.issuerUri() == null
                        ? null
                        : new IssuerKeys(
                                settings.issuerUri(),
                                validator(settings.issuerUri(), settings.audiences(), clock),
                                clock);
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

    /** Whether there is an issuer at all. */
    boolean areTaken() {
        return keys != null;
    }

    /**
     * What the token is good for.
     *
     * <p>Fails with a {@link org.springframework.security.oauth2.jwt.BadJwtException} if it is good
     * for nothing, with another exception if the issuer cannot be asked.
     */
    Mono<Grant> find(String token) {
        return Objects.requireNonNull(keys).decode(token).map(IssuedTokens::grant);
    }

    /** A user and a program may be called the same, and are not one. */
    private static Grant grant(Jwt jwt) {
        var claim =
                NAMES.stream()
                        .filter(one -> !name(jwt, one).isBlank())
                        .findFirst()
                        .orElseThrow(() -> new BadJwtException("it names nobody"));
        var name = name(jwt, claim);
        return new Grant(
                readable(name),
                "jwt:%s:%s".formatted(claim, URLEncoder.encode(name, StandardCharsets.UTF_8)),
                scopes(jwt),
                null,
                null,
                Objects.requireNonNull(jwt.getExpiresAt()).plus(SKEW),
                false);
    }

    private static String name(Jwt jwt, String claim) {
        return Objects.requireNonNullElse(jwt.getClaimAsString(claim), "");
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
