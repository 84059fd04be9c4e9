package io.crier.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Contract;
import io.crier.announcement.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The description by itself: complete, and in one piece. */
class ReferenceTests {
    private static final JsonNode DOCUMENT = Reference.written("0.0.0", Examples.recorded());

    /** For linters, which need not be there. */
    @BeforeAll
    static void isWritten() throws IOException {
        var file = Files.createDirectories(Path.of("target")).resolve("openapi.json");
        Files.writeString(
                file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(DOCUMENT));
    }

    private static void forEachOperation(BiConsumer<String, JsonNode> check) {
        for (var path : DOCUMENT.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                check.accept(operation.getKey() + " " + path.getKey(), operation.getValue());
            }
        }
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").stringValue().substring(1)) : node;
    }

    private static List<String> references(JsonNode node) {
        return node.findValues("$ref").stream().map(JsonNode::stringValue).toList();
    }

    @Test
    void everyOperationHasAName() {
        var ids = new ArrayList<String>();
        forEachOperation((name, operation) -> {
            ids.add(operation.path("operationId").asString(""));
            for (var word : List.of("operationId", "summary", "description")) {
                assertThat(operation.path(word).asString("")).as(name).isNotBlank();
            }
            assertThat(operation.get("tags")).as(name).hasSize(1);
            assertThat(DOCUMENT.get("tags").findValuesAsString("name"))
                    .contains(operation.at("/tags/0").stringValue());
        });
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(15);
    }

    @Test
    void everyAnswerHasAnExampleThatIsOne() {
        var contract = new Contract(DOCUMENT.toString());
        forEachOperation((name, operation) -> {
            for (var status : operation.get("responses").properties()) {
                var what = name + " " + status.getKey();
                var answer = resolved(status.getValue());
                assertThat(answer.path("description").asString("")).as(what).isNotBlank();
                for (var content : answer.path("content").properties()) {
                    assertExamples(contract, what, content.getValue());
                }
                assertThat(answer.has("content"))
                        .as(what)
                        .isEqualTo(!List.of("204", "304").contains(status.getKey()));
            }
            for (var content : operation.at("/requestBody/content").properties()) {
                assertExamples(contract, name, content.getValue());
            }
        });
    }

    private static void assertExamples(Contract contract, String what, JsonNode content) {
        assertThat(content.path("examples")).as(what + " has no example").isNotEmpty();
        for (var example : content.get("examples")) {
            contract.checkJson(what, content.get("schema"), example.get("value"));
            if (example.get("value").isString() && content.get("schema").has("contentSchema")) {
                assertLines(
                        contract, what, content.get("schema"), example.get("value").stringValue());
            }
        }
    }

    private static void assertLines(Contract contract, String what, JsonNode schema, String text) {
        var lines =
                text.lines()
                        .map(line -> line.startsWith("data: ") ? line.substring(6) : line)
                        .filter(line -> line.startsWith("{"))
                        .toList();
        assertThat(lines).as(what).isNotEmpty();
        lines.forEach(line ->
                contract.checkJson(what, schema.get("contentSchema"), Json.MAPPER.readTree(line)));
    }

    @Test
    void everyProblemSaysItsStatus() {
        forEachOperation((name, operation) -> {
            for (var status : operation.get("responses").properties()) {
                var problem = resolved(status.getValue()).at("/content/application~1problem+json");
                for (var example : problem.path("examples")) {
                    assertThat(example.at("/value/status").asString(""))
                            .as(name)
                            .isEqualTo(status.getKey());
                }
            }
        });
    }

    @Test
    void whatIsReferredToIsThereAndWhatIsThereIsReferredTo() {
        var referred = new HashSet<>(references(DOCUMENT));
        assertThat(referred)
                .allSatisfy(one -> assertThat(DOCUMENT.at(one.substring(1)).isObject()).isTrue());
        for (var kind : DOCUMENT.get("components").properties()) {
            if (!kind.getKey().equals("securitySchemes")) {
                for (var name : kind.getValue().propertyNames()) {
                    assertThat(referred)
                            .contains("#/components/%s/%s".formatted(kind.getKey(), name));
                }
            }
        }
    }

    @Test
    void everySchemaIsStrictAndExplained() {
        for (var schema : DOCUMENT.at("/components/schemas").properties()) {
            var name = schema.getKey();
            assertThat(schema.getValue().path("description").asString("")).as(name).isNotBlank();
            if (schema.getValue().path("type").asString("").equals("object")
                    && !List.of("OpenApi", "Document").contains(name)) {
                assertThat(schema.getValue().get("additionalProperties").booleanValue())
                        .as(name)
                        .isFalse();
            }
            for (var field : schema.getValue().path("properties").properties()) {
                var described = field.getValue().has("description") || field.getValue().has("$ref");
                assertThat(described).as(name + "." + field.getKey()).isTrue();
            }
        }
    }

    @Test
    void everyParameterAndHeaderIsExplained() {
        for (var kind : List.of("parameters", "headers")) {
            for (var one : DOCUMENT.get("components").get(kind).properties()) {
                assertThat(one.getValue().path("description").asString(""))
                        .as(one.getKey())
                        .isNotBlank();
                assertThat(one.getValue().path("schema").isObject()).as(one.getKey()).isTrue();
            }
        }
    }

    @Test
    void whatOneTemplateNamesIsAParameter() {
        forEachOperation((name, operation) -> {
            var inPath = new ArrayList<String>();
            for (var parameter : operation.path("parameters")) {
                if (resolved(parameter).get("in").stringValue().equals("path")) {
                    inPath.add("{" + resolved(parameter).get("name").stringValue() + "}");
                }
            }
            assertThat(name.chars().filter(one -> one == '{').count())
                    .as(name)
                    .isEqualTo(inPath.size());
            assertThat(inPath).allSatisfy(one -> assertThat(name).contains(one));
        });
    }

    @Test
    void theShapesAreThoseOfTheRecords() {
        var party = DOCUMENT.at("/components/schemas/Party");
        assertThat(party.get("required")).extracting(JsonNode::stringValue).containsExactly("name");
        assertThat(party.at("/properties/url/format").stringValue()).isEqualTo("uri");
        assertThat(DOCUMENT.at("/components/schemas/Status/enum")).hasSize(6);
        assertThat(DOCUMENT.at("/components/schemas/Announcement/properties").propertyNames())
                .contains("id", "title", "place", "phase")
                .doesNotContain("content", "announcement");
        assertThat(DOCUMENT.at("/components/schemas/Announcement/required"))
                .extracting(JsonNode::stringValue)
                .contains("title", "allDay", "topics")
                .doesNotContain("summary", "cursor", "source");
    }
}
