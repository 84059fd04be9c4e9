package io.crier.platform.access;

import io.crier.platform.Denials;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets so many writes with one token in, and tells each how many more there may be. */
@Component
class WriteLimit {
    private final LimitSettings settings;
    private final Denials denials;
    private final Rates rates;

    WriteLimit(LimitSettings settings, Denials denials) {
        this.settings = settings;
        this.denials = denials;
        this.rates = new Rates("writes", settings.writesPerSecond());
    }

    /** To be asked after whoever writes was let in. */
    Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (settings.writesPerSecond() == 0 || Doors.isReading(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        return exchange.<Bearer>getPrincipal()
                .switchIfEmpty(
                        Mono.error(() -> new IllegalStateException("nobody was let in to write")))
                .flatMap(bearer -> filter(bearer, exchange, chain));
    }

    private Mono<Void> filter(Bearer bearer, ServerWebExchange exchange, WebFilterChain chain) {
        var probe = rates.probe(bearer.key());
        var response = exchange.getResponse();
        rates.tell(response.getHeaders(), probe);
        if (probe.isConsumed()) {
            return chain.filter(exchange);
        }
        response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Rates.wait(probe)));
        return denials.answer(
                exchange.getRequest(),
                response,
                bearer.getName(),
                HttpStatus.TOO_MANY_REQUESTS,
                "more is written with this token than %d times a second in the long run; a batch counts as one"
                        .formatted(settings.writesPerSecond()));
    }
}
