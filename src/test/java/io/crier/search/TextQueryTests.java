package io.crier.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextQueryTests {

    /** Words as people know them: found in the language of the text, by people of any. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en    | Conferences on open sources      | \"conference\"",
                "en-GB | The Conference                   | \"conferences\"",
                "en    | People's parliaments             | people's parliament",
                "en    | Debating migration               | \"debate\"",
                "      | Upcoming elections               | \"election\"",
                "xx    | Upcoming elections               | \"election\"",
                "mt    | Elections f'Malta                | \"election\"",
                "fr    | Les élections européennes        | \"election\"",
                "fr    | Les élections européennes        | \"élection\" \"européenne\"",
                "fr    | Soirée d'été à l'Élysée          | \"été\" \"elysee\"",
                "fr    | L’eau en Europe                  | l’eau",
                "fr    | L’eau en Europe                  | d'eau",
                "fr    | L’eau en Europe                  | \"l'eau en europe\"",
                "de    | Veranstaltungen in Köln          | \"veranstaltung\" \"koln\"",
                "de    | Bücher über Flüsse               | \"bucher\"",
                "de    | Bücher über Flüsse               | \"buch\"",
                "de    | Straße der Künste                | \"strasse\"",
                "de    | Stadt:Berlin                     | \"berlin\"",
                "es    | Conferencias sobre migración     | \"conferencia\" \"migracion\"",
                "ca    | Conferències i tallers           | \"conferencia\" \"taller\"",
                "pt    | Conferências sobre eleições      | \"conferência\"",
                "it    | Le conferenze dell'arte          | \"conferenza\" arte",
                "it    | Commedia dell’arte               | dell'arte",
                "nl    | Bijeenkomsten over verkiezingen  | \"bijeenkomst\" \"verkiezing\"",
                "sv    | Konferenser i Malmö              | \"konferens\" \"malmo\"",
                "da    | Konferencer i Århus              | \"konference\" \"arhus\"",
                "nb    | Konferanser i Tromsø             | \"konferanse\" \"tromso\"",
                "fi    | Konferenssit Helsingissä         | \"konferenssi\"",
                "et    | Valimised Tallinnas              | \"valimine\"",
                "hu    | Konferenciák Budapesten          | \"konferencia\" \"budapest\"",
                "pl    | Konferencje w Łodzi              | \"konferencja\"",
                "pl    | Konferencje w Łódź               | \"lodz\"",
                "cs    | Konference o volbách             | \"konferenci\"",
                "ro    | Conferințe despre alegeri        | \"conferinta\"",
                "bg    | Изборите в София                 | \"избори\"",
                "hr    | Konferencije u Zagrebu           | \"konferencija\"",
                "sr    | Конференције у Београду          | \"konferencija\"",
                "lt    | Konferencijos Vilniuje           | \"konferencija\"",
                "lv    | Konferences Rīgā                 | \"konference\" \"rīga\"",
                "ga    | Comhdhálacha i mBaile            | \"comhdhalacha\"",
                "el    | Οι εκλογές ΤΗΣ ΕΥΡΩΠΗΣ           | \"εκλογές\" \"ευρώπης\"",
                "el    | ΟΔΟΣ                             | \"οδός\"",
                "el    | Συνέδρια στην Αθήνα              | \"συνέδριο\"",
                "eu    | Hauteskundeak Bilbon             | \"hauteskunde\"",
                "gl    | Conferencias en Vigo             | \"conferencia\"",
                "tr    | İstanbul'da konferanslar         | \"istanbul\" \"konferans\"",
                "ru    | Конференции о выборах            | \"конференция\" \"выборы\"",
                "uk    | Вибори в Україні                 | \"вибори\" \"украіні\"",
                "ar    | المؤتمرات                        | \"المؤتمر\"",
                "ar    | مُؤْتَمَر                            | \"مؤتمر\"",
                "ja    | 東京でヨーロッパ会議             | 東京 ヨーロッパ",
                "ko    | 서울에서 회의                    | 서울",
                "en    | The Who                          | \"the who\"",
                "en    | Ｆｕｌｌ ｗｉｄｔｈ ﬁsh           | \"full width fish\"",
                "en    | soft\u00ADhyphen                 | \"softhyphen\"",
                "en    | Party 🎉 tonight                 | 🎉",
                "en    | e\u0301lections de\u0301cisives  | \"élections\" \"decisives\"",
                "en    | Save-the-date: AI&co             | save-the-date \"ai\" \"co\"",
            })
    void finds(String language, String text, String query) {
        assertThat(TextQuery.parse(query).matches(SearchText.of(language, text, List.of())))
                .as(TextQuery.parse(query).tsquery())
                .isTrue();
    }

    /** What is alike in letters only, and what was asked not to be there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr    | Venez par ici                    | \"paris\"",
                "en    | The general universe             | \"university\"",
                "en    | The general universe             | \"generation\"",
                "en    | Something new                    | \"news\"",
                "de    | Veranstaltungen in Köln          | veranstaltung -köln",
                "de    | Veranstaltungen in Köln          | veranstaltung -\"in koln\"",
                "en    | open source conference           | \"source open\"",
                "en    | open source conference           | \"open conference\"",
                "en    | open source conference           | open-conference",
                "en    | open source conference           | open \"conf\"",
                "en    | conference                       | en",
                "en    | conference                       | conf conference",
                "en    | conference                       | co",
                "ja    | かき                             | \"がき\"",
                "en    | party                            | 🎉",
            })
    void doesNotFind(String language, String text, String query) {
        assertThat(TextQuery.parse(query).matches(SearchText.of(language, text, List.of())))
                .as(TextQuery.parse(query).tsquery())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open source conf       | \"open\" \"source\" conf",
                "Source OPEN  conf      | \"open\" \"source\" conf",
                "conf \"open  Source\"  | \"conf\" \"open source\"",
                "conf “open source”     | \"conf\" \"open source\"",
                "conf «open source      | \"conf\" \"open source\"",
                "open open -shut open   | \"open\" -\"shut\" open",
                "open -shut             | \"open\" -\"shut\"",
                "open --shut            | \"open\" -\"shut\"",
                "open -\"Shut Up\"      | \"open\" -\"shut up\"",
                "Berlin - Paris         | \"berlin\" paris",
                "zebra a                | \"a\" \"zebra\"",
                "zebra & .              | zebra",
                "save-the-Date          | save-the-date",
                "d'Angelo               | angelo",
                "people’s               | people",
                "O'Reilly               | o-reilly",
                "l'                     | \"l\"",
                "Élection               | élection",
                "во                     | во",
            })
    void hasOneSpelling(String asWritten, String canonical) {
        var query = TextQuery.parse(asWritten);
        assertThat(query).hasToString(canonical).isEqualTo(TextQuery.parse(canonical));
        assertThat(query).hasSameHashCodeAs(TextQuery.parse(canonical));
    }

    @Test
    void tellsQueriesApart() {
        assertThat(TextQuery.parse("open conf"))
                .isNotEqualTo(TextQuery.parse("conf open"))
                .isNotEqualTo(TextQuery.parse("open \"conf\""))
                .isNotEqualTo(TextQuery.parse("open -conf"))
                .isNotEqualTo(TextQuery.parse("open cónf"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "&", "\"\"", "-", "- -", "\0", "\uD83C", "\u0301"})
    void refusesToLookForNothing(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextQuery.parse(text))
                .withMessage("at least one word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-open", "-open -\"a b\"", "& -open"})
    void refusesToLookForAllThatIsNotThere(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextQuery.parse(text))
                .withMessage("at least one word without a minus before it");
    }

    @Test
    void refusesWhatIsTooMuch() {
        assertThat(TextQuery.parse("a ".repeat(20))).hasToString("\"a\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextQuery.parse("a ".repeat(20) + "-b"))
                .withMessage("at most 20 words, not 21");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextQuery.parse("\"" + "a ".repeat(21) + "\""))
                .withMessage("at most 20 words, not 21");
        assertThat(TextQuery.parse("a" + " ".repeat(999))).hasToString("\"a\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextQuery.parse("a" + " ".repeat(1000)))
                .withMessage("at most 1000 characters, not 1001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open source            | ALL_IN_TITLE",
                "sources openly         | SOME_IN_TITLE",
                "\"the source\"         | ALL_IN_TITLE",
                "open budget            | SOME_IN_TITLE",
                "budget open            | SOME_IN_TITLE",
                "open -shut             | ALL_IN_TITLE",
                "budgets                | ELSEWHERE",
                "\"city budget\"        | ELSEWHERE",
                "\"open city\"          | ELSEWHERE",
                "sour                   | ALL_IN_TITLE",
                "bud                    | ELSEWHERE",
            })
    void ranksByTheTitle(String query, Rank rank) {
        var text =
                SearchText.of(
                        "en",
                        "Open the Source",
                        List.of("The city budget of an open city, openly", "city"));
        assertThat(TextQuery.parse(query).matches(text)).isTrue();
        assertThat(TextQuery.parse(query).rank(text)).isEqualTo(rank);
    }

    @Test
    void sharesOfRanksMakeUpWhatIsFound() {
        var known = Map.of("housing", 0.2, "^housing", 0.05, "climate", 0.1, "^climate", 0.1);
        Frequencies frequencies =
                new Frequencies() {
                    @Override
                    public double of(String lexeme) {
                        return known.getOrDefault(lexeme, 0.0);
                    }

                    @Override
                    public double ofPrefix(String beginning) {
                        return of(beginning);
                    }
                };
        assertThat(shares("\"housing\"", frequencies)).containsExactly(0.05, 0.05, 0.15);
        assertThat(shares("\"housing\" \"climate\"", frequencies))
                .containsExactly(0.005, 0.02, 0.0);
        assertThat(shares("\"nobody\"", frequencies)).containsExactly(0.0, 0.0, 0.0);
    }

    private static List<Double> shares(String text, Frequencies frequencies) {
        return Stream.of(Rank.values())
                .map(rank -> TextQuery.parse(text).share(rank, frequencies))
                .map(share -> Math.round(share * 1e6) / 1e6)
                .toList();
    }
}
