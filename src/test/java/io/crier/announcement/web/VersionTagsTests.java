package io.crier.announcement.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.announcement.Match;
import io.crier.refusal.InvalidInput;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class VersionTagsTests {
    private static HttpHeaders headers(String name, String... values) {
        var headers = new HttpHeaders();
        for (var value : values) {
            headers.add(name, value);
        }
        return headers;
    }

    private static Match ifMatch(String... values) {
        return VersionTags.condition(headers(HttpHeaders.IF_MATCH, values));
    }

    @Test
    void readsConditions() {
        assertThat(VersionTags.condition(new HttpHeaders())).isEqualTo(Match.ANY);
        assertThat(ifMatch("*")).isEqualTo(Match.EXISTING);
        assertThat(ifMatch("\"7-upcoming\"")).isEqualTo(new Match.Exactly(Set.of(7L)));
        assertThat(ifMatch("\"7\"")).isEqualTo(new Match.Exactly(Set.of(7L)));
        assertThat(ifMatch("W/\"7-live\"")).isEqualTo(new Match.Exactly(Set.of(7L)));
        assertThat(ifMatch("\"7\", \"8-ended\"", "\"9\""))
                .isEqualTo(new Match.Exactly(Set.of(7L, 8L, 9L)));
        assertThat(VersionTags.condition(headers(HttpHeaders.IF_NONE_MATCH, "*")))
                .isEqualTo(Match.NONE);
    }

    @Test
    void aForeignTagNeverMatches() {
        var match = ifMatch("\"abc\"");
        assertThat(match.admits(0)).isFalse();
        assertThat(match.admits(1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "'7'", "\"7", "7\"", "\"7\",", "\"7\" \"8\"", "w/\"7\""})
    void refusesWhatIsNoTag(String value) {
        assertThatThrownBy(() -> ifMatch(value))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("If-Match");
    }

    @Test
    void refusesAConditionThatNoWriterCanMean() {
        assertThatThrownBy(() -> VersionTags.condition(headers(HttpHeaders.IF_NONE_MATCH, "\"7\"")))
                .isInstanceOf(InvalidInput.class);
    }
}
