package io.crier.platform.access;

import io.crier.platform.Denials;
import io.crier.platform.server.ClientAddress;
import io.github.bucket4j.ConsumptionProbe;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;

/**
 * Lets so many requests of one client in, before anything is done for them, and so before the token
 * that they show is looked up.
 */
@Component
@Order(0)
class ClientLimit implements WebHttpHandlerBuilderCustomizer {
    private final LimitSettings settings;
    private final Doors doors;
    private final Denials denials;
    private final Rates rates;

    ClientLimit(LimitSettings settings, Doors doors, Denials denials) {
        this.settings = settings;
        this.doors = doors;
        this.denials = denials;
        this.rates = new Rates("client", settings.readsPerSecond());
    }

    @Override
    public void customize(WebHttpHandlerBuilder builder) {
        if (settings.readsPerSecond() > 0) {
            builder.httpHandlerDecorator(
                    usual -> (request, response) -> handle(request, response, usual));
        }
    }

    private Mono<Void> handle(
            ServerHttpRequest request, ServerHttpResponse response, HttpHandler usual) {
        if (isLimitedElsewhere(request)) {
            return usual.handle(request, response);
        }
        var client = ClientAddress.of(request);
        var probe = rates.probe(client);
        return probe.isConsumed()
                ? usual.handle(request, response)
                : refuse(client, probe, request, response);
    }

    /**
     * Streams have limits of their own, and after a lost network all of a campus come back at once;
     * but where a token or a ticket is looked up for each, as for all that is no GET, that is to be
     * limited.
     */
    private boolean isLimitedElsewhere(ServerHttpRequest request) {
        return doors.readsAreOpen()
                && request.getMethod().equals(HttpMethod.GET)
                && Doors.isStream(request);
    }

    private Mono<Void> refuse(
            String client,
            ConsumptionProbe probe,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        rates.tell(response.getHeaders(), probe);
        response.getHeaders().set("Retry-After", Long.toString(Rates.wait(probe)));
        return denials.answer(
                request,
                response,
                client,
                HttpStatus.TOO_MANY_REQUESTS,
                "more is asked for from this address than %d requests a second in the long run"
                        .formatted(settings.readsPerSecond()));
    }
}
