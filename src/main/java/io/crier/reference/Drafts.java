package io.crier.reference;

import io.crier.announcement.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Announcements as they are sent rather than read: nothing but the title must be there, whatever
 * else may be {@code null}, and what Crier sets is passed over. And announcements in part.
 */
final class Drafts {
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

    private static final String ANNOUNCEMENT = "Announcement";
    private static final String DRAFT = "AnnouncementDraft";
    private static final String PLACE = "PlaceDraft";

    private final Schemas schemas;

    Drafts(Schemas schemas) {
        this.schemas = schemas;
    }

    void add() {
        schemas.put(
                DRAFT,
                "What a publisher says of an event. A field that is left out, or `null`, has no value; one that is not known is refused. Where a `timeZone` is given, times are kept at its offset.",
                lenient(ANNOUNCEMENT));
        schemas.get(DRAFT).putArray(Schemas.REQUIRED).add("title");
        schemas.put(
                PLACE, "Latitude and longitude come together, or not at all.", lenient("Place"));
        ((ObjectNode) schemas.property(DRAFT, "place").at("/anyOf/0"))
                .setAll(Schemas.reference(PLACE));
        limits();
        schemas.put(
                "AnnouncementPatch",
                "A merge patch (RFC 7396): the fields to change, with `null` to take a value away. `place` is merged field by field, lists are replaced.",
                schemas.get(DRAFT).deepCopy().without(Schemas.REQUIRED));
        var selected = schemas.get(ANNOUNCEMENT).deepCopy();
        selected.putArray(Schemas.REQUIRED).add("id").add("version");
        schemas.put(
                "SelectedAnnouncement",
                "An announcement with the fields that were asked for.",
                selected);
        schemas.put(
                "ExportedAnnouncement",
                "An announcement without what moves with the clock.",
                schemas.get(ANNOUNCEMENT).deepCopy());
        schemas.properties("ExportedAnnouncement").remove("phase");
        without("ExportedAnnouncement", "phase");
        schemas.put(
                "PreviewItem", "An item as the announcement that it would become.", previewed());
    }

    private void limits() {
        schemas.property(DRAFT, "title")
                .put("type", "string")
                .put("minLength", 1)
                .put("maxLength", 500);
        schemas.property(DRAFT, "summary").put("maxLength", 5000);
        schemas.property(DRAFT, "body").put("maxLength", 200_000);
        for (var list : List.of("organisers", "partners", "topics", "accessibility")) {
            schemas.property(DRAFT, list).put("maxItems", 50);
        }
        for (var words : List.of("topics", "accessibility")) {
            schemas.property(DRAFT, words)
                    .withObject("items")
                    .put("minLength", 1)
                    .put("maxLength", 100);
        }
        for (var url : List.of("url", "registrationUrl", "recordingUrl", "imageUrl")) {
            schemas.property(DRAFT, url)
                    .put("maxLength", 2000)
                    .put("pattern", "^[Hh][Tt][Tt][Pp][Ss]?://");
        }
        for (var line : List.of("name", "address", "locality")) {
            schemas.property(PLACE, line).put("maxLength", 500);
        }
        schemas.property(PLACE, "country").put("pattern", "^[A-Za-z]{2}$");
        schemas.property(PLACE, "latitude").put("minimum", -90).put("maximum", 90);
        schemas.property(PLACE, "longitude").put("minimum", -180).put("maximum", 180);
    }

    private ObjectNode lenient(String name) {
        var schema = schemas.get(name).deepCopy().without(Schemas.REQUIRED);
        var fields = schema.withObject(Schemas.PROPERTIES);
        for (var field : List.copyOf(fields.properties())) {
            fields.set(
                    field.getKey(),
                    name.equals(ANNOUNCEMENT) && READ_ONLY.contains(field.getKey())
                            ? ignored(field.getKey())
                            : orNull((ObjectNode) field.getValue()));
        }
        return schema;
    }

    private static ObjectNode ignored(String field) {
        return Json.MAPPER
                .createObjectNode()
                .put(
                        Schemas.DESCRIPTION,
                        field.equals("id")
                                ? "In a line of a batch, the announcement to replace, or to create under this id. Elsewhere the one in the path; a POST has none."
                                : "Set by Crier; may be sent back as it was read, and is ignored.");
    }

    private static ObjectNode orNull(ObjectNode field) {
        var wider = Json.MAPPER.createObjectNode();
        if (field.has("type")) {
            wider.setAll(field);
            wider.putArray("type").add(field.get("type")).add("null");
        } else {
            wider.putArray("anyOf")
                    .add(field.deepCopy().without(Schemas.DESCRIPTION))
                    .addObject()
                    .put("type", "null");
            wider.set(Schemas.DESCRIPTION, field.get(Schemas.DESCRIPTION));
        }
        return wider;
    }

    private void without(String name, String field) {
        var required = new ArrayList<String>();
        schemas.get(name).get(Schemas.REQUIRED).forEach(one -> required.add(one.stringValue()));
        required.remove(field);
        required.forEach(schemas.get(name).putArray(Schemas.REQUIRED)::add);
    }

    /** What a feed tells: no more than a draft, and always what a content always has. */
    private ObjectNode previewed() {
        var schema = schemas.get(ANNOUNCEMENT).deepCopy();
        var fields = schema.withObject(Schemas.PROPERTIES);
        fields.without(READ_ONLY);
        fields.putObject("uid")
                .put("type", "string")
                .put(Schemas.DESCRIPTION, "What the feed calls it.");
        fields.putObject("publishedAt")
                .put("type", "string")
                .put("format", "date-time")
                .put(Schemas.DESCRIPTION, "When the feed says that it was first published.");
        var required = new ArrayList<String>(List.of("uid"));
        schema.get(Schemas.REQUIRED).forEach(name -> required.add(name.stringValue()));
        required.removeAll(READ_ONLY);
        required.forEach(schema.putArray(Schemas.REQUIRED)::add);
        return schema;
    }
}
