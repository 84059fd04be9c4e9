package io.crier.platform.server;

import io.crier.load.Capacity;
import io.crier.load.Demand;
import io.crier.load.Overloaded;
import io.crier.platform.Problem;
import io.crier.platform.ProblemWriter;
import io.crier.refusal.RefusalMeters;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Turns streams and writes away while there is too much to do, before anything is done for them.
 * What is read from the database is looked at where it is read, since most is in memory.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Shedding implements WebFilter {
    private final Capacity capacity;
    private final ProblemWriter writer;
    private final RefusalMeters meters;

    Shedding(Capacity capacity, ProblemWriter writer, RefusalMeters meters) {
        this.capacity = capacity;
        this.writer = writer;
        this.meters = meters;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var demand = demand(exchange.getRequest());
        if (demand != null) {
            try {
                capacity.require(demand);
            } catch (Overloaded overloaded) {
                return refuse(exchange, overloaded);
            }
        }
        return chain.filter(exchange);
    }

    static @Nullable Demand demand(ServerHttpRequest request) {
        if (!ApiPath.ANY.isOf(request)) {
            return null;
        }
        var method = request.getMethod();
        if (method.equals(HttpMethod.GET)) {
            var waits =
                    ApiPath.CHANGES.isOf(request) && request.getQueryParams().containsKey("wait");
            return ApiPath.STREAM.isOf(request) || waits ? Demand.STREAM : null;
        }
        return method.equals(HttpMethod.HEAD)
                        || method.equals(HttpMethod.OPTIONS)
                        || mayHelp(request)
                ? null
                : Demand.WRITE;
    }

    /** By which an operator may end what is too much: tokens revoked, sources switched off. */
    private static boolean mayHelp(ServerHttpRequest request) {
        return ApiPath.TOKENS.isOf(request)
                || (ApiPath.SOURCE.isOf(request) && !request.getMethod().equals(HttpMethod.POST));
    }

    private Mono<Void> refuse(ServerWebExchange exchange, Overloaded overloaded) {
        meters.refused(RefusalMeters.Cause.OVERLOAD);
        return writer.write(Problem.of(overloaded), exchange.getResponse());
    }
}
