package io.crier.reference;

import io.crier.platform.access.Scope;
import io.crier.reference.Reference.Chapter;
import java.util.List;

/** Sources that announcements are taken in from. */
final class Intake {
    private static final String JSON = "application/json";

    private Intake() {}

    static Chapter chapter() {
        return new Chapter(
                "Sources",
                "Places outside that announcements are taken in from: RSS and Atom feeds, polled with conditional requests.",
                List.of(list(), add(), one(), change(), remove(), poll(), preview()));
    }

    private static Operation list() {
        return Operation.get("/v1/sources", "listSources", "List sources")
                .needs(Scope.SOURCES_MANAGE)
                .says("Oldest first.")
                .parameters("limit", "sourcePage")
                .answersJson(200, "SourcePage", "A page.")
                .problem(400, "A parameter cannot be accepted; every one at fault is named.")
                .shared(406, "NotAcceptable")
                .shared(503, "Unavailable");
    }

    private static Operation add() {
        return Operation.guarded("post", "/v1/sources", "addSource", "Add a source")
                .needs(Scope.SOURCES_MANAGE)
                .says("It is polled at once. One that was removed before comes back as it was.")
                .body("SourceDraft", "{\"url\": \"https://www.example.org/feed/\"}", JSON)
                .answersJson(201, "Source", "It was added.", "Location")
                .problem(400, "It cannot be accepted; every field at fault is named.")
                .problemOf(409, "KnownSource", "The address is a source already.")
                .shared(406, "NotAcceptable")
                .takesBody()
                .shared(503, "Unavailable");
    }

    private static Operation one() {
        return Operation.get("/v1/sources/{id}", "getSource", "Read a source")
                .needs(Scope.SOURCES_MANAGE)
                .says("With what its last poll did, or why it failed.")
                .parameters("sourceId")
                .answersJson(200, "Source", "It is there.")
                .problem(404, "There is no such source.")
                .shared(406, "NotAcceptable")
                .shared(503, "Unavailable");
    }

    private static Operation change() {
        return Operation.guarded("patch", "/v1/sources/{id}", "changeSource", "Change a source")
                .needs(Scope.SOURCES_MANAGE)
                .says("A merge patch (RFC 7396); its address stays.")
                .parameters("sourceId")
                .body(
                        "SourcePatch",
                        "{\"interval\": \"PT1H\"}",
                        "application/merge-patch+json",
                        JSON)
                .answersJson(200, "Source", "It was changed.")
                .problem(400, "It cannot be accepted; every field at fault is named.")
                .problem(404, "There is no such source.")
                .shared(406, "NotAcceptable")
                .takesBody()
                .shared(503, "Unavailable");
    }

    private static Operation remove() {
        return Operation.guarded("delete", "/v1/sources/{id}", "removeSource", "Remove a source")
                .needs(Scope.SOURCES_MANAGE)
                .says("Its announcements stay.")
                .parameters("sourceId")
                .answers(204, "It was removed.")
                .problem(404, "There is no such source.")
                .shared(503, "Unavailable");
    }

    private static Operation poll() {
        return Operation.guarded("post", "/v1/sources/{id}/poll", "pollSource", "Poll a source now")
                .needs(Scope.SOURCES_MANAGE)
                .says("Answered when it is over; why it failed, if it did, is in `lastError`.")
                .parameters("sourceId")
                .answersJson(200, "Source", "It was polled.")
                .problem(404, "There is no such source.")
                .problem(409, "It is being polled at this moment.")
                .shared(406, "NotAcceptable")
                .shared(503, "Unavailable");
    }

    private static Operation preview() {
        return Operation.guarded(
                        "post",
                        "/v1/sources/preview",
                        "previewSource",
                        "See what would be taken in")
                .needs(Scope.SOURCES_MANAGE)
                .says("Nothing is kept.")
                .body("PreviewRequest", "{\"url\": \"https://www.example.org/feed/\"}", JSON)
                .answersJson(200, "Preview", "What would be taken in.")
                .problem(
                        400,
                        "The address cannot be accepted, or gave nothing that announcements can be read from.")
                .shared(406, "NotAcceptable")
                .takesBody()
                .shared(503, "Unavailable");
    }
}
