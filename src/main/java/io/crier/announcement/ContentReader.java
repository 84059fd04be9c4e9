package io.crier.announcement;

import io.crier.refusal.InvalidInput;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what a publisher says of an event from JSON. All that is wrong is told at once, and so is a
 * field that is not known: a misspelt one would be lost.
 *
 * <p>The fields that are Crier's own may be sent back as they were read, and are ignored.
 */
public final class ContentReader {
    /** Those that Crier sets; {@code id} too, which belongs into the path. */
    private static final Set<String> READ_ONLY =
            Set.of(
                    "id",
                    "version",
                    "sequence",
                    "previousStartsAt",
                    "source",
                    "evidence",
                    "publishedAt",
                    "updatedAt",
                    "phase",
                    "cursor");

    private static final int MOST_PARTIES = 50;
    private static final int MOST_TOPICS = 50;
    private static final int LONGEST_WORD = 100;
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_SUMMARY = 5_000;
    private static final int LONGEST_BODY = 200_000;

    private ContentReader() {}

    /**
     * The content that the JSON object says; what it leaves out has no value.
     *
     * @throws InvalidInput naming each field at fault
     */
    public static Content read(JsonNode json) {
        var fields = Fields.of(json);
        var startsAt = fields.time("startsAt");
        var endsAt = fields.time("endsAt");
        if (endsAt != null && startsAt == null && !fields.failed("startsAt")) {
            fields.refuse("endsAt", "no end without startsAt");
        }
        if (endsAt != null && startsAt != null && endsAt.isBefore(startsAt)) {
            fields.refuse("endsAt", "a time that is not before startsAt");
        }
        var builder =
                Content.titled(fields.title(LONGEST_LINE))
                        .summary(fields.text("summary", LONGEST_SUMMARY))
                        .body(fields.html("body", LONGEST_BODY))
                        .language(fields.language("language"))
                        .startsAt(startsAt)
                        .endsAt(endsAt)
                        .timeZone(fields.zone("timeZone"))
                        .allDay(fields.flag("allDay"))
                        .status(fields.word("status", Status.class, Status.SCHEDULED))
                        .attendance(fields.word("attendance", Attendance.class))
                        .place(place(fields))
                        .organisers(fields.list("organisers", MOST_PARTIES, ContentReader::party))
                        .partners(fields.list("partners", MOST_PARTIES, ContentReader::party))
                        .topics(fields.words("topics", MOST_TOPICS, LONGEST_WORD))
                        .accessibility(fields.words("accessibility", MOST_TOPICS, LONGEST_WORD))
                        .url(fields.url("url"))
                        .registrationUrl(fields.url("registrationUrl"))
                        .recordingUrl(fields.url("recordingUrl"))
                        .imageUrl(fields.url("imageUrl"));
        fields.refuseOthers(READ_ONLY);
        fields.done();
        return builder.build();
    }

    /**
     * The content after a merge patch (RFC 7396).
     *
     * @throws InvalidInput naming each field at fault, of the content that the patch leads to
     */
    public static Content merge(Content content, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            throw new InvalidInput(
                    "the body is not a JSON object; a merge patch is one with the fields to change");
        }
        JsonNode target = Json.MAPPER.valueToTree(content);
        return read(merged(target, changes));
    }

    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        var merged =
                target instanceof ObjectNode object
                        ? object.deepCopy()
                        : Json.MAPPER.createObjectNode();
        for (var change : changes.properties()) {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                var old = merged.path(change.getKey());
                merged.set(change.getKey(), merged(old, change.getValue()));
            }
        }
        return merged;
    }

    private static @Nullable Place place(Fields fields) {
        var within = fields.object("place");
        if (within == null) {
            return null;
        }
        var latitude = within.number("latitude", 90);
        var longitude = within.number("longitude", 180);
        if ((latitude == null) != (longitude == null)
                && !within.failed("latitude")
                && !within.failed("longitude")) {
            within.refuse(
                    latitude == null ? "latitude" : "longitude", "latitude and longitude together");
        }
        var place =
                new Place(
                        within.text("name", LONGEST_LINE),
                        within.text("address", LONGEST_LINE),
                        within.text("locality", LONGEST_LINE),
                        within.country("country"),
                        latitude,
                        longitude);
        within.refuseOthers(Set.of());
        return place.equals(Place.NOWHERE) ? null : place;
    }

    private static Party party(Fields fields) {
        var party = new Party(fields.name("name", LONGEST_LINE), fields.url("url"));
        fields.refuseOthers(Set.of());
        return party;
    }
}
