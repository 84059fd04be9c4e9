package io.crier.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A word that is looked for: any of its lexemes will do.
 *
 * @param lexemes the word itself, folded, then its stem in every language, as nobody knows which
 *     one the word was meant in
 * @param prefix whether words that begin with the first lexeme will do too
 */
record Word(List<String> lexemes, boolean prefix) {

    /**
     * @param spelling a word as {@link Words} gives it
     */
    static Word of(String spelling, boolean prefix) {
        var lexemes = new ArrayList<String>();
        lexemes.add(Folding.fold(spelling));
        for (var language : Language.values()) {
            var stem = language.writes(spelling) ? Lexemes.stem(spelling, language) : null;
            if (stem != null) {
                lexemes.add(stem);
            }
        }
        return new Word(List.copyOf(lexemes), prefix);
    }

    /** The same word, looked for in titles only. */
    Word inTitle() {
        return new Word(lexemes.stream().map(lexeme -> SearchText.TITLE + lexeme).toList(), prefix);
    }

    /** In parentheses where there is more than one lexeme. */
    String tsquery() {
        var text = new StringBuilder(lexemes.size() == 1 ? "" : "(");
        for (var i = 0; i < lexemes.size(); i++) {
            text.append(i == 0 ? "'" : "|'").append(lexemes.get(i)).append('\'');
            if (i == 0 && prefix) {
                text.append(":*");
            }
        }
        return text.append(lexemes.size() == 1 ? "" : ")").toString();
    }

    /** In what part of the texts it is, at the most. */
    double share(Frequencies frequencies) {
        var share = lexemes.stream().mapToDouble(frequencies::of).sum();
        return Math.min(1, prefix ? share + frequencies.ofPrefix(lexemes.getFirst()) : share);
    }

    boolean isIn(SearchText text) {
        return (prefix && text.hasPrefix(lexemes.getFirst()))
                || lexemes.stream().anyMatch(text::has);
    }

    /** Where the word is. */
    BitSet places(SearchText text) {
        var places = new BitSet();
        if (prefix) {
            text.addPlacesOfPrefix(lexemes.getFirst(), places);
        }
        lexemes.forEach(lexeme -> text.addPlaces(lexeme, places));
        return places;
    }
}
