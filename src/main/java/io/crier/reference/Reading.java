package io.crier.reference;

import io.crier.announcement.FieldSelection;
import io.crier.reference.Reference.Chapter;
import io.crier.syndication.Format;
import io.crier.syndication.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Announcements as lists in every form, one by one, counted, and back through their history. */
final class Reading {
    private static final String LIST = "/v1/announcements";
    private static final String ONE = "/v1/announcements/{id}";
    private static final List<String> PAGES = List.of("sort", "limit", "page");

    private static final Map<String, String> TITLES =
            Map.of(
                    "json", "JSON",
                    "ics", "iCalendar",
                    "atom", "Atom",
                    "rss", "RSS",
                    "feed.json", "JSON Feed",
                    "jsonld", "schema.org's JSON-LD",
                    "csv", "CSV",
                    "ndjson", "NDJSON");

    private static final Map<String, String> ABOUT =
            Map.of(
                    "json", "A page, in the API's own form.",
                    "ics",
                            "A calendar to subscribe to (RFC 5545). Without `from`, `to` and `phase` it begins 90 days back; what was removed within that time is cancelled in it.",
                    "atom",
                            "A page of a feed (RFC 4287, RFC 5005), the latest updates first, with tombstones (RFC 6721).",
                    "rss", "A page of a feed (RSS 2.0), the latest updates first.",
                    "feed.json", "A page of a feed (JSON Feed 1.1), the latest updates first.",
                    "jsonld", "A page, as search engines read it.",
                    "csv",
                            "A table of everything that passes the filters (RFC 4180), however much that is.",
                    "ndjson",
                            "Everything that passes the filters, however much that is; an announcement a line, without the phase, which moves with the clock.");

    private Reading() {}

    static Chapter chapter() {
        var operations = new ArrayList<Operation>();
        operations.add(negotiated());
        Formats.ALL.forEach(format -> operations.add(list(format)));
        operations.add(one());
        Formats.ALL.stream()
                .filter(format -> Formats.ofOne(format.suffix()).isPresent())
                .forEach(format -> operations.add(one(format)));
        operations.add(history());
        operations.add(facets());
        return new Chapter(
                "Read",
                "Announcements as lists in every form, one by one, counted, and back through their history. Every answer has an `ETag`; a poll for which nothing relevant changed is answered 304.",
                operations);
    }

    private static Operation negotiated() {
        var operation =
                Operation.get(LIST, "listAnnouncements", "List announcements")
                        .says(
                                """
                                In the form that `Accept` likes best, JSON where it says nothing. All pages of a walk show \
                                the list as it was at the first one, whatever is written meanwhile. Filters of one kind \
                                widen each other, filters of several kinds narrow each other. What holds everything has no \
                                pages, and refuses `sort`, `limit` and `page`; `fields` are of JSON alone, `cancelled` of \
                                calendars.
                                """)
                        .parameters(Parameters.FILTER)
                        .parameters("phase")
                        .parameters(PAGES)
                        .parameters(FieldSelection.PARAMETER, "cancelled");
        Formats.ALL.forEach(format -> answer(operation, format));
        return conditional(operation)
                .problem(400, "A parameter cannot be accepted; every one at fault is named.")
                .problem(
                        410,
                        "The list has changed too much since the first page to be shown further as it was.")
                .shared(406, "NotAcceptable")
                .shared(503, "Unavailable");
    }

    private static Operation list(Format format) {
        var operation =
                Operation.get(
                                LIST + "." + format.suffix(),
                                "listAnnouncementsAs" + name(format),
                                "List announcements as " + TITLES.get(format.suffix()))
                        .says(ABOUT.getOrDefault(format.suffix(), ""))
                        .parameters(Parameters.FILTER)
                        .parameters("phase");
        if (!format.whole()) {
            operation
                    .parameters(PAGES)
                    .problem(
                            410,
                            "The list has changed too much since the first page to be shown further as it was.");
        }
        if (format.equals(Formats.JSON)) {
            operation.parameters(FieldSelection.PARAMETER);
        }
        if (format.equals(Formats.CALENDAR)) {
            operation.parameters("cancelled");
        }
        return conditional(answer(operation, format))
                .problem(400, "A parameter cannot be accepted; every one at fault is named.")
                .shared(503, "Unavailable");
    }

    private static Operation answer(Operation operation, Format format) {
        var type = type(format);
        return switch (format.suffix()) {
            case "json" -> operation.answersIn(200, type, Schemas.reference("AnnouncementPage"));
            case "ndjson" ->
                    operation.answersIn(
                            200,
                            type,
                            Operation.text(type, Schemas.reference("ExportedAnnouncement")));
            case "feed.json", "jsonld" ->
                    operation.answersIn(200, type, Schemas.reference("Document"));
            default -> operation.answersIn(200, type, Operation.text(type));
        };
    }

    private static Operation conditional(Operation operation) {
        return operation
                .parameters("If-None-Match", "If-Modified-Since")
                .describe(
                        200,
                        "What passes the filters.",
                        "ETag",
                        "Cache-Control",
                        "Last-Modified",
                        "Crier-Cursor",
                        "Link")
                .answers(304, "It is as it was.", "ETag", "Cache-Control", "Crier-Cursor?");
    }

    private static Operation one() {
        return single(
                Operation.get(ONE, "getAnnouncement", "Read an announcement")
                        .answersIn(
                                200, "application/json", Schemas.reference("CurrentAnnouncement")));
    }

    private static Operation one(Format format) {
        var type = type(format);
        return single(
                Operation.get(
                                ONE + "." + format.suffix(),
                                "getAnnouncementAs" + name(format),
                                "Read an announcement as " + TITLES.get(format.suffix()))
                        .answersIn(
                                200,
                                type,
                                switch (format.suffix()) {
                                    case "json" -> Schemas.reference("CurrentAnnouncement");
                                    case "jsonld" -> Schemas.reference("Document");
                                    default -> Operation.text(type);
                                }));
    }

    private static Operation single(Operation operation) {
        return operation
                .says("As it is now.")
                .parameters("id", "If-None-Match", "If-Modified-Since")
                .describe(
                        200,
                        "It is there.",
                        "ETag",
                        "Cache-Control",
                        "Last-Modified",
                        "Crier-Cursor")
                .answers(304, "It is as it was.", "ETag", "Cache-Control", "Crier-Cursor?")
                .problem(404, "There never was such an announcement.")
                .problemOf(410, "RemovedAnnouncement", "It was removed.")
                .shared(503, "Unavailable");
    }

    private static Operation history() {
        return Operation.get(ONE + "/history", "getHistory", "Read the history of an announcement")
                .says(
                        "Its changes that are still kept, newest first; also of one that was removed.")
                .parameters("id", "If-None-Match", "If-Modified-Since")
                .answersJson(
                        200,
                        "History",
                        "Its changes.",
                        "ETag",
                        "Cache-Control",
                        "Last-Modified",
                        "Crier-Cursor?")
                .answers(304, "It is as it was.", "ETag", "Cache-Control", "Crier-Cursor?")
                .problem(404, "There never was such an announcement.")
                .shared(503, "Unavailable");
    }

    private static Operation facets() {
        return Operation.get("/v1/facets", "countAnnouncements", "Count announcements")
                .says(
                        "How many there are by topic, language, attendance, place and month, among those that pass the filters; most frequent first.")
                .parameters(Parameters.FILTER)
                .parameters("phase", "If-None-Match", "If-Modified-Since")
                .answersJson(
                        200,
                        "FacetCounts",
                        "The counts.",
                        "ETag",
                        "Cache-Control",
                        "Last-Modified",
                        "Crier-Cursor",
                        "Link")
                .answers(304, "They are as they were.", "ETag", "Cache-Control", "Crier-Cursor?")
                .problem(400, "A parameter cannot be accepted; every one at fault is named.")
                .shared(503, "Unavailable");
    }

    private static String type(Format format) {
        return format.mediaType().split(";", 2)[0];
    }

    /** {@code FeedJson} of {@code feed.json}. */
    private static String name(Format format) {
        var name = new StringBuilder();
        for (var part : format.suffix().split("\\.", -1)) {
            name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
        }
        return name.toString();
    }
}
