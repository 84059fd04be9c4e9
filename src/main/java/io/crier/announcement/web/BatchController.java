package io.crier.announcement.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.crier.announcement.Announcements;
import io.crier.announcement.Content;
import io.crier.announcement.ContentReader;
import io.crier.announcement.Ids;
import io.crier.announcement.Json;
import io.crier.announcement.Match;
import io.crier.announcement.Outcome;
import io.crier.announcement.Outcome.Effect;
import io.crier.announcement.Write;
import io.crier.platform.Denials;
import io.crier.platform.Problem;
import io.crier.platform.Problems;
import io.crier.platform.access.Bearer;
import io.crier.platform.access.StreamPermits;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Many announcements in one request: a JSON object a line, each of them created, or with an {@code
 * id} created or replaced. Every line is carried out for itself and answered by a line, in order,
 * as soon as it is durable; nothing is rolled back for another line's sake. Blank lines are passed
 * over. A body may take long to come, and no line of it is carried out once the token is over or
 * was revoked: the first one is refused, and what follows is not read.
 */
@RestController
class BatchController {
    /**
     * As many as go into one statement, twice over, so that the next one gathers while the last is
     * committed.
     */
    private static final int LINES_AT_ONCE = 128;

    private final Announcements announcements;
    private final StreamPermits permits;
    private final Denials denials;

    BatchController(Announcements announcements, StreamPermits permits, Denials denials) {
        this.announcements = announcements;
        this.permits = permits;
        this.denials = denials;
    }

    /**
     * What became of one line.
     *
     * @param line its number in the request, from 1
     * @param problem why it was not carried out
     */
    @JsonPropertyOrder({"line", "status", "id", "version", "cursor", "problem"})
    record LineResult(
            long line,
            int status,
            @Nullable UUID id,
            @Nullable Long version,
            @Nullable String cursor,
            @Nullable Problem problem) {

        static LineResult of(long line, Outcome outcome) {
            return new LineResult(
                    line,
                    outcome.effect() == Effect.CREATED ? 201 : 200,
                    outcome.announcement().id(),
                    outcome.announcement().version(),
                    outcome.cursor().toString(),
                    null);
        }

        static LineResult of(long line, Throwable failure) {
            return refused(line, Problems.of(failure));
        }

        static LineResult afterTheEnd(long line) {
            return refused(
                    line,
                    Problem.of(
                            HttpStatus.UNAUTHORIZED,
                            "the token was revoked, or is over, since the batch began; neither this line nor what follows was carried out"));
        }

        private static LineResult refused(long line, Problem problem) {
            return new LineResult(line, problem.status(), null, null, null, problem);
        }
    }

    @PostMapping(
            path = "/v1/announcements/batch",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    Mono<Void> batch(
            ServerHttpRequest request,
            ServerHttpResponse response,
            Bearer bearer,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    @Nullable String header) {
        return Mono.fromCallable(() -> header == null ? "" : IdempotencyKey.key(header))
                .flatMap(key -> {
                    response.getHeaders().setContentType(MediaType.APPLICATION_NDJSON);
                    return response.writeAndFlushWith(
                            results(request.getBody(), key, bearer)
                                    .doOnNext(result -> note(request, bearer, result))
                                    .map(line -> line(response, line))
                                    .map(Mono::just));
                });
    }

    private Flux<LineResult> results(Flux<DataBuffer> body, String key, Bearer bearer) {
        var permitted = permits.of(bearer);
        return Lines.of(body)
                .<Mono<LineResult>>handle((line, sink) -> {
                    if (permitted.getAsBoolean()) {
                        sink.next(result(line, key, bearer));
                    } else {
                        sink.next(Mono.just(LineResult.afterTheEnd(line.number())));
                        sink.complete();
                    }
                })
                .flatMapSequential(Function.identity(), LINES_AT_ONCE, 1);
    }

    /** Whoever is turned away with a line is turned away as with a request of its own. */
    private void note(ServerHttpRequest request, Bearer bearer, LineResult result) {
        if (Denials.is(result.status())) {
            denials.note(request, bearer.getName(), result.status());
        }
    }

    private Mono<LineResult> result(Lines.Line line, String key, Bearer bearer) {
        return Mono.fromCallable(() -> write(line, key, bearer))
                .flatMap(write -> announcements.write(write, Remits.of(bearer)))
                .map(outcome -> LineResult.of(line.number(), outcome))
                .onErrorResume(failure -> Mono.just(LineResult.of(line.number(), failure)));
    }

    private static Write write(Lines.Line line, String key, Bearer bearer) {
        var json = Json.read(line.bytes());
        var content = ContentReader.read(json);
        var isChosen = json.hasNonNull("id");
        var id = isChosen ? chosen(json.get("id").asString("")) : Ids.next();
        return new Write.Put(
                id,
                content,
                isChosen ? Match.ANY : Match.NONE,
                Remits.source(id, bearer),
                null,
                isChosen ? null : once(key, line.number(), content, bearer));
    }

    private static Write.@Nullable Once once(
            String key, long line, Content content, Bearer bearer) {
        return key.isEmpty()
                ? null
                : IdempotencyKey.part(
                        IdempotencyKey.of(bearer.key(), key), " line " + line, content);
    }

    private static UUID chosen(String id) {
        return Ids.parse(id)
                .orElseThrow(() ->
                        new InvalidInput(new Violation("id", id, "a UUID, best of version 7")));
    }

    private static DataBuffer line(ServerHttpResponse response, LineResult result) {
        var line = Json.MAPPER.writeValueAsString(result) + "\n";
        return response.bufferFactory().wrap(line.getBytes(StandardCharsets.UTF_8));
    }
}
