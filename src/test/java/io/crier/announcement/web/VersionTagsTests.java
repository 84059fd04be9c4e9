package io.crier.announcement.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.announcement.Match;
import io.crier.refusal.InvalidInput;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
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

    private static Match versions(long... numbers) {
        return new Match.Exactly(
                LongStream.of(numbers)
                        .mapToObj(number -> new Match.Seen(number, null))
                        .collect(Collectors.toSet()));
    }

    @Test
    void aVersionOfARestoredLogIsAnotherOne() {
        var match = ifMatch("\"7-upcoming-0668b2e24392.gz\"");
        assertThat(match.admits(7, "0668b2e24392")).isTrue();
        assertThat(match.admits(7, "56fa53d55ffa")).isFalse();
        assertThat(match.admits(8, "0668b2e24392")).isFalse();
    }

    @Test
    void readsConditions() {
        assertThat(VersionTags.condition(new HttpHeaders())).isEqualTo(Match.ANY);
        assertThat(ifMatch("*")).isEqualTo(Match.EXISTING);
        assertThat(ifMatch("\"7-upcoming\"")).isEqualTo(versions(7));
        assertThat(ifMatch("\"7\"")).isEqualTo(versions(7));
        assertThat(ifMatch("W/\"7-live\"")).isEqualTo(versions(7));
        assertThat(ifMatch("\"7\", \"8-ended\"", "\"9\"")).isEqualTo(versions(7, 8, 9));
        assertThat(VersionTags.condition(headers(HttpHeaders.IF_NONE_MATCH, "*")))
                .isEqualTo(Match.NONE);
    }

    @Test
    void aForeignTagNeverMatches() {
        var match = ifMatch("\"abc\"");
        assertThat(match.admits(0, "a")).isFalse();
        assertThat(match.admits(1, "a")).isFalse();
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
