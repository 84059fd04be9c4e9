package io.crier;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.announcement.Json;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not described does not pass. */
class ContractTests {
    private static final String DESCRIPTION =
            """
            {"paths": {
              "/things/{id}": {"get": {"responses": {
                "200": {"headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}}},
              "/things/{id}.txt": {"get": {"responses": {"200": {"content": {"text/plain": {"schema": {"type": "string"}}}}}}}},
             "components": {
              "headers": {"ETag": {"required": true, "schema": {"type": "string", "pattern": "^\\".+\\"$"}}},
              "schemas": {
                "Thing": {"type": "object", "additionalProperties": false, "required": ["at"],
                          "properties": {"at": {"type": "string", "format": "date-time"}}},
                "Bookmark": {"type": "object", "additionalProperties": false}}}}\
            """;

    private static final String THING = "{\"at\":\"2027-03-04T17:00:00Z\"}";

    private final Contract contract = new Contract(DESCRIPTION);

    private static HttpHeaders headers(Map<String, String> more) {
        var headers = new HashMap<String, List<String>>();
        headers.put("Content-Type", List.of("application/json"));
        headers.put("ETag", List.of("\"1\""));
        more.forEach((name, value) -> headers.put(name, List.of(value)));
        return HttpHeaders.of(headers, (_, value) -> !value.isEmpty());
    }

    @Test
    void whatIsDescribedPasses() {
        assertThatCode(() -> contract.check("GET", "/things/1?x=y", 200, headers(Map.of()), THING))
                .doesNotThrowAnyException();
        assertThatCode(() -> contract.check("HEAD", "/things/1", 200, headers(Map.of()), ""))
                .doesNotThrowAnyException();
        var text = headers(Map.of("Content-Type", "text/plain;charset=UTF-8", "ETag", ""));
        assertThatCode(() -> contract.check("GET", "/things/1.txt", 200, text, "1"))
                .doesNotThrowAnyException();
        assertThatCode(() -> contract.check("PUT", "/things/1", 405, headers(Map.of()), ""))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"at\":\"2027-03-04T17:00:00Z\",\"colour\":\"red\"} | colour",
                "{}                                                   | at",
                "{\"at\":\"soon\"}                                    | at",
                "{\"at\":                                             | no JSON"
            })
    void anotherBodyDoesNot(String body, String why) {
        assertThatThrownBy(() -> contract.check("GET", "/things/1", 200, headers(Map.of()), body))
                .isInstanceOf(Contract.Broken.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /things, 200, no such operation",
        "POST, /things/1, 201, no such operation",
        "GET, /things/1, 500, not described"
    })
    void anotherOperationOrStatusDoesNot(String method, String path, int status, String why) {
        assertThatThrownBy(() -> contract.check(method, path, status, headers(Map.of()), THING))
                .isInstanceOf(Contract.Broken.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "ETag, '', is missing",
        "ETag, 1, pattern",
        "Crier-Cursor, a-1, crier-cursor is not described",
        "Content-Type, text/html, text/html is not described"
    })
    void anotherHeaderDoesNot(String name, String value, String why) {
        assertThatThrownBy(() ->
                        contract.check(
                                "GET", "/things/1", 200, headers(Map.of(name, value)), THING))
                .isInstanceOf(Contract.Broken.class)
                .hasMessageContaining(why);
    }

    @Test
    void anotherEventDoesNot() {
        assertThatCode(() -> contract.checkEvent("bookmark", Json.MAPPER.readTree("{}")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> contract.checkEvent("bookmark", Json.MAPPER.readTree("{\"x\":1}")))
                .isInstanceOf(Contract.Broken.class);
        assertThatThrownBy(() -> contract.checkEvent("news", Json.MAPPER.readTree("{}")))
                .isInstanceOf(Contract.Broken.class);
    }
}
