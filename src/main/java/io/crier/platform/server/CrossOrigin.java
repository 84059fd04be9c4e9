package io.crier.platform.server;

import java.util.List;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;

/**
 * Lets scripts of other web sites read what anybody may read: the API's reads, and what the
 * component for other pages is made of. Before everything else that answers a request, so that it
 * holds for all of it, errors too; never with credentials, and never for writes.
 */
@Component
// The first to decorate is the outermost.
@Order(Ordered.HIGHEST_PRECEDENCE)
class CrossOrigin implements WebHttpHandlerBuilderCustomizer {
    private static final String ANY = "*";
    private static final List<String> OPEN = List.of("/v1/", "/js/", "/messages/", "/embed.js");
    private static final String EXPOSED =
            "ETag, Link, Last-Modified, Retry-After, RateLimit, RateLimit-Policy, Crier-Cursor";
    private static final String READING = "GET, HEAD";

    /**
     * Names that a script may set, besides those that every script may. A token is not sent by the
     * browser itself, so only a script that was given one can.
     */
    private static final String ASKED_WITH =
            "Accept, Authorization, Last-Event-ID, If-None-Match, Cache-Control";

    /** As long as any browser remembers. */
    private static final String REMEMBERED_SECONDS = "86400";

    private final List<String> allowed;

    CrossOrigin(CrossOriginSettings settings) {
        this.allowed = settings.allowedOrigins();
    }

    @Override
    public void customize(WebHttpHandlerBuilder builder) {
        builder.httpHandlerDecorator(
                usual -> (request, response) -> handle(request, response, usual));
    }

    private Mono<Void> handle(
            ServerHttpRequest request, ServerHttpResponse response, HttpHandler usual) {
        if (!isOpen(request.getURI().getRawPath())) {
            return usual.handle(request, response);
        }
        var method = request.getMethod();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            allow(request, response);
        } else if (isQuestionAboutReading(request)) {
            return answer(request, response);
        }
        return usual.handle(request, response);
    }

    private static boolean isOpen(String path) {
        for (var beginning : OPEN) {
            if (path.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /** What is the same for all origins is told to all, so that caches need not keep them apart. */
    private void allow(ServerHttpRequest request, ServerHttpResponse response) {
        var headers = response.getHeaders();
        if (allowed.contains(ANY)) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
            return;
        }
        // Whoever answers sets what else it varies by, and would set this aside.
        response.beforeCommit(
                () -> Mono.fromRunnable(() -> headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN)));
        var origin = request.getHeaders().getOrigin();
        if (origin != null && allowed.contains(origin)) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }

    /** Whether a browser asks if a script may read (Fetch §3.2.2). */
    private static boolean isQuestionAboutReading(ServerHttpRequest request) {
        var asked = request.getHeaders().getAccessControlRequestMethod();
        return request.getMethod().equals(HttpMethod.OPTIONS)
                && request.getHeaders().getOrigin() != null
                && (HttpMethod.GET.equals(asked) || HttpMethod.HEAD.equals(asked));
    }

    private Mono<Void> answer(ServerHttpRequest request, ServerHttpResponse response) {
        allow(request, response);
        var headers = response.getHeaders();
        if (headers.getAccessControlAllowOrigin() != null) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, READING);
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ASKED_WITH);
            headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, REMEMBERED_SECONDS);
        }
        response.setStatusCode(HttpStatus.NO_CONTENT);
        return response.setComplete();
    }
}
