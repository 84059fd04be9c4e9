package io.crier.platform.access;

import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.ReactiveOpaqueTokenIntrospector;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads are open and pass by; whatever else is asked of {@code /v1}, and how Crier does, needs the
 * publisher's token (RFC 6750).
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    @Bean
    SecurityWebFilterChain access(ServerHttpSecurity http, JsonMapper mapper) {
        var api = new PathPatternParserServerWebExchangeMatcher("/v1/**");
        var reads =
                new OrServerWebExchangeMatcher(
                        List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS).stream()
                                .map(method ->
                                        new PathPatternParserServerWebExchangeMatcher(
                                                "/v1/**", method))
                                .toList()
                                .toArray(PathPatternParserServerWebExchangeMatcher[]::new));
        var writes =
                new AndServerWebExchangeMatcher(api, new NegatedServerWebExchangeMatcher(reads));
        var status = new PathPatternParserServerWebExchangeMatcher("/status/data");
        ServerAuthenticationEntryPoint refusal = (exchange, why) -> refuse(exchange, why, mapper);
        return http.securityMatcher(new OrServerWebExchangeMatcher(writes, status))
                .authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                .oauth2ResourceServer(
                        bearer -> bearer.authenticationEntryPoint(refusal).opaqueToken(_ -> {}))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusal))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .build();
    }

    @Bean
    ReactiveOpaqueTokenIntrospector publisher(PublisherToken token) {
        return shown ->
                token.isShownBy(shown)
                        ? Mono.just(
                                new DefaultOAuth2AuthenticatedPrincipal(
                                        "publisher",
                                        Map.of("sub", "publisher"),
                                        AuthorityUtils.NO_AUTHORITIES))
                        : Mono.error(
                                new BadOpaqueTokenException(
                                        "the token is not the publisher's token"));
    }

    private static Mono<Void> refuse(
            ServerWebExchange exchange, AuthenticationException why, JsonMapper mapper) {
        var shown = why instanceof OAuth2AuthenticationException;
        var problem =
                Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "this needs the header 'Authorization: Bearer' with the publisher's token"
                                + (shown ? "; the one that was sent is another" : ""));
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.UNAUTHORIZED);
        response.getHeaders()
                .set(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer realm=\"crier\"" + (shown ? ", error=\"invalid_token\"" : ""));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        var body = response.bufferFactory().wrap(mapper.writeValueAsBytes(problem));
        return response.writeWith(Mono.just(body));
    }
}
