package io.crier.feed.web;

import io.crier.announcement.Json;
import io.crier.feed.Delta;
import io.crier.feed.DeltaQuery;
import io.crier.feed.Deltas;
import io.crier.platform.access.StreamPermits;
import io.crier.platform.server.ClientAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The changes for clients that ask rather than listen. */
@RestController
class ChangesController {
    private final Deltas deltas;
    private final StreamPermits permits;

    ChangesController(Deltas deltas, StreamPermits permits) {
        this.deltas = deltas;
        this.permits = permits;
    }

    @GetMapping("/v1/changes")
    Mono<ResponseEntity<byte[]>> changes(
            @RequestParam MultiValueMap<String, String> parameters, ServerWebExchange exchange) {
        return Mono.fromCallable(() -> ChangesReader.read(parameters))
                .flatMap(query -> {
                    var answer = answer(query, exchange.getRequest());
                    return waits(query)
                            ? permits.stillFor(exchange, answer)
                            : unlessHeld(query, exchange.getRequest(), answer);
                });
    }

    /** The answer, or that the client has it already; one that waits is never asked. */
    private Mono<ResponseEntity<byte[]>> unlessHeld(
            DeltaQuery query, ServerHttpRequest request, Mono<ResponseEntity<byte[]>> answer) {
        return Flux.fromIterable(held(request.getHeaders()))
                .filterWhen(tag -> deltas.holds(query, tag.end(), tag.more()))
                .next()
                .map(ChangesController::notModified)
                .switchIfEmpty(answer);
    }

    private Mono<ResponseEntity<byte[]>> answer(DeltaQuery query, ServerHttpRequest request) {
        return Mono.defer(() -> deltas.read(query, ClientAddress.of(request)))
                .map(delta -> answer(delta, query, request));
    }

    /** Answers that the client could use again. */
    private static List<AnswerTag> held(HttpHeaders headers) {
        var gzip = Gzip.isAcceptedBy(headers);
        return AnswerTag.held(headers).stream().filter(tag -> gzip || !tag.zipped()).toList();
    }

    private static boolean waits(DeltaQuery query) {
        return query.patience().isPositive();
    }

    private static ResponseEntity<byte[]> notModified(AnswerTag tag) {
        var headers = new HttpHeaders();
        describe(headers);
        headers.setETag(tag.text());
        return ResponseEntity.status(HttpStatus.NOT_MODIFIED).headers(headers).build();
    }

    private static ResponseEntity<byte[]> answer(
            Delta delta, DeltaQuery query, ServerHttpRequest request) {
        var next = delta.more() ? Links.since(request, delta.cursor()) : null;
        var body = body(delta, next);
        var zipped = body.length > Gzip.LEAST && Gzip.isAcceptedBy(request.getHeaders());
        var headers = new HttpHeaders();
        describe(headers);
        headers.setContentType(MediaType.APPLICATION_JSON);
        if (next != null) {
            headers.add(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next));
        }
        if (zipped) {
            headers.set(HttpHeaders.CONTENT_ENCODING, Gzip.CODING);
        }
        if (!waits(query)) {
            headers.setETag(AnswerTag.of(delta, body, zipped));
        }
        return ResponseEntity.ok().headers(headers).body(zipped ? Gzip.of(body) : body);
    }

    /** What holds of an answer and of its absence (RFC 9110 §15.4.5). */
    private static void describe(HttpHeaders headers) {
        // What follows a cursor is another thing a moment later.
        headers.setCacheControl("no-cache");
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    /** {@code {"items":[…],"next":…,"cursor":…}}, of items that are JSON already. */
    private static byte[] body(Delta delta, @Nullable String next) {
        var begin = bytes("{\"items\":[");
        var end =
                bytes(
                        "],\"next\":%s,\"cursor\":%s}"
                                .formatted(
                                        Json.MAPPER.writeValueAsString(next),
                                        Json.MAPPER.writeValueAsString(delta.cursor())));
        var size = delta.items().stream().mapToInt(item -> item.remaining() + 1).sum();
        var body = ByteBuffer.allocate(begin.length + Math.max(0, size - 1) + end.length);
        body.put(begin);
        for (var item : delta.items()) {
            if (body.position() > begin.length) {
                body.put((byte) ',');
            }
            body.put(item.duplicate());
        }
        return body.put(end).array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
