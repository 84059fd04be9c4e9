package io.crier.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crier.announcement.Change.FieldChange;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FieldSelectionTests {
    private static final AnnouncementView VIEW =
            AnnouncementView.within(Samples.announcement(Samples.webinar()), Samples.NOW);

    private static JsonNode written(FieldSelection fields) {
        return Json.MAPPER.readTree(Json.MAPPER.writeValueAsBytes(fields.of(VIEW)));
    }

    @Test
    void knowsTheFieldsThatAreWrittenInTheirOrder() {
        JsonNode whole = Json.WITH_NULLS.valueToTree(VIEW);
        var names = whole.propertyNames().stream().filter(name -> !name.equals("cursor"));
        assertThat(FieldSelection.known()).containsExactlyElementsOf(names.toList());
    }

    @Test
    void leavesEachFieldAsItIs() {
        var whole = written(FieldSelection.ALL);
        for (var name : FieldSelection.known()) {
            var left = written(FieldSelection.read(List.of(name)));
            assertThat(left.propertyNames())
                    .containsExactlyElementsOf(
                            whole.propertyNames().stream()
                                    .filter(List.of("id", "version", name)::contains)
                                    .toList());
            left.properties()
                    .forEach(field ->
                            assertThat(field.getValue()).isEqualTo(whole.get(field.getKey())));
        }
    }

    @Test
    void allIsTheViewItself() {
        assertThat(FieldSelection.ALL.of(VIEW)).isSameAs(VIEW);
        assertThat(FieldSelection.read(List.of())).isEqualTo(FieldSelection.ALL);
        assertThat(FieldSelection.read(List.of(String.join(",", FieldSelection.known()))))
                .isEqualTo(FieldSelection.ALL);
    }

    @Test
    void readsNamesWithCommasAndRepeated() {
        assertThat(FieldSelection.read(List.of("title, startsAt", "topics", "title")).names())
                .containsExactlyInAnyOrder("id", "version", "title", "startsAt", "topics");
    }

    @Test
    void ofChangesLeavesThoseOfItsFields() {
        var title = new FieldChange("title", Json.MAPPER.nullNode(), Json.MAPPER.nullNode());
        var body = new FieldChange("body", Json.MAPPER.nullNode(), Json.MAPPER.nullNode());
        var changed = List.of(title, body);
        assertThat(FieldSelection.read(List.of("body,url")).of(changed)).containsExactly(body);
        assertThat(FieldSelection.ALL.of(changed)).containsExactly(title, body);
    }

    @Test
    void refusesEachUnknownNameAndTellsWhichThereAre() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> FieldSelection.read(List.of("title,subtitle", "", "cursor")))
                .satisfies(refused ->
                        assertThat(refused.violations())
                                .extracting(Violation::value)
                                .containsExactly("subtitle", "", "cursor"))
                .satisfies(refused ->
                        assertThat(refused.violations())
                                .allSatisfy(violation ->
                                        assertThat(violation.accepted())
                                                .startsWith("any of id, version, sequence, title,")
                                                .contains(" startsAt,")
                                                .endsWith(" phase")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldSelection(Set.of("subtitle")))
                .withMessageContaining("subtitle");
    }
}
