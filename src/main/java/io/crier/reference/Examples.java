package io.crier.reference;

import io.crier.announcement.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers that a Crier gave. The tests ask for each of them again, and compare; they write them
 * down anew where they are told to.
 */
final class Examples {
    private static final String RECORDED = "/reference/examples.json";

    private final Map<String, List<Example>> examples = new TreeMap<>();

    /**
     * One answer.
     *
     * @param of the operation, or the name of an answer that operations share
     * @param name of the example among those of the same answer
     * @param type of the body; empty where there is none
     * @param body JSON, or a text
     */
    record Example(
            String of, int status, String name, String summary, String type, JsonNode body) {}

    Examples(List<Example> recorded) {
        recorded.forEach(example ->
                examples.computeIfAbsent(
                                key(example.of(), Integer.toString(example.status())),
                                _ -> new java.util.ArrayList<>())
                        .add(example));
    }

    /** Those that come with Crier. */
    static Examples recorded() {
        try (var json = Examples.class.getResourceAsStream(RECORDED)) {
            if (json == null) {
                throw new IllegalStateException(RECORDED + " is missing");
            }
            return new Examples(
                    StreamSupport.stream(Json.read(json.readAllBytes()).spliterator(), false)
                            .map(example -> Json.MAPPER.treeToValue(example, Example.class))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts what there is of it into the description of an answer. */
    void into(ObjectNode answer, String of, String status) {
        for (var example : examples.getOrDefault(key(of, status), List.of())) {
            if (answer.path("content").get(example.type()) instanceof ObjectNode content) {
                content.withObject("examples")
                        .putObject(example.name())
                        .put("summary", example.summary())
                        .set("value", example.body());
            }
        }
    }

    private static String key(String of, String status) {
        return of + " " + status;
    }
}
