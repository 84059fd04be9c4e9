package io.crier.reading.web;

import io.crier.platform.access.Doors;
import io.crier.reading.Answers;
import io.crier.serving.Codings;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;

/**
 * Sends what is in memory before anything else is done with a request: what filters, dispatching
 * and observation cost is many times what sending costs. All else goes its usual way, which puts
 * what it finds into memory.
 */
@Component
class EarlyAnswers implements WebHttpHandlerBuilderCustomizer {
    private static final String API = "/v1/";

    private final Answers answers;
    private final Deliveries deliveries;
    private final Doors doors;

    EarlyAnswers(Answers answers, Deliveries deliveries, Doors doors) {
        this.doors = doors;
        this.answers = answers;
        this.deliveries = deliveries;
    }

    @Override
    public void customize(WebHttpHandlerBuilder builder) {
        // Where reads are closed each is to go past the filters, which know who asks.
        if (doors.readsAreOpen()) {
            builder.httpHandlerDecorator(
                    usual -> (request, response) -> handle(request, response, usual));
        }
    }

    private Mono<Void> handle(
            ServerHttpRequest request, ServerHttpResponse response, HttpHandler usual) {
        if (!isReading(request)) {
            return usual.handle(request, response);
        }
        var coding = Codings.of(request.getHeaders());
        var key = Requests.key(request);
        var known = answers.known(key);
        var body = known == null ? null : known.body(coding);
        if (known != null && body != null && Deliveries.isMeant(known, body, request)) {
            return deliveries.send(known, body, true, request, response);
        }
        var unchanged = answers.unchanged(key, Conditions.of(request.getHeaders()).tags(), coding);
        return unchanged == null
                ? usual.handle(request, response)
                : deliveries.send(unchanged, request, response);
    }

    private static boolean isReading(ServerHttpRequest request) {
        var method = request.getMethod();
        return (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))
                && request.getURI().getRawPath().startsWith(API);
    }
}
