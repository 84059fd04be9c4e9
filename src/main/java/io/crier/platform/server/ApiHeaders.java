package io.crier.platform.server;

import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * Tells browsers that what the API answers is data: not to be taken for anything else than it says
 * it is, nor to be run, nor to be shown inside of other pages. Before everything that answers, from
 * memory too; pages have rules of their own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ApiHeaders implements WebHttpHandlerBuilderCustomizer {
    @Override
    public void customize(WebHttpHandlerBuilder builder) {
        builder.httpHandlerDecorator(usual ->
                (request, response) -> {
                    if (ApiPath.ANY.isOf(request)) {
                        set(response);
                    }
                    return usual.handle(request, response);
                });
    }

    private static void set(ServerHttpResponse response) {
        var headers = response.getHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }
}
