package io.crier.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Attendance;
import io.crier.announcement.Json;
import io.crier.announcement.Status;
import io.crier.announcement.Words;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTests {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");

    private final Messages messages = Spoken.messages();

    private static Properties file(String name) throws IOException {
        var properties = new Properties();
        var stream = MessagesTests.class.getResourceAsStream("/messages/" + name + ".properties");
        try (var reader =
                new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "de", "es", "ca", "nl", "el"})
    void everyLanguageSaysTheSame(String language) throws IOException {
        var english = file("board");
        var other = file("board_" + language);
        assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (var key : english.stringPropertyNames()) {
            assertThat(placeholders(other.getProperty(key)))
                    .as(key)
                    .isEqualTo(placeholders(english.getProperty(key)));
            assertThat(other.getProperty(key))
                    .as(key)
                    .isNotBlank()
                    .isEqualTo(other.getProperty(key).strip());
        }
    }

    private static Set<String> placeholders(String text) {
        var found = new TreeSet<String>();
        PLACEHOLDER.matcher(text).results().forEach(one -> found.add(one.group()));
        return found;
    }

    @Test
    void everyWordOfTheApiHasAText() {
        var texts = Spoken.ENGLISH;
        Stream.of(Status.values())
                .forEach(status ->
                        assertThat(texts.has("status." + Words.of(status)))
                                .as("" + status)
                                .isTrue());
        Stream.of(Attendance.values())
                .forEach(how ->
                        assertThat(texts.has("attendance." + Words.of(how))).as("" + how).isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "''|en",
                "fr|fr",
                "fr-BE,fr;q=0.9,en;q=0.8|fr-BE",
                "pt-PT, de;q=0.5, en;q=0.4|de",
                "zh-Hant-TW, ja|en",
                "en-US|en-US",
                "en-ZZ|en",
                "el;q=0, nl|nl",
                "ca-ES-valencia|ca-ES",
                "*|en",
                "!!!|en",
            })
    void theLanguageIsTheOneThatTheBrowserLikesBest(String header, String tag) {
        assertThat(messages.accepted(header).tag()).isEqualTo(tag);
    }

    @Test
    void placeholdersAreReplacedAndNothingElseIs() {
        var texts = Spoken.ENGLISH;
        assertThat(texts.text("told.changed", "It's {1}", "moved")).isEqualTo("It's {1}: moved");
        assertThat(texts.text("no.such.key", "a")).isEqualTo("no.such.key");
        assertThat(texts.text("month.more")).isEqualTo("{0} more");
    }

    @Test
    void scriptsAreToldTheSame() {
        var json = Json.MAPPER.readTree(messages.json("de").orElseThrow());
        assertThat(json.get("status.cancelled").asString()).isEqualTo("Abgesagt");
        assertThat(messages.json("pt")).isEmpty();
    }
}
