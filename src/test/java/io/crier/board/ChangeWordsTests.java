package io.crier.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Announcement;
import io.crier.announcement.Change;
import io.crier.announcement.Change.FieldChange;
import io.crier.announcement.Change.Kind;
import io.crier.announcement.Content;
import io.crier.announcement.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The cases are those that the twin for browsers is held to as well. */
class ChangeWordsTests {
    static Stream<Named<JsonNode>> cases() throws IOException {
        try (var file = ChangeWordsTests.class.getResourceAsStream("change-words.json")) {
            var cases =
                    Json.MAPPER.readTree(Objects.requireNonNull(file).readAllBytes()).get("cases");
            return cases
                    .valueStream()
                    .map(one ->
                            Named.of(
                                    one.get("name").asString()
                                            + ", "
                                            + one.get("locale").asString(),
                                    one))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatTheCasesSay(JsonNode one) {
        var told = one.get("change");
        var zone = one.path("zone").asString("");
        var words =
                ChangeWords.of(
                        change(told),
                        told.path("left").asBoolean(false),
                        Spoken.in(one.get("locale").asString()),
                        zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone));
        assertThat(words)
                .isEqualTo(one.get("expected").valueStream().map(JsonNode::asString).toList());
    }

    @Test
    void thereAreEnoughCases() throws IOException {
        assertThat(cases().count()).isGreaterThanOrEqualTo(40);
    }

    private static Change change(JsonNode told) {
        var announcement = (ObjectNode) told.path("announcement").deepCopy();
        announcement.put("title", "a");
        for (var list : List.of("organisers", "partners", "topics", "accessibility")) {
            announcement.withArray(list);
        }
        if (!announcement.has("status")) {
            announcement.put("status", "scheduled");
        }
        return new Change(
                1,
                Kind.valueOf(told.get("kind").asString().toUpperCase(Locale.ROOT)),
                told.get("changed")
                        .valueStream()
                        .map(each ->
                                new FieldChange(
                                        each.get("field").asString(),
                                        each.get("from"),
                                        each.get("to")))
                        .toList(),
                null,
                new Announcement(
                        new UUID(0, 1),
                        2,
                        1,
                        Json.MAPPER.treeToValue(announcement, Content.class),
                        List.of(),
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH),
                Instant.EPOCH);
    }
}
