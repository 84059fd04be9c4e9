package io.crier.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.document.JsonDocument;
import io.crier.announcement.Announcement;
import io.crier.announcement.Attendance;
import io.crier.announcement.Content;
import io.crier.announcement.ContentBuilder;
import io.crier.announcement.Json;
import io.crier.announcement.Place;
import io.crier.announcement.Status;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JsonLdTests {
    private static final String SCHEMA = "https://schema.org/";
    private static final OffsetDateTime START = OffsetDateTime.parse("2027-03-04T17:00:00+01:00");

    /** What the vocabulary has for events, by its definition of the type. */
    private static final Set<String> OF_EVENTS =
            Set.of(
                    "@id",
                    "@type",
                    "identifier",
                    "name",
                    "description",
                    "url",
                    "startDate",
                    "endDate",
                    "previousStartDate",
                    "eventStatus",
                    "eventAttendanceMode",
                    "location",
                    "organizer",
                    "contributor",
                    "image",
                    "offers",
                    "recordedIn",
                    "inLanguage",
                    "keywords",
                    "subjectOf");

    private final Format format = new JsonLd();

    @Test
    void isAnEvent() {
        assertThat(Written.text(format, Written.single(format), Written.full()))
                .isEqualTo(
                        """
                        {"@context":"https://schema.org","@type":"Event",\
                        "@id":"https://crier.example/v1/announcements/01a206f3-e667-72a6-9ada-f13027f133bc",\
                        "identifier":"01a206f3-e667-72a6-9ada-f13027f133bc",\
                        "name":"Streets for \\u003cpeople> & trees","description":"What 30 km/h did in 5 cities.",\
                        "url":"https://net.example/streets?a=1&b=2",\
                        "startDate":"2027-03-04T17:00:00+01:00","endDate":"2027-03-04T18:30:00+01:00",\
                        "previousStartDate":"2027-02-25T17:00:00+01:00",\
                        "eventStatus":"https://schema.org/EventRescheduled",\
                        "eventAttendanceMode":"https://schema.org/MixedEventAttendanceMode",\
                        "location":[{"@type":"Place","name":"Town hall",\
                        "address":{"@type":"PostalAddress","streetAddress":"Grote Markt 1",\
                        "addressLocality":"Gent","addressCountry":"BE"},\
                        "geo":{"@type":"GeoCoordinates","latitude":51.05,"longitude":-3.7},\
                        "amenityFeature":{"@type":"LocationFeatureSpecification","name":"sign language","value":true}},\
                        {"@type":"VirtualLocation","url":"https://net.example/register"}],\
                        "organizer":[{"@type":"Organization","name":"City Network","url":"https://net.example"},\
                        {"@type":"Organization","name":"Town of \\"Gent\\""}],\
                        "contributor":{"@type":"Organization","name":"Trees, Inc."},\
                        "image":"https://net.example/streets.jpg",\
                        "offers":{"@type":"Offer","url":"https://net.example/register"},\
                        "recordedIn":{"@type":"CreativeWork","url":"https://net.example/streets.mp4"},\
                        "inLanguage":"en-GB","keywords":["climate","mobility"],\
                        "subjectOf":{"@type":"CreativeWork",\
                        "url":"https://crier.example/v1/announcements/01a206f3-e667-72a6-9ada-f13027f133bc",\
                        "datePublished":"2026-11-03T09:00:00Z","dateModified":"2026-11-23T09:00:00.123456Z"}}
                        """);
    }

    @Test
    void aPageIsAGraph() {
        assertThat(Written.text(format, Written.everything(format)))
                .isEqualTo("{\"@context\":\"https://schema.org\",\"@graph\":[\n\n]}\n");
    }

    @Test
    void anIndependentProcessorReadsWhatWasWritten() throws JsonLdError {
        var announcements = new Anything(13).announcements(200);
        var graph = expanded(announcements);
        assertThat(graph).hasSameSizeAs(announcements);
        for (var i = 0; i < announcements.size(); i++) {
            var event = graph.getJsonObject(i);
            var announcement = announcements.get(i);
            var content = announcement.content();
            assertThat(event.getJsonArray("@type").getString(0)).isEqualTo(SCHEMA + "Event");
            assertThat(event.getString("@id"))
                    .isEqualTo("https://crier.example/v1/announcements/" + announcement.id());
            assertThat(value(event, "name")).isEqualTo(content.title());
            assertThat(value(event, "startDate"))
                    .isEqualTo(
                            content.startsAt() == null
                                    ? isOff(content) && !announcement.previousStartsAt().isEmpty()
                                            ? Moments.previousStarts(announcement).getLast()
                                            : null
                                    : Moments.start(content));
            assertThat(value(event, "endDate")).isEqualTo(Moments.end(content));
            assertThat(value(event, "inLanguage")).isEqualTo(content.language());
            assertThat(values(event, "keywords")).isEqualTo(content.topics());
            assertThat(nested(event, "organizer", "name"))
                    .isEqualTo(content.organisers().stream().map(party -> party.name()).toList());
            assertThat(nested(event, "contributor", "name"))
                    .isEqualTo(content.partners().stream().map(party -> party.name()).toList());
        }
    }

    @Test
    void usesNoWordThatTheVocabularyLacksForEvents() {
        var used = new TreeSet<String>();
        for (var announcement : new Anything(14).announcements(300)) {
            used.addAll(event(announcement).propertyNames());
        }
        used.remove("@context");
        assertThat(used).isEqualTo(new TreeSet<>(OF_EVENTS));
    }

    @Test
    void mayStandInAScript() {
        var text =
                Texts.of(
                        format,
                        Written.page(format),
                        new Anything(15).announcements(200),
                        List.of());
        assertThat(text).doesNotContain("<").contains("\\u003c/script>\\u003c!--");
    }

    @Test
    void tellsWhatBecameOfTheEvent() {
        assertThat(status(Status.SCHEDULED)).containsExactly("EventScheduled");
        assertThat(status(Status.TENTATIVE)).isEmpty();
        assertThat(status(Status.POSTPONED)).containsExactly("EventPostponed");
        assertThat(status(Status.CANCELLED)).containsExactly("EventCancelled");
        assertThat(status(Status.RESCHEDULED)).containsExactly("EventRescheduled");
        assertThat(status(Status.MOVED_ONLINE)).containsExactly("EventMovedOnline");
        var moved =
                event(
                        Written.announcement(
                                content(Status.MOVED_ONLINE).build(),
                                List.of(START.minusDays(2), START.minusDays(1))));
        assertThat(words(moved.get("eventStatus")))
                .containsExactly("EventMovedOnline", "EventRescheduled");
        assertThat(words(moved.get("previousStartDate")))
                .containsExactly("2027-03-02T17:00:00+01:00", "2027-03-03T17:00:00+01:00");
    }

    @Test
    void whatIsOffKeepsTheStartThatItHad() {
        var told = List.of(START.minusDays(9), START);
        var postponed = content(Status.POSTPONED).startsAt(null).build();
        assertThat(event(Written.announcement(postponed, told)).get("startDate").asString())
                .isEqualTo("2027-03-04T17:00:00+01:00");
        var tentative = content(Status.TENTATIVE).startsAt(null).build();
        assertThat(event(Written.announcement(tentative, told)).has("startDate")).isFalse();
    }

    @Test
    void anEventOfWholeDaysHasDatesAlone() {
        var days =
                content(Status.SCHEDULED)
                        .allDay(true)
                        .endsAt(OffsetDateTime.parse("2027-03-06T00:00:00+01:00"))
                        .build();
        var event = event(Written.announcement(days));
        assertThat(event.get("startDate").asString()).isEqualTo("2027-03-04");
        assertThat(event.get("endDate").asString()).isEqualTo("2027-03-05");
    }

    @Test
    void tellsWhereToGo() {
        var hall = new Place("Hall", null, null, null, null, null);
        assertThat(location(content(Status.SCHEDULED).place(hall))).containsExactly("Place");
        assertThat(location(content(Status.SCHEDULED).place(hall).attendance(Attendance.HYBRID)))
                .containsExactly("Place", "VirtualLocation");
        assertThat(location(content(Status.SCHEDULED).attendance(Attendance.ONLINE)))
                .containsExactly("VirtualLocation");
        // The room is no longer where it is.
        assertThat(location(content(Status.MOVED_ONLINE).place(hall)))
                .containsExactly("VirtualLocation");
        assertThat(location(content(Status.SCHEDULED))).isEmpty();
        var online =
                event(
                        Written.announcement(
                                content(Status.MOVED_ONLINE)
                                        .attendance(Attendance.IN_PERSON)
                                        .build()));
        assertThat(words(online.get("eventAttendanceMode")))
                .containsExactly("OnlineEventAttendanceMode");
        assertThat(online.get("location").get("url").asString())
                .isEqualTo("https://crier.example/announcements/" + Written.full().id());
    }

    private static ContentBuilder content(Status status) {
        return Content.titled("x").startsAt(START).status(status);
    }

    private static boolean isOff(Content content) {
        return content.status() == Status.POSTPONED || content.status() == Status.CANCELLED;
    }

    private List<String> status(Status status) {
        var event = event(Written.announcement(content(status).build()));
        return event.has("eventStatus") ? words(event.get("eventStatus")) : List.of();
    }

    private List<String> location(ContentBuilder content) {
        var location = event(Written.announcement(content.build())).path("location");
        return (location.isObject() ? List.of(location) : location.valueStream().toList())
                .stream().map(one -> one.get("@type").asString()).toList();
    }

    /** The values, without the vocabulary's address. */
    private static List<String> words(JsonNode node) {
        return (node.isArray() ? node.valueStream() : List.of(node).stream())
                .map(value -> value.asString().replace(SCHEMA, ""))
                .toList();
    }

    private JsonNode event(Announcement announcement) {
        return Json.read(
                Written.text(format, Written.single(format), announcement)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** With a context that takes every word from the vocabulary, as schema.org's own does. */
    private JsonArray expanded(List<Announcement> announcements) throws JsonLdError {
        var context =
                JsonDocument.of(
                        new StringReader(
                                """
                                {"@context":{"@vocab":"https://schema.org/",
                                 "url":{"@type":"@id"},"image":{"@type":"@id"},
                                 "eventStatus":{"@type":"@vocab"},"eventAttendanceMode":{"@type":"@vocab"}}}
                                """));
        var document =
                JsonDocument.of(
                        new ByteArrayInputStream(
                                Written.bytes(
                                        format,
                                        Written.page(format),
                                        announcements,
                                        announcements)));
        return com.apicatalog.jsonld.JsonLd.expand(document)
                .loader((address, _) -> {
                    assertThat(address).isEqualTo(URI.create("https://schema.org"));
                    return context;
                })
                .get();
    }

    private static @Nullable String value(JsonObject event, String property) {
        var values = values(event, property);
        return values.isEmpty() ? null : values.getFirst();
    }

    private static List<String> values(JsonObject event, String property) {
        var values = event.getJsonArray(SCHEMA + property);
        return values == null
                ? List.of()
                : values.getValuesAs(JsonObject.class).stream()
                        .map(value -> value.getString("@value"))
                        .toList();
    }

    private static List<String> nested(JsonObject event, String property, String name) {
        var things = event.getJsonArray(SCHEMA + property);
        return things == null
                ? List.of()
                : things.getValuesAs(JsonObject.class).stream()
                        .flatMap(thing -> values(thing, name).stream())
                        .toList();
    }
}
