package io.crier.platform.server;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** An address of the API, compared as those of controllers are: however it is written. */
public record ApiPath(PathPattern pattern) {
    static final ApiPath ANY = of("/v1/**");
    public static final ApiPath STREAM = of("/v1/stream");
    static final ApiPath CHANGES = of("/v1/changes");

    static final ApiPath TOKENS = of("/v1/tokens/**");
    static final ApiPath SOURCE = of("/v1/sources/{id}");

    private static ApiPath of(String pattern) {
        return new ApiPath(PathPatternParser.defaultInstance.parse(pattern));
    }

    public boolean isOf(ServerHttpRequest request) {
        return pattern.matches(request.getPath().pathWithinApplication());
    }
}
