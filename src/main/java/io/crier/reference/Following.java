package io.crier.reference;

import io.crier.announcement.Json;
import io.crier.reference.Reference.Chapter;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Changes, as they happen and afterwards. */
final class Following {
    private Following() {}

    static Chapter chapter() {
        return new Chapter(
                "Follow",
                "Changes, as they happen and afterwards, from one log with one cursor.",
                List.of(stream(), changes()));
    }

    private static Operation stream() {
        return Operation.get("/v1/stream", "followStream", "Follow changes as they happen")
                .says(
                        """
                        Server-sent events. The stream does not end by itself: ask with an `EventSource` or `curl -N`. It starts \
                        at `Last-Event-ID`, else at `since`, else with what happens from now on. Each event has the `id` to go \
                        on from and one line of JSON: `created`, `updated` and `removed` tell a change, `bookmark` that all up \
                        to its cursor was told (at once on opening, then every 15 s), `reset` that what the client had cannot \
                        be continued, `goaway` that this stream ends and when to come back. Through a filter, `created` also \
                        tells what came into it, and `removed` with `"left": true` what left it.
                        """)
                .parameters(
                        Stream.concat(
                                        Parameters.FILTER.stream(),
                                        Stream.of("since", "ticket", "Last-Event-ID"))
                                .toList())
                .answersText(200, "text/event-stream", events(), "The stream.", "Cache-Control")
                .problem(400, "A parameter cannot be accepted; every one at fault is named.")
                .problem(
                        429,
                        "As many streams are open from this address as may be, or more are opened a second.",
                        "Retry-After")
                .problem(503, "There is no room for another stream at the moment.", "Retry-After");
    }

    private static Operation changes() {
        return Operation.get("/v1/changes", "getChanges", "Ask for changes")
                .says(
                        """
                        For clients that ask now and then rather than listen; the items are those of the stream, byte for byte, \
                        and so are the cursors. Go on from `cursor`; where there is more by now, `next` leads there. It may \
                        lead to an answer without items, where the filter lets through none of what is left.
                        """)
                .parameters(
                        Stream.concat(
                                        Parameters.FILTER.stream(),
                                        Stream.of(
                                                "since",
                                                "changesLimit",
                                                "wait",
                                                "catchup",
                                                "fields",
                                                "If-None-Match"))
                                .toList())
                .answersJson(
                        200,
                        "Changes",
                        "What follows the cursor.",
                        "ETag?",
                        "Link",
                        "Cache-Control")
                .answers(
                        304,
                        "Nothing followed that concerns the filter.",
                        "ETag",
                        "Link",
                        "Cache-Control")
                .problem(400, "A parameter cannot be accepted; every one at fault is named.")
                .problemOf(
                        410,
                        "ExpiredCursor",
                        "The changes after this cursor cannot be told: read `snapshot`, all its pages, and go on from `cursor`.")
                .problem(
                        503,
                        "Too many wait for changes already, or the database did not answer as it should.",
                        "Retry-After");
    }

    /** The data of events; the fields tell them apart. */
    private static ObjectNode events() {
        var events = Json.MAPPER.createObjectNode();
        for (var name : List.of("Change", "Bookmark", "Reset", "GoAway")) {
            events.withArray("anyOf").add(Schemas.reference(name));
        }
        return events;
    }
}
