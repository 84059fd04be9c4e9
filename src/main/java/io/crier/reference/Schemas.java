package io.crier.reference;

import io.crier.announcement.AnnouncementView;
import io.crier.announcement.Change;
import io.crier.announcement.Json;
import io.crier.announcement.Phase;
import io.crier.announcement.Place;
import io.crier.intake.Source;
import io.crier.platform.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * All schemas of the reference. The records that are written tell what they look like; what their
 * fields mean is told here, of every one of them.
 */
final class Schemas {
    private static final String STRICT = "additionalProperties";
    private static final String PROPERTIES = "properties";
    private static final String REQUIRED = "required";

    /** Set by Crier, and passed over where they are sent back. */
    private static final Set<String> READ_ONLY =
            Set.of(
                    "id",
                    "version",
                    "sequence",
                    "previousStartsAt",
                    "source",
                    "publishedAt",
                    "updatedAt",
                    "phase",
                    "cursor");

    private final Map<String, ObjectNode> schemas = new TreeMap<>();

    private Schemas() {
        var shapes =
                new Shapes(
                        Map.of(
                                AnnouncementView.class, "Announcement",
                                Change.Kind.class, "ChangeKind",
                                Problem.class, "Problem"));
        for (var type :
                List.of(
                        AnnouncementView.class,
                        Change.FieldChange.class,
                        Change.Kind.class,
                        Phase.class,
                        Source.class,
                        Problem.class)) {
            shapes.of(type);
        }
        schemas.putAll(shapes.named());
    }

    /** By name. */
    static Map<String, ObjectNode> all() {
        var schemas = new Schemas();
        schemas.announcements();
        schemas.bodies();
        schemas.lists();
        schemas.stream();
        schemas.sources();
        schemas.problems();
        return schemas.schemas;
    }

    static ObjectNode reference(String name) {
        return Json.MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private void announcements() {
        schemas.put(
                "Cursor",
                node(
                        """
                        {"type": "string", "pattern": "^[0-9A-Za-z]{1,64}-[0-9]{1,18}$"}"""));
        describe("Cursor", "A place in the log of changes, good for pages, streams and changes. Opaque.");
        describe("Announcement", "An event as its organiser tells it, with what Crier adds.");
        describe("Place", "Where an event takes place; latitude and longitude come together.");
        describe("Party", "An organiser or a partner.");
        describe("Origin", "Where an announcement was taken in from, for one that no publisher posted.");
        describe("Status", "Where an event stands in its life, as its organiser tells it.");
        describe("Attendance", "How one takes part.");
        describe("Phase", "Where an event stands on the clock at the time of the answer; `undated` where no start is known.");
        fields(
                "Announcement",
                """
                id: A UUID of version 7 (RFC 9562), unless a publisher chose another one; never reused.
                version: 1 at first, one more with every change.
                sequence: The revision that calendars know (RFC 5545 §3.8.7.4): 0 at first, one more with every change that matters to a calendar.
                title: Plain text, never blank.
                summary: Plain text.
                body: HTML, sanitised.
                language: Of the texts, BCP 47.
                startsAt: RFC 3339; at the offset of `timeZone` where that is known. Missing while it is unknown.
                endsAt: When it is over, exclusive; never before `startsAt`, never without it.
                timeZone: IANA; the zone in whose clock the event is told.
                allDay: Whether the event takes whole days of its zone, and times of day mean nothing.
                status: Where the event stands in its life.
                attendance: How one takes part.
                place: Where it takes place.
                organisers: In the order given.
                partners: In the order given.
                topics: In the order given, each once whatever its case.
                accessibility: What is provided, such as `sign language`.
                url: The event's own page.
                registrationUrl: Where one registers.
                recordingUrl: Where it can be watched afterwards.
                imageUrl: A picture.
                previousStartsAt: Starts that were told before and no longer hold, oldest first.
                source: Where it was taken in from; missing where a publisher posted it.
                publishedAt: When it was first published; never moves.
                updatedAt: When this version was written.
                phase: Where the event stands on the clock.
                cursor: Just after the latest change; missing where the answer has one for all that is in it.
                """);
        fields(
                "Place",
                """
                name: Of the venue.
                address: Street and number, as one line.
                locality: City or town.
                country: ISO 3166-1 alpha-2, upper case.
                latitude: Degrees north, WGS 84, -90 to 90.
                longitude: Degrees east, WGS 84, -180 to 180.
                """);
        fields(
                "Party",
                """
                name: What it is called.
                url: Its web site.
                """);
        fields(
                "Origin",
                """
                id: Of the source.
                uid: What the source itself calls the announcement: a guid, an id, a UID.
                url: The source's address.
                """);
        property("Announcement", "cursor").removeAll().setAll(reference("Cursor").put("description", "Just after the latest change; missing where the answer has one for all that is in it."));
        put(
                "CurrentAnnouncement",
                "An announcement as it is now, with the cursor just after its latest change.",
                """
                {"allOf": [{"$ref": "#/components/schemas/Announcement"}, {"required": ["cursor"]}]}""");
    }

    /** What publishers send: as it is read, where nothing but the title must be there. */
    private void bodies() {
        var draft = schemas.get("Announcement").deepCopy();
        draft.set(REQUIRED, Json.MAPPER.createArrayNode().add("title"));
        for (var name : draft.withObject(PROPERTIES).propertyNames()) {
            var field = (ObjectNode) draft.withObject(PROPERTIES).get(name);
            if (READ_ONLY.contains(name)) {
                field.removeAll().put("description", "Set by Crier; may be sent back as it was read, and is ignored.");
            } else if (!name.equals("title")) {
                draft.withObject(PROPERTIES).set(name, orNull(field));
            }
        }
        schemas.put("AnnouncementDraft", draft);
        describe("AnnouncementDraft", "What a publisher says of an event. A field that is left out, or `null`, has no value; one that is not known is refused. Where a `timeZone` is given, times are kept at its offset.");
        limit("title", "{\"minLength\": 1, \"maxLength\": 500}");
        limit("summary", "{\"maxLength\": 5000}");
        limit("body", "{\"maxLength\": 200000, \"description\": \"HTML; what is not safe or not known is taken out.\"}");
        limit("organisers", "{\"maxItems\": 50}");
        limit("partners", "{\"maxItems\": 50}");
        limit("topics", "{\"maxItems\": 50, \"items\": {\"type\": \"string\", \"minLength\": 1, \"maxLength\": 100}}");
        limit("accessibility", "{\"maxItems\": 50, \"items\": {\"type\": \"string\", \"minLength\": 1, \"maxLength\": 100}}");
        for (var url : List.of("url", "registrationUrl", "recordingUrl", "imageUrl")) {
            limit(url, "{\"maxLength\": 2000, \"pattern\": \"^\\\\s*[Hh][Tt][Tt][Pp][Ss]?://\"}");
        }
        property("AnnouncementDraft", "id").put("description", "Only in a line of a batch: the announcement to replace, or to create under this id. Elsewhere it must be the one in the path, and a POST has none.");
        var place = schemas.get("Place").deepCopy();
        for (var name : place.withObject(PROPERTIES).propertyNames()) {
            var field = (ObjectNode) place.withObject(PROPERTIES).get(name);
            place.withObject(PROPERTIES).set(name, orNull(field));
        }
        schemas.put("PlaceDraft", place);
        describe("PlaceDraft", "Where an event takes place; latitude and longitude come together, or not at all.");
        for (var name : List.of("name", "address", "locality")) {
            property("PlaceDraft", name).put("maxLength", 500);
        }
        property("PlaceDraft", "country").put("pattern", "^[A-Za-z]{2}$");
        property("PlaceDraft", "latitude").put("minimum", -90).put("maximum", 90);
        property("PlaceDraft", "longitude").put("minimum", -180).put("maximum", 180);
        ((ObjectNode) property("AnnouncementDraft", "place").at("/anyOf/0"))
                .put("$ref", "#/components/schemas/PlaceDraft");
        var patch = schemas.get("AnnouncementDraft").deepCopy();
        patch.remove(REQUIRED);
        schemas.put("AnnouncementPatch", patch);
        describe("AnnouncementPatch", "A merge patch (RFC 7396): the fields to change, with `null` to take a value away. `place` is merged field by field, lists are replaced.");
    }

    private void lists() {
        put(
                "AnnouncementPage",
                "A page of a list.",
                """
                {"type": "object", "additionalProperties": false, "required": ["items", "next", "cursor"], "properties": {
                  "items": {"type": "array", "maxItems": 100, "items": {"$ref": "#/components/schemas/Announcement"},
                    "description": "In the order asked for."},
                  "next": {"type": ["string", "null"], "description": "What `page` is set to for the page after it; `null` after the last."},
                  "cursor": {"$ref": "#/components/schemas/Cursor",
                    "description": "Where in the log the list is shown, the same for every page of a walk: whoever reads all of them and follows the changes from here has exactly the table."}}}""");
        put(
                "History",
                "The changes of an announcement that are still kept, newest first.",
                """
                {"type": "object", "additionalProperties": false, "required": ["items"], "properties": {
                  "items": {"type": "array", "items": {"$ref": "#/components/schemas/HistoryEntry"}, "description": "Newest first."}}}""");
        put(
                "HistoryEntry",
                "One change of an announcement.",
                """
                {"type": "object", "additionalProperties": false,
                 "required": ["cursor", "kind", "version", "at", "changed", "announcement"], "properties": {
                  "cursor": {"$ref": "#/components/schemas/Cursor", "description": "Just after the change."},
                  "kind": {"$ref": "#/components/schemas/ChangeKind"},
                  "version": {"type": "integer", "format": "int64", "description": "That the change made."},
                  "at": {"type": "string", "format": "date-time", "description": "When it was written."},
                  "changed": {"$ref": "#/components/schemas/FieldChanges"},
                  "announcement": {"$ref": "#/components/schemas/Announcement"}}}""");
        put(
                "FieldChanges",
                "The fields that differ from the version before; empty unless the kind is `updated`.",
                """
                {"type": "array", "items": {"$ref": "#/components/schemas/FieldChange"}}""");
        describe("FieldChange", "A field, before and after.");
        fields(
                "FieldChange",
                """
                field: Its name.
                from: Its value before, `null` where it had none.
                to: Its value after.
                """);
        describe("ChangeKind", "What happened. Through a filter, `created` also tells what came into it, and `removed` what left it.");
    }

    private void stream() {
        put(
                "Change",
                "What happened to an announcement: the data of `created`, `updated` and `removed`, and an item of `/v1/changes`.",
                """
                {"type": "object", "additionalProperties": false,
                 "required": ["cursor", "kind", "id", "version", "changed", "announcement"], "properties": {
                  "cursor": {"$ref": "#/components/schemas/WalkCursor", "description": "Just after the change."},
                  "kind": {"$ref": "#/components/schemas/ChangeKind"},
                  "id": {"type": "string", "format": "uuid", "description": "Of the announcement."},
                  "version": {"type": "integer", "format": "int64", "description": "That the change made."},
                  "left": {"const": true, "description": "Only where it is `removed` from a filter, and is still there."},
                  "changed": {"$ref": "#/components/schemas/FieldChanges"},
                  "announcement": {"$ref": "#/components/schemas/Announcement"}}}""");
        put(
                "Changes",
                "Changes that follow a cursor.",
                """
                {"type": "object", "additionalProperties": false, "required": ["items", "next", "cursor"], "properties": {
                  "items": {"type": "array", "maxItems": 1000, "items": {"$ref": "#/components/schemas/Change"},
                    "description": "In the order of the log."},
                  "next": {"type": ["string", "null"], "format": "uri-reference",
                    "description": "Where there is more by now; `null` where there is not."},
                  "cursor": {"$ref": "#/components/schemas/WalkCursor", "description": "Where to go on."}}}""");
        put(
                "WalkCursor",
                "A cursor; with a point and a number behind it in the midst of a walk of latest changes. Good wherever a cursor is.",
                """
                {"type": "string", "pattern": "^[0-9A-Za-z]{1,64}-[0-9]{1,18}(\\\\.[0-9]{1,18})?$"}""");
        put(
                "Bookmark",
                "The data of `bookmark`: all up to the cursor was told.",
                """
                {"type": "object", "additionalProperties": false, "required": ["cursor", "head", "at"], "properties": {
                  "cursor": {"$ref": "#/components/schemas/Cursor", "description": "Up to here all was told."},
                  "head": {"$ref": "#/components/schemas/Cursor", "description": "The end of the log."},
                  "at": {"type": "string", "format": "date-time", "description": "The time of the server."}}}""");
        put(
                "Reset",
                "The data of `reset`: what the client had cannot be continued. Read `snapshot`, all its pages; the stream goes on by itself.",
                """
                {"type": "object", "additionalProperties": false, "required": ["reason", "cursor", "snapshot"], "properties": {
                  "reason": {"$ref": "#/components/schemas/ResetReason"},
                  "cursor": {"$ref": "#/components/schemas/Cursor", "description": "The stream goes on after it."},
                  "snapshot": {"type": "string", "format": "uri-reference", "description": "The list that passes the filter."}}}""");
        put(
                "ResetReason",
                "Why a client cannot go on from where it was: the changes are no longer kept, the cursor comes from another log, from beyond the end of this one, or is none.",
                """
                {"type": "string", "enum": ["expired", "other-epoch", "future", "unreadable"]}""");
        put(
                "GoAway",
                "The data of `goaway`: this stream ends; come back after `retry`.",
                """
                {"type": "object", "additionalProperties": false, "required": ["cursor"], "properties": {
                  "cursor": {"$ref": "#/components/schemas/Cursor", "description": "Where to come back at."}}}""");
        put(
                "LineResult",
                "What became of one line of a batch.",
                """
                {"type": "object", "additionalProperties": false, "required": ["line", "status"], "properties": {
                  "line": {"type": "integer", "format": "int64", "minimum": 1, "description": "Its number in the request; blank lines are counted too."},
                  "status": {"type": "integer", "format": "int32", "description": "As a request of its own would have been answered."},
                  "id": {"type": "string", "format": "uuid", "description": "Of the announcement."},
                  "version": {"type": "integer", "format": "int64", "description": "That is current now."},
                  "cursor": {"$ref": "#/components/schemas/Cursor", "description": "Just after its latest change."},
                  "problem": {"$ref": "#/components/schemas/LineProblem", "description": "Why it was not carried out."}}}""");
    }

    private void sources() {
        describe("Source", "A place outside that announcements are taken in from, and how it has fared.");
        fields(
                "Source",
                """
                id: A UUID of version 7.
                url: The address of the RSS or Atom feed.
                title: What it was called when it was added, else what it calls itself.
                enabled: Whether it is polled unasked.
                interval: Between polls while it answers, ISO 8601.
                createdAt: When it was added.
                lastPolledAt: Whatever came of it.
                lastSucceededAt: When it was polled without an error.
                nextPollAt: When it will be polled unasked.
                lastError: Why the last poll failed; missing if it did not.
                failures: Polls that failed one after the other.
                items: How many it has ever told.
                lastPoll: What the last poll did; missing if it failed.
                """);
        describe("PollCounts", "What one poll did, in announcements.");
        fields(
                "PollCounts",
                """
                items: That the document told.
                created: New ones.
                updated: Changed ones.
                unchanged: As they were.
                ignored: Changed ones that a publisher has removed.
                refused: That could not be kept, and will be tried again.
                notModified: Whether the server said that its document is still the last one.
                """);
        put(
                "SourcePage",
                "A page of the sources.",
                """
                {"type": "object", "additionalProperties": false, "required": ["items", "next"], "properties": {
                  "items": {"type": "array", "maxItems": 100, "items": {"$ref": "#/components/schemas/Source"}, "description": "Oldest first."},
                  "next": {"type": ["string", "null"], "format": "uuid", "description": "What `page` is set to for the page after it; `null` after the last."}}}""");
        put(
                "SourceDraft",
                "A source to add.",
                """
                {"type": "object", "additionalProperties": false, "required": ["url"], "properties": {
                  "url": {"type": "string", "format": "uri", "description": "The address of an RSS or Atom feed."},
                  "title": {"type": ["string", "null"], "maxLength": 500, "description": "What to call it; else it is called what it calls itself."},
                  "interval": {"type": "string", "format": "duration", "description": "From PT1M to P7D; else the usual one."},
                  "enabled": {"type": "boolean", "default": true, "description": "Whether it is polled unasked."}}}""");
        put(
                "SourcePatch",
                "What to change of a source.",
                """
                {"type": "object", "additionalProperties": false, "properties": {
                  "title": {"type": ["string", "null"], "maxLength": 500, "description": "`null` for what it calls itself."},
                  "interval": {"type": "string", "format": "duration", "description": "From PT1M to P7D."},
                  "enabled": {"type": "boolean", "description": "Whether it is polled unasked."}}}""");
        put(
                "PreviewRequest",
                "An address to look at.",
                """
                {"type": "object", "additionalProperties": false, "required": ["url"], "properties": {
                  "url": {"type": "string", "format": "uri", "description": "The address of an RSS or Atom feed."}}}""");
        put(
                "Preview",
                "What would be taken in from an address.",
                """
                {"type": "object", "additionalProperties": false, "required": ["url", "count", "items"], "properties": {
                  "url": {"type": "string", "format": "uri", "description": "Where it was found in the end."},
                  "title": {"type": "string", "description": "What the feed calls itself."},
                  "count": {"type": "integer", "format": "int32", "description": "How many items it tells."},
                  "items": {"type": "array", "items": {"$ref": "#/components/schemas/PreviewItem"}, "description": "The first of them."}}}""");
        var item = schemas.get("Announcement").deepCopy();
        var previewed = item.withObject(PROPERTIES);
        for (var name : READ_ONLY) {
            if (!name.equals("publishedAt")) {
                previewed.remove(name);
            }
        }
        var required = Json.MAPPER.createArrayNode().add("uid");
        for (var name : schemas.get("Announcement").withArray(REQUIRED)) {
            if (previewed.has(name.stringValue()) && !name.stringValue().equals("publishedAt")) {
                required.add(name);
            }
        }
        previewed.putObject("uid").put("type", "string").put("description", "What the feed calls it.");
        previewed.withObject("publishedAt").put("description", "When the feed says that it was first published.");
        item.set(REQUIRED, required);
        schemas.put("PreviewItem", item);
        describe("PreviewItem", "An item as the announcement that it would become.");
    }

    private void problems() {
        describe("Problem", "What went wrong (RFC 9457).");
        fields(
                "Problem",
                """
                type: Always `about:blank`: the status says what kind it is.
                title: The status in words.
                status: Of the answer.
                detail: What was wrong, and what would be right.
                errors: Each field or parameter at fault.
                """);
        var type = property("Problem", "type");
        type.put("const", "about:blank");
        optional("Problem", "errors");
        describe("Violation", "One thing that was wrong with a request.");
        fields(
                "Violation",
                """
                field: The field, parameter or header at fault, as a path such as `place.latitude`.
                value: The value refused, cut to a readable length; missing where there was none.
                accepted: What would have been accepted.
                """);
        put(
                "Tombstone",
                "What stays of a removed announcement.",
                """
                {"type": "object", "additionalProperties": false, "required": ["id", "version", "sequence", "removedAt", "cursor"], "properties": {
                  "id": {"type": "string", "format": "uuid", "description": "Of the announcement."},
                  "version": {"type": "integer", "format": "int64", "description": "That the removal made."},
                  "sequence": {"type": "integer", "format": "int32", "description": "The last revision that calendars know."},
                  "removedAt": {"type": "string", "format": "date-time", "description": "When it was removed."},
                  "cursor": {"$ref": "#/components/schemas/Cursor", "description": "Just after the removal."}}}""");
        problem("StaleVersion", "Another version is current.", "{\"currentVersion\": {\"type\": \"integer\", \"format\": \"int64\", \"description\": \"0 where there is no such announcement.\"}}");
        problem("RemovedAnnouncement", "The announcement was removed.", "{\"tombstone\": {\"$ref\": \"#/components/schemas/Tombstone\"}}");
        problem(
                "ExpiredCursor",
                "Changes after the cursor cannot be told.",
                """
                {"reason": {"$ref": "#/components/schemas/ResetReason"},
                 "cursor": {"$ref": "#/components/schemas/Cursor", "description": "Where to go on once the snapshot was read."},
                 "snapshot": {"type": "string", "format": "uri-reference", "description": "The list to read first."}}""");
        problem("KnownSource", "The address is a source already.", "{\"id\": {\"type\": \"string\", \"format\": \"uuid\", \"description\": \"Of that source.\"}}");
        put("LineProblem", "Why a line was not carried out.", "{\"anyOf\": [{\"$ref\": \"#/components/schemas/Problem\"}, {\"$ref\": \"#/components/schemas/StaleVersion\"}]}");
    }

    /** A problem that tells one thing more. */
    private void problem(String name, String description, String members) {
        var problem = schemas.get("Problem").deepCopy();
        for (var member : node(members).properties()) {
            problem.withObject(PROPERTIES).set(member.getKey(), member.getValue());
            problem.withArray(REQUIRED).add(member.getKey());
        }
        schemas.put(name, problem);
        describe(name, description);
    }

    private void put(String name, String description, String schema) {
        schemas.put(name, node(schema));
        describe(name, description);
    }

    private void describe(String name, String description) {
        known(name).put("description", description);
    }

    /** Lines of a field and what it means; each field once, and none else. */
    private void fields(String name, String descriptions) {
        var properties = known(name).withObject(PROPERTIES);
        var missing = new java.util.TreeSet<>(properties.propertyNames());
        descriptions
                .lines()
                .forEach(
                        line -> {
                            var colon = line.indexOf(": ");
                            var field = line.substring(0, colon);
                            if (!missing.remove(field)) {
                                throw new IllegalStateException(name + " has no field " + field);
                            }
                            property(name, field).put("description", line.substring(colon + 2));
                        });
        if (!missing.isEmpty()) {
            throw new IllegalStateException(name + " has fields that nobody explains: " + missing);
        }
    }

    private void optional(String name, String field) {
        var required = known(name).withArray(REQUIRED);
        for (var i = 0; i < required.size(); i++) {
            if (required.get(i).stringValue().equals(field)) {
                required.remove(i);
                return;
            }
        }
    }

    private void limit(String field, String limits) {
        property("AnnouncementDraft", field).setAll(node(limits));
    }

    private ObjectNode property(String name, String field) {
        if (known(name).withObject(PROPERTIES).get(field) instanceof ObjectNode property) {
            return property;
        }
        throw new IllegalStateException(name + " has no field " + field);
    }

    private ObjectNode known(String name) {
        var schema = schemas.get(name);
        if (schema == null) {
            throw new IllegalStateException("there is no schema " + name);
        }
        return schema;
    }

    private static ObjectNode orNull(ObjectNode field) {
        var wider = Json.MAPPER.createObjectNode();
        if (field.has("type")) {
            wider.setAll(field);
            wider.putArray("type").add(field.get("type").stringValue()).add("null");
        } else {
            var description = field.remove("description");
            wider.putArray("anyOf").add(field).addObject().put("type", "null");
            wider.set("description", description);
        }
        return wider;
    }

    private static ObjectNode node(String json) {
        return (ObjectNode) Json.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
