package io.crier.platform;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem in front of the controllers, as {@link Problems} does behind them. */
@Component
public class ProblemWriter {
    private final JsonMapper mapper;

    ProblemWriter(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** Writes the problem as the answer; headers of its own were set before. */
    public Mono<Void> write(Problem problem, ServerHttpResponse response) {
        var body = mapper.writeValueAsBytes(problem);
        var headers = response.getHeaders();
        problem.tellWhenToTryAgain(headers);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        // What answers HEAD only counts the body: the head would go without its status.
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)))
                .then(Mono.defer(response::setComplete));
    }
}
