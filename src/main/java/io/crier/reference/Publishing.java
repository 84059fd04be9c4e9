package io.crier.reference;

import io.crier.reference.Reference.Chapter;
import java.util.List;

/** Announcements created, replaced, patched and removed. */
final class Publishing {
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";

    private static final String DRAFT =
            """
            {"title": "Bridging the gap", "startsAt": "2027-03-04T17:00:00+01:00", "timeZone": "Europe/Brussels",
             "attendance": "online", "topics": ["participation"], "language": "en"}\
            """;

    private Publishing() {}

    static Chapter chapter() {
        return new Chapter(
                "Publish",
                "Announcements created, replaced, patched and removed. A write that changes nothing makes no change and no version.",
                List.of(create(), put(), patch(), remove(), batch()));
    }

    private static Operation create() {
        return Operation.write(
                        "post", "/v1/announcements", "createAnnouncement", "Create an announcement")
                .says("Durable when it is answered, and on its way to everyone who listens.")
                .parameters("Idempotency-Key")
                .body("AnnouncementDraft", DRAFT, JSON)
                .answersJson(
                        201,
                        "CurrentAnnouncement",
                        "It was created, now or by an earlier request with the same key.",
                        "Location",
                        "ETag",
                        "Idempotency-Replayed")
                .problem(400, "It cannot be accepted; every field at fault is named.")
                .problem(409, "The key was used for another announcement before.")
                .shared(406, "NotAcceptable")
                .takesBody()
                .shared(503, "Unavailable");
    }

    private static Operation put() {
        return Operation.write(
                        "put",
                        "/v1/announcements/{id}",
                        "putAnnouncement",
                        "Create or replace an announcement")
                .says(
                        "With `If-None-Match: *` it only creates, with `If-Match` it only replaces. What was removed comes back with its next version.")
                .parameters("id", "If-Match", "Create-Only")
                .body("AnnouncementDraft", DRAFT, JSON)
                .answersJson(
                        200, "CurrentAnnouncement", "It was replaced, or is so already.", "ETag")
                .answersJson(201, "CurrentAnnouncement", "It was created.", "Location", "ETag")
                .problem(400, "It cannot be accepted; every field at fault is named.")
                .problemOf(
                        412,
                        "StaleVersion",
                        "Another version is current than `If-Match` asks for, or there is one in spite of `If-None-Match`.")
                .shared(406, "NotAcceptable")
                .takesBody()
                .shared(503, "Unavailable");
    }

    private static Operation patch() {
        return Operation.write(
                        "patch",
                        "/v1/announcements/{id}",
                        "patchAnnouncement",
                        "Change some fields of an announcement")
                .says("A merge patch (RFC 7396): `null` takes a value away.")
                .parameters("id", "If-Match")
                .body(
                        "AnnouncementPatch",
                        "{\"startsAt\": \"2027-03-04T18:00:00+01:00\", \"status\": \"rescheduled\"}",
                        "application/merge-patch+json",
                        JSON)
                .answersJson(
                        200, "CurrentAnnouncement", "It was changed, or is so already.", "ETag")
                .problem(
                        400,
                        "What the patch leads to cannot be accepted; every field at fault is named.")
                .problem(404, "There never was such an announcement.")
                .problemOf(410, "RemovedAnnouncement", "It was removed.")
                .problemOf(
                        412, "StaleVersion", "Another version is current than `If-Match` asks for.")
                .shared(406, "NotAcceptable")
                .takesBody()
                .shared(503, "Unavailable");
    }

    private static Operation remove() {
        return Operation.write(
                        "delete",
                        "/v1/announcements/{id}",
                        "removeAnnouncement",
                        "Remove an announcement")
                .says(
                        "A tombstone stays. An event that will not take place is better patched to `cancelled`.")
                .parameters("id", "If-Match")
                .answers(204, "It was removed.", "Crier-Cursor")
                .problem(400, "`If-Match` holds no entity tags.")
                .problem(404, "There never was such an announcement.")
                .problemOf(410, "RemovedAnnouncement", "It was removed before.")
                .problemOf(
                        412, "StaleVersion", "Another version is current than `If-Match` asks for.")
                .shared(503, "Unavailable");
    }

    private static Operation batch() {
        return Operation.write(
                        "post",
                        "/v1/announcements/batch",
                        "writeBatch",
                        "Create or replace many announcements")
                .says(
                        """
                        A JSON object a line, each of them created, or with an `id` created or replaced. Every line is carried \
                        out for itself and answered by a line, in order, as soon as it is durable; nothing is rolled back for \
                        another line's sake. Blank lines are passed over. The `Idempotency-Key` counts for each line that is \
                        created, together with the line's number.
                        """)
                .parameters("Idempotency-Key")
                .lines(
                        "AnnouncementDraft",
                        NDJSON,
                        "{\"title\":\"One\"}\n{\"title\":\"Two\",\"topics\":[\"participation\"]}\n")
                .answersText(
                        200,
                        NDJSON,
                        Schemas.reference("LineResult"),
                        "A result for each line, in order.")
                .problem(400, "The `Idempotency-Key` is none.")
                .shared(406, "NotAcceptable")
                .shared(415, "UnsupportedMediaType");
    }
}
