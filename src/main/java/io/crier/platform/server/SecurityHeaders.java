package io.crier.platform.server;

import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * Tells browsers to take nothing for anything else than it says it is, to come back over TLS where
 * Crier itself serves it (RFC 6797), and that what the API answers is data: not to be run, nor to
 * be shown inside of other pages. Before everything that answers, from memory too; pages have rules
 * of their own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class SecurityHeaders implements WebHttpHandlerBuilderCustomizer {
    @Override
    public void customize(WebHttpHandlerBuilder builder) {
        builder.httpHandlerDecorator(usual ->
                (request, response) -> {
                    var headers = response.getHeaders();
                    headers.set("X-Content-Type-Options", "nosniff");
                    if (request.getSslInfo() != null) {
                        headers.set("Strict-Transport-Security", "max-age=31536000");
                    }
                    if (ApiPath.ANY.isOf(request)) {
                        headers.set(
                                "Content-Security-Policy",
                                "default-src 'none'; frame-ancestors 'none'");
                    }
                    return usual.handle(request, response);
                });
    }
}
