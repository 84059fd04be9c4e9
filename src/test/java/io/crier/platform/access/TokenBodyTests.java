package io.crier.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TokenBodyTests {
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

    private static NamedToken.Wanted read(String body) {
        return TokenBody.read(body.getBytes(StandardCharsets.UTF_8), JsonMapper.shared(), NOW);
    }

    @Test
    void readsAllThatATokenIsToBe() {
        var wanted =
                read(
                        """
                        {"name": "lab", "scopes": ["announcements:write", "operations:read"],
                         "expiresAt": "2027-03-04T17:00:00+01:00", "limits": {"topics": ["One ", "two"]}}
                        """);
        assertThat(wanted.name()).isEqualTo("lab");
        assertThat(wanted.scopes())
                .containsExactlyInAnyOrder(Scope.ANNOUNCEMENTS_WRITE, Scope.OPERATIONS_READ);
        assertThat(wanted.expiresAt()).isEqualTo(Instant.parse("2027-03-04T16:00:00Z"));
        assertThat(Objects.requireNonNull(wanted.bounds()).topics()).containsExactly("One", "two");
    }

    /** Nor is a topic longer for having characters of two halves. */
    @Test
    void readsTopicsAsThoseOfAnnouncementsAreRead() {
        var longest = "\uD83D\uDCE3".repeat(100);
        var wanted =
                read(
                        "{\"name\":\"a\",\"scopes\":[\"announcements:write\"],\"limits\":{\"topics\":[\" %s \"]},\"expiresAt\":\"9999-12-31T23:59:59Z\"}"
                                .formatted(longest));
        assertThat(Objects.requireNonNull(wanted.bounds()).topics()).containsExactly(longest);
        assertThat(wanted.expiresAt()).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    }

    @Test
    void whatIsNotSaidIsNotBound() {
        var wanted = read("{\"name\":\"a\",\"scopes\":[\"operations:read\"],\"limits\":null}");
        assertThat(wanted.bounds()).isNull();
        assertThat(wanted.expiresAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scopes\":[\"operations:read\"]}|name",
                "{\"name\":\"two words\",\"scopes\":[\"operations:read\"]}|name",
                "{\"name\":\"-\",\"scopes\":[\"operations:read\"]}|name",
                "{\"name\":7,\"scopes\":[\"operations:read\"]}|name",
                "{\"name\":\"a\"}|scopes",
                "{\"name\":\"a\",\"scopes\":[]}|scopes",
                "{\"name\":\"a\",\"scopes\":\"operations:read\"}|scopes",
                "{\"name\":\"a\",\"scopes\":[\"everything\"]}|scopes",
                "{\"name\":\"a\",\"scopes\":[\"operations:read\"],\"expiresAt\":\"soon\"}|expiresAt",
                "{\"name\":\"a\",\"scopes\":[\"operations:read\"],\"expiresAt\":\"2026-12-31T23:59:59Z\"}|expiresAt",
                "{\"name\":\"a\",\"scopes\":[\"operations:read\"],\"limits\":{}}|limits",
                "{\"name\":\"a\",\"scopes\":[\"operations:read\"],\"limits\":[]}|limits",
                "{\"name\":\"a\",\"scopes\":[\"operations:read\"],\"limits\":{\"topics\":[]}}|limits",
                "{\"name\":\"a\",\"scopes\":[\"operations:read\"],\"limits\":{\"topics\":[\" \"]}}|limits",
                "{\"name\":\"a\",\"scopes\":[\"operations:read\"],\"limits\":{\"topics\":[\"a\"],\"source\":\"b\"}}|limits",
                "{\"name\":\"a\",\"scopes\":[\"operations:read\"],\"limits\":{\"source\":\"\"}}|limits",
                "{\"name\":\"a\",\"scopes\":[\"operations:read\"],\"limits\":{\"colour\":\"red\"}}|limits",
                "{\"name\":\"a\",\"scopes\":[\"tokens:manage\"],\"limits\":{\"source\":\"b\"}}|limits",
                "{\"name\":\"a\",\"scopes\":[\"announcements:write\",\"sources:manage\"],\"limits\":{\"topics\":[\"b\"]}}|limits",
                "{\"name\":\"a\",\"scopes\":[\"operations:read\"],\"secret\":\"mine\"}|secret",
            })
    void aFieldAtFaultIsNamed(String body, String field) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused ->
                                assertThat(refused.violations())
                                        .extracting(Violation::field)
                                        .isEqualTo(List.of(field)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "null", "\"a\""})
    void whatIsNoObjectIsRefused(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("JSON object");
    }
}
