package io.crier.platform.access;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The token that a request shows, by the one way that there is: a single header (RFC 6750 §2.1). An
 * address ends up in logs and histories.
 */
@Component
class ShownBearer implements ServerAuthenticationConverter {
    private static final String IN_ADDRESS = "access_token";

    private final ServerAuthenticationConverter header =
            new ServerBearerTokenAuthenticationConverter();

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        if (request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION).size() > 1) {
            return refused("more than one token is shown; one is to be");
        }
        if (request.getQueryParams().containsKey(IN_ADDRESS)) {
            return refused(
                    "a token is shown in the address, where logs keep it; it belongs into the header 'Authorization: Bearer', and should be revoked now");
        }
        if (request.getQueryParams().containsKey(TicketInAddress.PARAMETER)) {
            return refused(
                    "what is shown as a ticket is none, which POST /v1/tickets gives; a token belongs into the header 'Authorization: Bearer', and one that was shown in an address should be revoked now");
        }
        return header.convert(exchange);
    }

    private static Mono<Authentication> refused(String why) {
        return Mono.error(new OAuth2AuthenticationException(BearerTokenErrors.invalidRequest(why)));
    }
}
