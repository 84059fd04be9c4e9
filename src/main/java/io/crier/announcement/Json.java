package io.crier.announcement;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.crier.refusal.InvalidInput;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How announcements are written as JSON, in the store and to clients: RFC 3339 times with the
 * offset they were told at, fields without a value left out, lists always there.
 */
public final class Json {
    /** Leaves out what has no value; refuses a name given twice. */
    public static final JsonMapper MAPPER =
            builder()
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    /** Writes a field without a value as null. */
    static final JsonMapper WITH_NULLS = builder().build();

    private Json() {}

    /**
     * The one JSON value that the bytes of a request are, in UTF-8.
     *
     * @throws InvalidInput telling where it is no JSON
     */
    public static JsonNode read(byte[] body) {
        try {
            return MAPPER.readTree(body);
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

    private static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS);
    }
}
