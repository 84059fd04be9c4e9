package io.crier.announcement.web;

import io.crier.announcement.Json;
import io.crier.refusal.InvalidInput;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the JSON of a request. */
final class JsonBody {
    private JsonBody() {}

    /**
     * The one JSON value that the bytes are, in UTF-8.
     *
     * @throws InvalidInput telling where it is no JSON
     */
    static JsonNode read(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException notJson) {
            var place = notJson.getLocation();
            throw new InvalidInput(
                    "the body is not JSON: line %d, column %d: %s"
                            .formatted(
                                    place == null ? 1 : place.getLineNr(),
                                    place == null ? 1 : place.getColumnNr(),
                                    firstLine(notJson.getOriginalMessage())));
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").replaceAll("[^\\x20-\\x7E]", "?");
    }
}
