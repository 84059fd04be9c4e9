package io.crier.feed.web;

import io.crier.announcement.Json;
import io.crier.feed.Delta;
import io.crier.feed.Deltas;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The changes for clients that ask rather than listen. */
@RestController
class ChangesController {
    private final Deltas deltas;

    ChangesController(Deltas deltas) {
        this.deltas = deltas;
    }

    @GetMapping("/v1/changes")
    Mono<ResponseEntity<byte[]>> changes(
            @RequestParam MultiValueMap<String, String> parameters, ServerHttpRequest request) {
        return Mono.fromCallable(() -> ChangesReader.read(parameters))
                .flatMap(deltas::read)
                .map(delta -> answer(delta, request));
    }

    private static ResponseEntity<byte[]> answer(Delta delta, ServerHttpRequest request) {
        var next = delta.more() ? Links.since(request, delta.cursor()) : null;
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        // What follows a cursor is another thing a moment later.
        headers.setCacheControl("no-cache");
        if (next != null) {
            headers.add(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next));
        }
        return ResponseEntity.ok().headers(headers).body(body(delta, next));
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
