package io.crier.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchTextTests {

    @Test
    void keepsWordsStemsPlacesAndTheTitle() {
        assertThat(
                        SearchText.of("en", "The Elections", List.of("", "of 2026", "Ελλάδα"))
                                .tsvector())
                .isEqualTo(
                        "'2026':5 'ENelection':2 '^ENelection' '^elections' '^the' 'elections':2 'of':4"
                                + " 'the':1 'ελλαδα':7");
    }

    @Test
    void knowsNoPhraseAcrossPassages() {
        var text = SearchText.of("en", "one two", List.of("three four", "five"));
        assertThat(finds(text, "\"three four\"")).isTrue();
        assertThat(finds(text, "\"two three\"")).isFalse();
        assertThat(finds(text, "\"four five\"")).isFalse();
    }

    @Test
    void findsTheFirstTenThousandWords() {
        var text = SearchText.of("en", "start", List.of("word ".repeat(9_997) + "last beyond"));
        assertThat(finds(text, "\"last\"")).isTrue();
        assertThat(finds(text, "\"beyond\"")).isFalse();
        var passages = Collections.nCopies(5_000, "x");
        assertThat(SearchText.of("en", "start", passages).tsvector()).hasSizeLessThan(2_000);
    }

    @Test
    void findsAPhraseUpToTheMostPlacesThatAWordCanHave() {
        var text = SearchText.of("en", "", List.of("a b ".repeat(254) + "a c a d"));
        assertThat(finds(text, "\"a c\"")).isTrue();
        assertThat(finds(text, "\"a d\"")).isFalse();
        assertThat(finds(text, "\"d\"")).isTrue();
    }

    @Test
    void cutsLongWordsSoThatTheyAreStillFound() {
        var word = "lang".repeat(80);
        var text = SearchText.of("de", word + " short", List.of());
        assertThat(finds(text, word)).isTrue();
        assertThat(finds(text, "\"" + word + " short\"")).isTrue();
        assertThat(finds(text, word + "x")).isFalse();
        // One letter that is written out as eighteen.
        assertThat(SearchText.of("ar", "\uFDFA".repeat(100), List.of()).tsvector())
                .hasSizeBetween(200, 1_000);
    }

    /** Seeds are fixed: a failure is the same every time. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void throwsForNoText(Language language) {
        var random = new Random(7);
        for (var i = 0; i < 100; i++) {
            var text = RandomTexts.odd(random, 60);
            assertThat(SearchText.of(language.name(), text, List.of(text)).tsvector())
                    .doesNotContain("\\", "\0", "''");
        }
    }

    @Test
    void knowsALanguageByItsTag() {
        assertThat(Language.of("pt-BR")).isEqualTo(Language.PT);
        assertThat(Language.of("zh_Hant_TW")).isEqualTo(Language.EN);
        assertThat(Language.of("nn-NO")).isEqualTo(Language.NO);
        assertThat(Language.of("BS")).isEqualTo(Language.SR);
        assertThat(Language.of("")).isEqualTo(Language.EN);
        assertThat(Language.of("-")).isEqualTo(Language.EN);
        assertThat(Language.of(null)).isEqualTo(Language.EN);
    }

    private static boolean finds(SearchText text, String query) {
        return TextQuery.parse(query).matches(text);
    }
}
