package io.crier.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTests {
    private static final List<String> KEYS =
            List.of("cancelled", "postponed", "removed", "online", "registration", "recording");

    @ParameterizedTest
    @CsvSource({
        "en, Cancelled, Greece",
        "en-GB, Cancelled, Greece",
        "fr-BE, Annulé, Grèce",
        "de, Abgesagt, Griechenland",
        "es, Cancelado, Grecia",
        "ca, Cancel·lat, Grècia",
        "nl, Geannuleerd, Griekenland",
        "el, Ακυρώθηκε, Ελλάδα",
        "it, Annullato, Grecia",
        "pt-BR, Cancelado, Grécia",
        "pl, Odwołane, Grecja",
        // Not known, and none at all.
        "ja, Cancelled, Greece",
        ", Cancelled, Greece"
    })
    void wordsAreInTheLanguageOfTheAnnouncement(
            @Nullable String language, String word, String country) {
        var wording = Wording.of(language);

        assertThat(wording.word("cancelled")).isEqualTo(word);
        assertThat(wording.country("GR")).isEqualTo(country);
        assertThat(KEYS).allSatisfy(key -> assertThat(wording.word(key)).isNotBlank());
    }

    @Test
    void theLanguageOfTheMachineDoesNotMatter() {
        var machine = Locale.getDefault();
        try {
            Locale.setDefault(Locale.FRENCH);

            assertThat(Wording.of("ja").word("cancelled")).isEqualTo("Cancelled");
            assertThat(Wording.of(null).word("cancelled")).isEqualTo("Cancelled");
        } finally {
            Locale.setDefault(machine);
        }
    }
}
