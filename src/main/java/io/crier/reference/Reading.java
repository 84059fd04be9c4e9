package io.crier.reference;

import io.crier.reference.Reference.Chapter;
import java.util.List;
import java.util.stream.Stream;

/** Announcements as lists, one by one, and back through their history. */
final class Reading {
    private Reading() {}

    static Chapter chapter() {
        return new Chapter(
                "Read",
                "Announcements as lists, one by one, and back through their history.",
                List.of(list(), one(), history()));
    }

    private static Operation list() {
        return Operation.get("/v1/announcements", "listAnnouncements", "List announcements")
                .says(
                        """
                        All pages of a walk show the list as it was at the first one, whatever is written meanwhile. Filters \
                        of one kind widen each other, filters of several kinds narrow each other.
                        """)
                .parameters(
                        Stream.concat(
                                        Parameters.FILTER.stream(),
                                        Stream.of("phase", "sort", "limit", "page"))
                                .toList())
                .answersJson(200, "AnnouncementPage", "A page.", "Link")
                .problem(400, "A parameter cannot be accepted; every one at fault is named.")
                .problem(
                        410,
                        "The list has changed too much since the first page to be shown further as it was.")
                .shared(406, "NotAcceptable")
                .shared(503, "Unavailable");
    }

    private static Operation one() {
        return Operation.get("/v1/announcements/{id}", "getAnnouncement", "Read an announcement")
                .says("As it is now.")
                .parameters("id", "If-None-Match")
                .answersJson(200, "CurrentAnnouncement", "It is there.", "ETag")
                .answers(304, "It is as it was.", "ETag")
                .problem(404, "There never was such an announcement.")
                .problemOf(410, "RemovedAnnouncement", "It was removed.")
                .shared(406, "NotAcceptable")
                .shared(503, "Unavailable");
    }

    private static Operation history() {
        return Operation.get(
                        "/v1/announcements/{id}/history",
                        "getHistory",
                        "Read the history of an announcement")
                .says(
                        "Its changes that are still kept, newest first; also of one that was removed.")
                .parameters("id")
                .answersJson(200, "History", "Its changes.")
                .problem(404, "There never was such an announcement.")
                .shared(406, "NotAcceptable")
                .shared(503, "Unavailable");
    }
}
