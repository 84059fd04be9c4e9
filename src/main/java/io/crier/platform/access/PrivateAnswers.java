package io.crier.platform.access;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What was answered to the holder of a token is not kept for others (RFC 9111 §5.2.2.7). */
final class PrivateAnswers implements ServerHttpHeadersWriter {
    private static final String NO_STORE = "no-store";

    @Override
    public Mono<Void> writeHttpHeaders(ServerWebExchange exchange) {
        return Mono.fromRunnable(() -> {
            var headers = exchange.getResponse().getHeaders();
            var told = headers.getCacheControl();
            if (told == null || told.contains("public")) {
                headers.set(HttpHeaders.CACHE_CONTROL, "private, no-cache");
            } else if (!told.contains(NO_STORE) && !told.contains("private")) {
                headers.set(HttpHeaders.CACHE_CONTROL, "private, " + told);
            }
        });
    }
}
