package io.crier.reference;

import io.crier.announcement.Area;
import io.crier.announcement.FieldSelection;
import io.crier.announcement.Json;
import io.crier.announcement.Query;
import io.crier.announcement.Sort;
import io.crier.feed.DeltaQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Every parameter and request header that there is, by the name that operations call it by. */
final class Parameters {
    /** What lists, streams and changes are filtered by. */
    static final List<String> FILTER =
            List.of(
                    "q",
                    "topic",
                    "organiser",
                    "place",
                    "status",
                    "attendance",
                    "language",
                    "source",
                    "near",
                    "radius",
                    "from",
                    "to");

    private static final int MOST_VALUES = 50;

    private final Map<String, ObjectNode> parameters = new TreeMap<>();

    private Parameters() {
        filter();
        paging();
        following();
        headers();
        inPath("id", "Of the announcement; of any case.");
        inPath("sourceId", "id", "Of the source; of any case.");
        inPath("tokenId", "id", "Of the token; of any case.");
        query("sourcePage", "page", "The `next` of the page before.", text("format", "uuid"));
    }

    static Map<String, ObjectNode> all() {
        return new Parameters().parameters;
    }

    private void filter() {
        query(
                "q",
                "Words to look for, in all their forms; `\"in quotes\"` a phrase, `-word` what must not be there. The last word may be a beginning.",
                text("type", "string"));
        repeatable("organiser", "By any of these, by name, whatever case and accents.", words());
        repeatable(
                "place",
                "In any of these: the name of a venue or a town, or the code of a country.",
                words());
        query(
                "near",
                "Around a place: degrees north and east with a comma between.",
                text("pattern", "^-?[0-9]{1,2}(\\.[0-9]{1,17})?,-?[0-9]{1,3}(\\.[0-9]{1,17})?$")
                        .put("example", "50.85,4.35"));
        query("radius", "How far around `near`, in kilometres.", radius());
        repeatable("topic", "With any of these topics, whatever their case.", words());
        repeatable("status", "With any of these.", Schemas.reference("Status"));
        repeatable("attendance", "With any of these.", Schemas.reference("Attendance"));
        repeatable(
                "language", "In any of these, BCP 47; `en` finds `en-GB`.", text("type", "string"));
        repeatable("source", "Taken in from any of these sources, by `id`.", words());
        repeatable(
                "phase",
                "In any of these, at the time of the first page.",
                Schemas.reference("Phase"));
        query("from", "That are not over before: a time, or a day in UTC.", time());
        query("to", "That begin before: a time, or the end of a day in UTC.", time());
    }

    private void paging() {
        var cancelled = text("type", "string").put("default", "mark");
        cancelled.putArray("enum").add("mark").add("keep").add("remove");
        query(
                "cancelled",
                "What a calendar does with events that will not take place: it marks them, keeps them with a word in the title, or leaves them out.",
                cancelled);
        var sorts = text("type", "string");
        Arrays.stream(Sort.values()).map(Sort::word).forEach(sorts.putArray("enum")::add);
        query(
                "sort",
                "By start where nothing is said, or by relevance where words are looked for. Undated ones come last by start, in either order.",
                sorts);
        query(
                "limit",
                "How many a page has at most.",
                number(1, Query.LARGEST_PAGE, Query.USUAL_PAGE));
        query(
                "page",
                "The `next` or `previous` of another page, with the same filters and order.",
                text("type", "string"));
    }

    private void following() {
        var since = text("type", "string");
        since.put("pattern", "^(start|[0-9A-Za-z]{1,64}-[0-9]{1,18}(\\.[0-9]{1,18})?)$");
        query(
                "since",
                "After which cursor, of an earlier answer or event; `start` for the oldest change that is kept. Without it, from now on.",
                since);
        query(
                "ticket",
                "Where reads are closed, for those who cannot show a token: one that was got from `/v1/tickets`.",
                text("pattern", "^crier-ticket_[A-Za-z0-9_-]{51}$"));
        query(
                "changesLimit",
                "limit",
                "How many changes one answer has at most; also at most about 1 MiB of them.",
                number(1, DeltaQuery.MOST, DeltaQuery.USUAL));
        query(
                "wait",
                "Where there is nothing, for how many seconds the request is held until there is.",
                number(0, (int) DeltaQuery.LONGEST_WAIT.toSeconds(), 0));
        var which = text("type", "string").put("default", "all");
        which.putArray("enum").add("all").add("latest");
        put(
                        "fields",
                        FieldSelection.PARAMETER,
                        "query",
                        "Which fields announcements and `changed` have, besides `id` and `version`; all of them where it is missing. With commas between them, or repeated.",
                        fields())
                .put("style", "form")
                .put("explode", false);
        query(
                "catchup",
                "`all`: every change. `latest`: each announcement at most once, as it is now, in the order of its last change; what came and went again is left out.",
                which);
    }

    private void headers() {
        header(
                "If-Modified-Since",
                "Only if it changed later; counts where there is no `If-None-Match`.",
                text("type", "string"));
        header(
                "Last-Event-ID",
                "The `id` of the last event that was received; counts more than `since`. Browsers send it by themselves. What is no cursor is answered by a `reset`.",
                text("type", "string"));
        header(
                "If-Match",
                "Only if this is an `ETag` of the current version, or `*` if there is any.",
                text("type", "string"));
        header(
                "If-None-Match",
                "Only if this is no `ETag` of what is there.",
                text("type", "string"));
        var create = text("type", "string");
        create.put("const", "*");
        header("Create-Only", "If-None-Match", "`*`: only if there is none yet.", create);
        var key = text("type", "string").put("pattern", "^\"?[\\x21-\\x7E]{1,200}\"?$");
        header(
                "Idempotency-Key",
                "1 to 200 visible characters, such as a UUID. A repetition with the same key and the same announcement is answered the same again for a day, and creates nothing.",
                key);
    }

    private void repeatable(String name, String description, ObjectNode value) {
        var schema = text("type", "array").put("maxItems", MOST_VALUES);
        schema.set("items", value);
        put(name, name, "query", description + " Repeatable.", schema)
                .put("style", "form")
                .put("explode", true);
    }

    private void query(String name, String description, ObjectNode schema) {
        query(name, name, description, schema);
    }

    private void query(String key, String name, String description, ObjectNode schema) {
        put(key, name, "query", description, schema);
    }

    private void header(String name, String description, ObjectNode schema) {
        header(name, name, description, schema);
    }

    private void header(String key, String name, String description, ObjectNode schema) {
        put(key, name, "header", description, schema);
    }

    private void inPath(String name, String description) {
        inPath(name, name, description);
    }

    private void inPath(String key, String name, String description) {
        put(key, name, "path", description, text("format", "uuid")).put("required", true);
    }

    private ObjectNode put(
            String key, String name, String in, String description, ObjectNode schema) {
        var parameter =
                Json.MAPPER
                        .createObjectNode()
                        .put("name", name)
                        .put("in", in)
                        .put("description", description);
        parameter.set("schema", schema);
        parameters.put(key, parameter);
        return parameter;
    }

    private static ObjectNode words() {
        return text("type", "string").put("minLength", 1).put("maxLength", 1000);
    }

    private static ObjectNode radius() {
        return Json.MAPPER
                .createObjectNode()
                .put("type", "number")
                .put("exclusiveMinimum", 0)
                .put("maximum", Area.LARGEST_RADIUS)
                .put("default", Area.USUAL_RADIUS);
    }

    /** Names with commas between them; told by the type that reads them. */
    private static ObjectNode fields() {
        var schema = Json.MAPPER.createObjectNode().put("type", "array").put("uniqueItems", true);
        FieldSelection.known()
                .forEach(schema.putObject("items").put("type", "string").putArray("enum")::add);
        return schema;
    }

    private static ObjectNode time() {
        var time = text("type", "string");
        time.putArray("anyOf").addObject().put("format", "date-time");
        time.withArray("anyOf").addObject().put("format", "date");
        return time;
    }

    private static ObjectNode number(int least, int most, int usual) {
        return Json.MAPPER
                .createObjectNode()
                .put("type", "integer")
                .put("format", "int32")
                .put("minimum", least)
                .put("maximum", most)
                .put("default", usual);
    }

    private static ObjectNode text(String keyword, String value) {
        return Json.MAPPER.createObjectNode().put("type", "string").put(keyword, value);
    }
}
