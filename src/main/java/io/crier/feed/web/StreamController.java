package io.crier.feed.web;

import io.crier.announcement.Cursor;
import io.crier.announcement.Filter;
import io.crier.announcement.QueryReader;
import io.crier.feed.Feed;
import io.crier.feed.Start;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The live stream of changes. */
@RestController
class StreamController {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final String SINCE = "since";
    private static final String BEGINNING = "start";

    private final Feed feed;

    StreamController(Feed feed) {
        this.feed = feed;
    }

    @GetMapping("/v1/stream")
    Mono<Void> stream(
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            ServerHttpResponse response) {
        return Mono.fromCallable(() -> frames(parameters, lastEventId))
                .flatMap(frames -> write(frames, response));
    }

    private Flux<Mono<ByteBuffer>> frames(
            MultiValueMap<String, String> parameters, @Nullable String lastEventId) {
        var filter = QueryReader.filter(parameters, Set.of(SINCE));
        return feed.open(start(lastEventId, parameters.get(SINCE)), filter, snapshot(filter));
    }

    /**
     * A browser sends the id of the last event by itself when it comes back, so that counts more
     * than what stands in the address. What is no cursor is an error in an address, which somebody
     * wrote; in the header it is told in the stream, for a browser could not do anything about it.
     */
    private static Start start(@Nullable String lastEventId, @Nullable List<String> since) {
        if (lastEventId != null && !lastEventId.isBlank()) {
            return Cursor.parse(lastEventId.strip())
                    .<Start>map(Start.After::new)
                    .orElseGet(Start.Unreadable::new);
        }
        if (since == null) {
            return new Start.Now();
        }
        if (since.equals(List.of(BEGINNING))) {
            return new Start.Beginning();
        }
        var given = String.join(", ", since);
        return Cursor.parse(given)
                .<Start>map(Start.After::new)
                .orElseThrow(() ->
                        new InvalidInput(
                                new Violation(
                                        SINCE,
                                        given,
                                        "'start', or the cursor of an earlier answer or event")));
    }

    private static String snapshot(Filter filter) {
        var list = UriComponentsBuilder.fromPath("/v1/announcements");
        filter.parameters().forEach((name, values) -> list.queryParam(name, values.toArray()));
        return list.encode().build().toUriString();
    }

    private static Mono<Void> write(Flux<Mono<ByteBuffer>> steps, ServerHttpResponse response) {
        var headers = response.getHeaders();
        headers.setContentType(MediaType.TEXT_EVENT_STREAM);
        headers.setCacheControl("no-cache, no-transform");
        headers.set("X-Accel-Buffering", "no");
        return response.writeAndFlushWith(
                steps.map(step -> step.map(response.bufferFactory()::wrap)));
    }
}
