package io.crier.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentReaderTests {
    private static Content read(String json) {
        return ContentReader.read(Json.MAPPER.readTree(json));
    }

    private static List<Violation> violations(String json) {
        try {
            read(json);
            return List.of();
        } catch (InvalidInput refusal) {
            return refusal.violations();
        }
    }

    @Test
    void readsBackWhatWasWritten() {
        var json =
                Json.MAPPER.writeValueAsString(
                        AnnouncementView.of(
                                Samples.announcement(Samples.webinar()),
                                new Cursor("e", 1),
                                Samples.NOW));
        assertThat(read(json)).isEqualTo(Samples.webinar());
    }

    @Test
    void aTitleIsEnough() {
        assertThat(read("{\"title\":\" x \"}")).isEqualTo(Content.titled("x").build());
        assertThat(read("{\"title\":\"x\"}").status()).isEqualTo(Status.SCHEDULED);
    }

    @Test
    void bringsValuesIntoOneForm() {
        var content =
                read(
                        """
                        {"title":"x","language":"EN-gb","topics":["Climate"," climate ","Éducation"],"summary":"  ",
                         "startsAt":"2027-07-01T10:00Z","timeZone":"Europe/Athens","place":{"country":"gr","name":""},
                         "body":"<p onclick='x()'>Hi<script>alert(1)</script></p>"}
                        """);
        assertThat(content.language()).isEqualTo("en-GB");
        assertThat(content.topics()).containsExactly("Climate", "Éducation");
        assertThat(content.summary()).isNull();
        assertThat(content.startsAt()).isEqualTo(OffsetDateTime.parse("2027-07-01T13:00:00+03:00"));
        assertThat(content.place()).isEqualTo(new Place(null, null, null, "GR", null, null));
        assertThat(content.body()).isEqualTo("<p>Hi</p>");
    }

    @Test
    void anEmptyPlaceIsNone() {
        assertThat(read("{\"title\":\"x\",\"place\":{}}").place()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                              | title            |",
                "{'title':null}                                  | title            |",
                "{'title':''}                                    | title            |",
                "{'title':'  '}                                  | title            | `  `",
                "{'title':5}                                     | title            | 5",
                "{'title':['x']}                                 | title            | [\"x\"]",
                "{'title':'x','titel':'y'}                       | titel            | y",
                "{'title':'x','allDay':'yes'}                    | allDay           | yes",
                "{'title':'x','startsAt':'tomorrow'}             | startsAt         | tomorrow",
                "{'title':'x','startsAt':'2027-03-04'}           | startsAt         | 2027-03-04",
                "{'title':'x','startsAt':'2027-03-04T17:00:00'}  | startsAt         | 2027-03-04T17:00:00",
                "{'title':'x','startsAt':'2027-02-29T17:00:00Z'} | startsAt         | 2027-02-29T17:00:00Z",
                "{'title':'x','startsAt':'9999-01-01T00:00:00Z'} | startsAt         | 9999-01-01T00:00:00Z",
                "{'title':'x','endsAt':'2027-03-04T17:00:00Z'}   | endsAt           | 2027-03-04T17:00:00Z",
                "{'title':'x','startsAt':'2027-03-04T17:00:00Z','endsAt':'2027-03-04T17:00:00+01:00'} | endsAt | 2027-03-04T17:00:00+01:00",
                "{'title':'x','timeZone':'Mars/Base'}            | timeZone         | Mars/Base",
                "{'title':'x','timeZone':'+01:00'}               | timeZone         | +01:00",
                "{'title':'x','language':'english language'}     | language         | english language",
                "{'title':'x','language':''}                     | language         |",
                "{'title':'x','status':'on'}                     | status           | on",
                "{'title':'x','status':'SCHEDULED'}              | status           | SCHEDULED",
                "{'title':'x','attendance':'remote'}             | attendance       | remote",
                "{'title':'x','place':'Brussels'}                | place            | Brussels",
                "{'title':'x','place':{'latitude':91,'longitude':0}} | place.latitude | 91",
                "{'title':'x','place':{'latitude':9}}            | place.longitude  |",
                "{'title':'x','place':{'country':'XX'}}          | place.country    | XX",
                "{'title':'x','place':{'city':'Gent'}}           | place.city       | Gent",
                "{'title':'x','organisers':{'name':'y'}}         | organisers       | {\"name\":\"y\"}",
                "{'title':'x','organisers':['y']}                | organisers       | [\"y\"]",
                "{'title':'x','organisers':[{'name':'a'},{}]}    | organisers[1].name |",
                "{'title':'x','partners':[{'name':'a','url':'x'}]} | partners[0].url | x",
                "{'title':'x','topics':'y'}                      | topics           | y",
                "{'title':'x','topics':['']}                     | topics           | [\"\"]",
                "{'title':'x','url':'javascript:alert(1)'}       | url              | javascript:alert(1)",
                "{'title':'x','url':'https://user:pw@example.org/'} | url           | https://user:pw@example.org/",
                "{'title':'x','imageUrl':'//example.org/a.png'}  | imageUrl         | //example.org/a.png",
                "{'title':'x','recordingUrl':'https:///a'}       | recordingUrl     | https:///a",
            })
    void namesTheFieldAndTheValueRefused(String json, String field, String value) {
        var violations = violations(json.replace('\'', '"'));
        assertThat(violations).extracting(Violation::field).containsExactly(field);
        assertThat(violations.getFirst().value())
                .isEqualTo(value == null && json.contains(":''") ? "" : value);
        assertThat(violations.getFirst().accepted()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\u001bb", "a\\ud800b"})
    void refusesWhatIsNoText(String title) {
        assertThat(violations("{\"title\":\"" + title + "\"}"))
                .extracting(Violation::field)
                .containsExactly("title");
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        assertThat(violations("{\"url\":\"x\",\"status\":\"y\",\"z\":1}"))
                .extracting(Violation::field)
                .containsExactlyInAnyOrder("title", "url", "status", "z");
    }

    @Test
    void refusesWhatIsTooLongWithoutRepeatingIt() {
        var violation = violations("{\"title\":\"" + "x".repeat(501) + "\"}").getFirst();
        assertThat(violation.accepted()).contains("500");
        assertThat(violation.value()).hasSize(101).endsWith("…");
        assertThat(violations("{\"title\":\"" + "\uD83C\uDF89".repeat(500) + "\"}")).isEmpty();
        assertThat(
                        violations(
                                "{\"title\":\"x\",\"topics\":"
                                        + "[\"a\"]".replace("a", "b".repeat(101))
                                        + "}"))
                .isNotEmpty();
        assertThat(violations("{\"title\":\"x\",\"topics\":[" + "\"a\",".repeat(50) + "\"b\"]}"))
                .isNotEmpty();
    }

    @Test
    void refusesWhatIsNoObject() {
        for (var json : List.of("[]", "\"x\"", "5", "null", "true")) {
            assertThatThrownBy(() -> read(json))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("JSON object");
        }
    }

    @Test
    void aMergePatchChangesOnlyWhatItNames() {
        var patched =
                ContentReader.merge(
                        Samples.webinar(),
                        Json.MAPPER.readTree(
                                """
                                {"title":"Other","summary":null,"place":{"locality":"Gent","name":null},"topics":["x"]}
                                """));
        assertThat(patched)
                .isEqualTo(
                        Samples.webinar()
                                .with()
                                .title("Other")
                                .summary(null)
                                .place(new Place(null, null, "Gent", null, null, null))
                                .topics(List.of("x"))
                                .build());
    }

    @Test
    void aMergePatchIsCheckedAgainstWhatIsThere() {
        var patch = Json.MAPPER.readTree("{\"endsAt\":\"2027-03-04T15:00:00+01:00\"}");
        assertThatThrownBy(() -> ContentReader.merge(Samples.webinar(), patch))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refusal ->
                                assertThat(refusal.violations())
                                        .extracting(Violation::field)
                                        .containsExactly("endsAt"));
        assertThatThrownBy(
                        () -> ContentReader.merge(Samples.webinar(), Json.MAPPER.readTree("[1]")))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() ->
                        ContentReader.merge(
                                Samples.webinar(), Json.MAPPER.readTree("{\"title\":null}")))
                .isInstanceOf(InvalidInput.class);
    }
}
