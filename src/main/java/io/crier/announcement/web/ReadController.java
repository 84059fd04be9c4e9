package io.crier.announcement.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.crier.announcement.AnnouncementView;
import io.crier.announcement.Announcements;
import io.crier.announcement.Change;
import io.crier.announcement.Cursor;
import io.crier.announcement.Ids;
import io.crier.announcement.Page;
import io.crier.announcement.QueryReader;
import io.crier.announcement.UnknownAnnouncement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Announcements as lists, one by one, and back through their history. */
@RestController
@RequestMapping("/v1/announcements")
class ReadController {
    private final Announcements announcements;
    private final InstantSource clock;

    ReadController(Announcements announcements, InstantSource clock) {
        this.announcements = announcements;
        this.clock = clock;
    }

    record ListAnswer(
            List<AnnouncementView> items, @JsonInclude @Nullable String next, String cursor) {}

    record HistoryAnswer(List<HistoryEntry> items) {}

    record HistoryEntry(
            String cursor,
            Change.Kind kind,
            long version,
            Instant at,
            List<Change.FieldChange> changed,
            AnnouncementView announcement) {}

    @GetMapping
    Mono<ResponseEntity<ListAnswer>> list(
            @RequestParam MultiValueMap<String, String> parameters, ServerWebExchange exchange) {
        return Mono.fromCallable(() -> QueryReader.query(parameters))
                .flatMap(announcements::page)
                .map(page -> answer(page, exchange));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<AnnouncementView>> one(
            @PathVariable String id, ServerWebExchange exchange) {
        return announcements.find(id(id)).map(found -> answer(found, exchange));
    }

    @GetMapping("/{id}/history")
    Mono<HistoryAnswer> history(@PathVariable String id) {
        return announcements.epoch().zipWith(announcements.history(id(id)), this::answer);
    }

    private ResponseEntity<ListAnswer> answer(Page page, ServerWebExchange exchange) {
        var now = clock.instant();
        var items = page.items().stream().map(item -> AnnouncementView.within(item, now)).toList();
        var next = page.next() == null ? null : page.next().toString();
        var headers = new HttpHeaders();
        if (next != null) {
            headers.add(
                    HttpHeaders.LINK,
                    "<%s>; rel=\"next\"".formatted(withPage(exchange.getRequest(), next)));
        }
        return ResponseEntity.ok()
                .headers(headers)
                .body(new ListAnswer(items, next, page.cursor().toString()));
    }

    /** A relative reference (RFC 8288 §3.1), so that it holds behind any proxy. */
    private static String withPage(ServerHttpRequest request, String page) {
        var next = UriComponentsBuilder.fromPath(request.getPath().value());
        request.getQueryParams().forEach((name, values) -> next.queryParam(name, values.toArray()));
        return next.replaceQueryParam("page", page).encode().build().toUriString();
    }

    private ResponseEntity<AnnouncementView> answer(
            Announcements.Found found, ServerWebExchange exchange) {
        var view = AnnouncementView.of(found.announcement(), found.cursor(), clock.instant());
        if (exchange.checkNotModified(VersionTags.tag(view))) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .eTag(VersionTags.tag(view))
                    .build();
        }
        return ResponseEntity.ok().eTag(VersionTags.tag(view)).body(view);
    }

    private HistoryAnswer answer(String epoch, List<Change> changes) {
        var now = clock.instant();
        return new HistoryAnswer(
                changes.stream()
                        .map(change ->
                                new HistoryEntry(
                                        new Cursor(epoch, change.position()).toString(),
                                        change.kind(),
                                        change.announcement().version(),
                                        change.at(),
                                        change.changed(),
                                        AnnouncementView.within(change.announcement(), now)))
                        .toList());
    }

    private static UUID id(String text) {
        return Ids.parse(text).orElseThrow(() -> new UnknownAnnouncement(text));
    }
}
