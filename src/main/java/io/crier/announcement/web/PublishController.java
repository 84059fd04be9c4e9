package io.crier.announcement.web;

import io.crier.announcement.AnnouncementView;
import io.crier.announcement.Announcements;
import io.crier.announcement.ContentReader;
import io.crier.announcement.Ids;
import io.crier.announcement.Json;
import io.crier.announcement.Match;
import io.crier.announcement.Outcome;
import io.crier.announcement.Outcome.Effect;
import io.crier.announcement.UnknownAnnouncement;
import io.crier.announcement.Write;
import io.crier.platform.access.Bearer;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Announcements created, replaced, patched and removed. */
@RestController
@RequestMapping("/v1/announcements")
class PublishController {
    static final String MERGE_PATCH = "application/merge-patch+json";

    /** Where a removal, which answers no body, tells its cursor. */
    private static final String CURSOR = "Crier-Cursor";

    private static final String REPLAYED = "Idempotency-Replayed";

    private static final byte[] NO_BODY = {};

    private final Announcements announcements;
    private final InstantSource clock;

    PublishController(Announcements announcements, InstantSource clock) {
        this.announcements = announcements;
        this.clock = clock;
    }

    @PostMapping(
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<AnnouncementView>> create(
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            Bearer bearer) {
        return Mono.fromCallable(
                        () -> creation(Json.read(body == null ? NO_BODY : body), key, bearer))
                .flatMap(write -> write(write, bearer))
                .map(this::answer);
    }

    @PutMapping(
            path = "/{id}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<AnnouncementView>> put(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader HttpHeaders headers,
            Bearer bearer) {
        return Mono.fromCallable(() ->
                        replacement(id, Json.read(body == null ? NO_BODY : body), headers, bearer))
                .flatMap(write -> write(write, bearer))
                .map(this::answer);
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {MERGE_PATCH, MediaType.APPLICATION_JSON_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<AnnouncementView>> patch(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader HttpHeaders headers,
            Bearer bearer) {
        return Mono.fromCallable(
                        () -> patching(id, Json.read(body == null ? NO_BODY : body), headers))
                .flatMap(write -> write(write, bearer))
                .map(this::answer);
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> remove(
            @PathVariable String id, @RequestHeader HttpHeaders headers, Bearer bearer) {
        return Mono.fromCallable(
                        () -> new Write.Remove(existing(id), VersionTags.condition(headers)))
                .flatMap(write -> write(write, bearer))
                .map(outcome ->
                        ResponseEntity.noContent()
                                .header(CURSOR, outcome.cursor().toString())
                                .build());
    }

    private Mono<Outcome> write(Write write, Bearer bearer) {
        return announcements.write(write, Remits.of(bearer));
    }

    private static Write creation(JsonNode json, @Nullable String key, Bearer bearer) {
        if (json.hasNonNull("id")) {
            throw new InvalidInput(
                    new Violation(
                            "id",
                            json.get("id").asString(""),
                            "no id, for Crier gives it; to choose one, PUT to /v1/announcements/{id}"));
        }
        var content = ContentReader.read(json);
        var once = key == null ? null : IdempotencyKey.once(bearer.key(), key, content);
        var id = Ids.next();
        return new Write.Put(id, content, Match.NONE, Remits.source(id, bearer), null, once);
    }

    private static Write replacement(String id, JsonNode json, HttpHeaders headers, Bearer bearer) {
        var path =
                Ids.parse(id)
                        .orElseThrow(() ->
                                new InvalidInput(
                                        new Violation(
                                                "id",
                                                id,
                                                "a UUID in the path, best of version 7")));
        requireSame(path, json);
        return new Write.Put(
                path,
                ContentReader.read(json),
                VersionTags.condition(headers),
                Remits.source(path, bearer),
                null,
                null);
    }

    private static Write patching(String id, JsonNode patch, HttpHeaders headers) {
        var path = existing(id);
        requireSame(path, patch);
        return new Write.Edit(
                path,
                content -> ContentReader.merge(content, patch),
                VersionTags.condition(headers));
    }

    private static UUID existing(String id) {
        return Ids.parse(id).orElseThrow(() -> new UnknownAnnouncement(id));
    }

    private static void requireSame(UUID path, JsonNode json) {
        var inBody = json.path("id");
        if (!inBody.isMissingNode() && !path.toString().equalsIgnoreCase(inBody.asString(""))) {
            throw new InvalidInput(
                    new Violation("id", inBody.asString(""), "the id in the path, " + path));
        }
    }

    private ResponseEntity<AnnouncementView> answer(Outcome outcome) {
        var view = AnnouncementView.of(outcome.announcement(), outcome.cursor(), clock.instant());
        var created = outcome.effect() == Effect.CREATED;
        var answer =
                ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK)
                        .eTag(VersionTags.tag(view));
        if (created) {
            answer.location(URI.create("/v1/announcements/" + outcome.announcement().id()));
        }
        if (outcome.replayed()) {
            answer.header(REPLAYED, "true");
        }
        return answer.body(view);
    }
}
