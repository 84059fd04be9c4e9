package io.crier.feed.web;

import io.crier.announcement.Cursor;
import io.crier.announcement.QueryReader;
import io.crier.feed.Feed;
import io.crier.feed.Opening;
import io.crier.feed.Start;
import io.crier.platform.access.StreamPermits;
import io.crier.platform.server.ClientAddress;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The live stream of changes. */
@RestController
class StreamController {
    private static final String PATH = "/v1/stream";
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final String SINCE = "since";

    /** One that is good was taken out of the address and looked at before. */
    private static final String TICKET = "ticket";

    private static final String BEGINNING = "start";

    private final Feed feed;
    private final StreamPermits permits;

    StreamController(Feed feed, StreamPermits permits) {
        this.feed = feed;
        this.permits = permits;
    }

    @GetMapping(PATH)
    Mono<Void> stream(
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            ServerWebExchange exchange) {
        return permits.of(exchange)
                .flatMap(permitted ->
                        open(parameters, lastEventId, exchange.getRequest(), permitted))
                .flatMap(opening ->
                        Mono.defer(() -> Lanes.send(opening, withHeaders(exchange.getResponse())))
                                .doOnCancel(opening::close)
                                .doOnError(_ -> opening.close()));
    }

    @RequestMapping(path = PATH, method = RequestMethod.HEAD)
    Mono<Void> head(ServerHttpResponse response) {
        return withHeaders(response).setComplete();
    }

    private Mono<Opening> open(
            MultiValueMap<String, String> parameters,
            @Nullable String lastEventId,
            ServerHttpRequest request,
            BooleanSupplier permitted) {
        if (parameters.containsKey(TICKET)) {
            throw new InvalidInput(
                    new Violation(
                            TICKET,
                            null,
                            "what POST /v1/tickets gave, as it gave it; a token belongs into the header 'Authorization: Bearer', and one that was shown in an address should be revoked now"));
        }
        var filter = QueryReader.filter(parameters, Set.of(SINCE, TICKET));
        return feed.open(
                start(lastEventId, parameters.get(SINCE)),
                filter,
                Links.snapshot(filter),
                ClientAddress.of(request),
                permitted);
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

    private static ServerHttpResponse withHeaders(ServerHttpResponse response) {
        var headers = response.getHeaders();
        headers.setContentType(MediaType.TEXT_EVENT_STREAM);
        headers.setCacheControl("no-cache, no-transform");
        headers.set("X-Accel-Buffering", "no");
        return response;
    }
}
