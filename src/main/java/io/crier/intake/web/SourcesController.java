package io.crier.intake.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.crier.announcement.Content;
import io.crier.announcement.Ids;
import io.crier.intake.Intake;
import io.crier.intake.Reported;
import io.crier.intake.Source;
import io.crier.intake.Sources;
import io.crier.intake.UnknownSource;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sources added, listed, changed, polled and removed. */
@RestController
@RequestMapping("/v1/sources")
class SourcesController {
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Sources sources;
    private final Intake intake;

    SourcesController(Sources sources, Intake intake) {
        this.sources = sources;
        this.intake = intake;
    }

    record ListAnswer(List<Source> items, @JsonInclude @Nullable UUID next) {}

    record PreviewAnswer(URI url, @Nullable String title, int count, List<PreviewItem> items) {}

    record PreviewItem(String uid, @JsonUnwrapped Content content, @Nullable Instant publishedAt) {
        static PreviewItem of(Reported reported) {
            return new PreviewItem(
                    reported.uid().told(), reported.content(), reported.publishedAt());
        }
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ListAnswer> list(@RequestParam MultiValueMap<String, String> parameters) {
        return Mono.fromCallable(() -> SourceList.of(parameters)).flatMap(this::page);
    }

    @PostMapping(
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Source>> add(@RequestBody(required = false) byte @Nullable [] body) {
        return Mono.fromCallable(() -> SourceBody.wanted(body))
                .flatMap(sources::add)
                .map(source ->
                        ResponseEntity.created(URI.create("/v1/sources/" + source.id()))
                                .body(source));
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Source> one(@PathVariable String id) {
        return Mono.fromCallable(() -> id(id)).flatMap(sources::find);
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Source> change(
            @PathVariable String id, @RequestBody(required = false) byte @Nullable [] body) {
        return Mono.fromCallable(() -> SourceBody.change(body))
                .flatMap(change -> sources.change(id(id), change));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(@PathVariable String id) {
        return Mono.fromCallable(() -> id(id)).flatMap(sources::remove);
    }

    @PostMapping(path = "/{id}/poll", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Source> poll(@PathVariable String id) {
        return Mono.fromCallable(() -> id(id)).flatMap(intake::poll);
    }

    @PostMapping(
            path = "/preview",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<PreviewAnswer> preview(@RequestBody(required = false) byte @Nullable [] body) {
        return Mono.fromCallable(() -> SourceBody.address(body))
                .flatMap(intake::preview)
                .map(preview ->
                        new PreviewAnswer(
                                preview.url(),
                                preview.title(),
                                preview.count(),
                                preview.items().stream().map(PreviewItem::of).toList()));
    }

    /** One more than asked for tells whether there is another page. */
    private Mono<ListAnswer> page(SourceList wanted) {
        return sources.list(wanted.after(), wanted.limit() + 1)
                .map(found -> {
                    var items = found.subList(0, Math.min(found.size(), wanted.limit()));
                    var more = found.size() > items.size();
                    return new ListAnswer(items, more ? items.getLast().id() : null);
                });
    }

    private static UUID id(String text) {
        return Ids.parse(text).orElseThrow(() -> new UnknownSource(text));
    }
}
