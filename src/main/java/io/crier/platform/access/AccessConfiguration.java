package io.crier.platform.access;

import io.crier.platform.Denials;
import io.crier.platform.server.ClientAddress;
import io.crier.refusal.RefusalMeters.Cause;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Has everything that needs a token wait for one, and passes by what needs none. Denials are those
 * of RFC 6750 §3.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    private final Doors doors;
    private final Denials denials;

    AccessConfiguration(Doors doors, Denials denials) {
        this.doors = doors;
        this.denials = denials;
    }

    @Bean
    SecurityWebFilterChain access(
            ServerHttpSecurity http, Bearers bearers, ShownBearer shown, WriteLimit writes) {
        if (!doors.readsAreOpen()) {
            http.headers(headers -> headers.writer(new PrivateAnswers()));
        }
        return http.securityMatcher(this::isGuarded)
                .authorizeExchange(exchanges ->
                        exchanges
                                .anyExchange()
                                .access((bearer, asked) ->
                                        bearer.map(one -> isAdmitted(one, asked.getExchange()))
                                                .map(AuthorizationDecision::new)))
                .oauth2ResourceServer(bearer ->
                        bearer.bearerTokenConverter(shown)
                                .authenticationManagerResolver(_ -> Mono.just(bearers))
                                .authenticationFailureHandler(
                                        (failed, why) -> unknown(failed.getExchange(), why)))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(this::unknown)
                                .accessDeniedHandler((exchange, _) -> forbidden(exchange)))
                .addFilterAfter(writes::filter, SecurityWebFiltersOrder.AUTHORIZATION)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .build();
    }

    /** What Spring Security takes for no proper request is refused before any door. */
    @Bean
    ServerExchangeRejectedHandler oddRequests() {
        return (exchange, why) ->
                denials.answer(
                        exchange.getRequest(),
                        exchange.getResponse(),
                        ClientAddress.of(exchange.getRequest()),
                        HttpStatus.BAD_REQUEST,
                        String.valueOf(why.getMessage()));
    }

    private Mono<MatchResult> isGuarded(ServerWebExchange exchange) {
        return doors.need(exchange.getRequest()).token()
                ? MatchResult.match()
                : MatchResult.notMatch();
    }

    private boolean isAdmitted(Authentication shown, ServerWebExchange exchange) {
        return shown instanceof Bearer bearer && doors.admit(bearer.grant(), exchange.getRequest());
    }

    private Mono<Void> unknown(ServerWebExchange exchange, AuthenticationException why) {
        return switch (why) {
            case AuthenticationServiceException nobodyKnows -> unavailable(exchange, nobodyKnows);
            case OAuth2AuthenticationException malformed
                    when malformed
                            .getError()
                            .getErrorCode()
                            .equals(OAuth2ErrorCodes.INVALID_REQUEST) ->
                    refuse(
                            exchange,
                            HttpStatus.BAD_REQUEST,
                            ", error=\"invalid_request\"",
                            String.valueOf(malformed.getError().getDescription()));
            case OAuth2AuthenticationException _ ->
                    refuse(
                            exchange,
                            HttpStatus.UNAUTHORIZED,
                            ", error=\"invalid_token\"",
                            "this needs the header 'Authorization: Bearer' with a token that is good; the one that was sent is not known, was revoked, or is over");
            default ->
                    refuse(
                            exchange,
                            HttpStatus.UNAUTHORIZED,
                            "",
                            "this needs the header 'Authorization: Bearer' with a token"
                                    + forWhat(exchange));
        };
    }

    private Mono<Void> forbidden(ServerWebExchange exchange) {
        var words = doors.need(exchange.getRequest()).words();
        return refuse(
                exchange,
                HttpStatus.FORBIDDEN,
                ", error=\"insufficient_scope\""
                        + (words.isEmpty() ? "" : ", scope=\"" + words + '"'),
                "the token that was sent is good, but not for this, which needs "
                        + (words.isEmpty() ? "more than a ticket" : "one" + forWhat(exchange)));
    }

    private String forWhat(ServerWebExchange exchange) {
        var words = doors.need(exchange.getRequest()).words();
        return words.isEmpty() ? "" : " with the scope " + words.replace(" ", " or ");
    }

    private Mono<Void> refuse(
            ServerWebExchange exchange, HttpStatus status, String error, String detail) {
        challenge(exchange.getResponse(), error);
        return exchange.getPrincipal()
                .map(bearer -> bearer.getName())
                .defaultIfEmpty(ClientAddress.of(exchange.getRequest()))
                .flatMap(who ->
                        denials.answer(
                                exchange.getRequest(),
                                exchange.getResponse(),
                                who,
                                status,
                                detail));
    }

    private static void challenge(ServerHttpResponse response, String error) {
        response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"crier\"" + error);
    }

    private Mono<Void> unavailable(ServerWebExchange exchange, AuthenticationServiceException why) {
        return denials.unavailable(
                exchange.getResponse(),
                why.getCause() instanceof DataAccessException ? Cause.DATABASE : Cause.FAULT,
                "whether the token is good cannot be told at the moment: " + why.getMessage());
    }
}
