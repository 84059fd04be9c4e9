package io.crier.platform.access;

import java.time.InstantSource;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds out what a token is good for. Which kind it is is told by its form: the static token is
 * itself, named tokens and tickets begin with their word, and all else can only be a JWT.
 */
@Component
class Bearers implements ReactiveAuthenticationManager {
    private final PublisherToken publisher;
    private final ShownTokens named;
    private final Tickets tickets;
    private final IssuedTokens issued;
    private final InstantSource clock;

    Bearers(
            PublisherToken publisher,
            ShownTokens named,
            Tickets tickets,
            IssuedTokens issued,
            InstantSource clock) {
        this.publisher = publisher;
        this.named = named;
        this.tickets = tickets;
        this.issued = issued;
        this.clock = clock;
    }

    /**
     * Fails with an {@link InvalidBearerTokenException} if the token is good for nothing, with an
     * {@link AuthenticationServiceException} if nobody could tell.
     */
    @Override
    public Mono<Authentication> authenticate(Authentication shown) {
        var token = ((BearerTokenAuthenticationToken) shown).getToken();
        return grant(token)
                .filter(grant -> grant.until() == null || clock.instant().isBefore(grant.until()))
                .<Authentication>map(Bearer::new)
                .switchIfEmpty(
                        Mono.error(
                                () -> new InvalidBearerTokenException("it is not known, or over")))
                .onErrorMap(
                        failure -> !(failure instanceof AuthenticationException),
                        Bearers::explained);
    }

    private Mono<Grant> grant(String token) {
        if (publisher.isShownBy(token)) {
            return Mono.just(Grant.publisher());
        }
        if (Secret.is(Secret.Kind.TOKEN, token)) {
            return named.find(token).map(Grant::of);
        }
        if (Secret.is(Secret.Kind.TICKET, token)) {
            return tickets.use(Secret.hash(token));
        }
        return issued.areTaken() ? issued.find(token) : Mono.empty();
    }

    private static AuthenticationException explained(Throwable failure) {
        return switch (failure) {
            case BadJwtException bad ->
                    new InvalidBearerTokenException("it is no JWT that is good here", bad);
            case DataAccessException away ->
                    new AuthenticationServiceException(
                            "the database did not answer as it should, and nobody else knows the token",
                            away);
            default ->
                    new AuthenticationServiceException(
                            "the issuer of tokens did not answer as it should", failure);
        };
    }
}
