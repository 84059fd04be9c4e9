package io.crier.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * What one word of a text is found by.
 *
 * <p>A stem begins with its language in capitals, {@code ENconferenc}. No word has capitals, so
 * neither a word nor its beginning is ever taken for a stem, nor a stem of one language for that of
 * another: whoever looks for Paris must not be given all that holds the French "par".
 *
 * @param word the word, folded
 * @param stem {@code null} for what has none: a number, a word that is in every text of its
 *     language, a word in a script that no stemmer reads
 */
record Lexemes(String word, @Nullable String stem) {
    /** Some 10 MB; the words of everyday are a tenth of it. */
    private static final int MAX_KNOWN = 50_000;

    /** Keeps house on the caller's thread: there is too little to do for another. */
    private static final Cache<Spelling, Lexemes> KNOWN =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).executor(Runnable::run).build();

    private record Spelling(Language language, String word) {}

    /**
     * @param spelling a word as {@link Words} gives it
     * @param language of the text that it is in; a word of another script is taken for English
     */
    static Lexemes of(String spelling, Language language) {
        var key = new Spelling(language, spelling);
        var known = KNOWN.getIfPresent(key);
        if (known == null) {
            known = make(spelling, language);
            KNOWN.put(key, known);
        }
        return known;
    }

    private static Lexemes make(String spelling, Language language) {
        var word = Folding.fold(spelling);
        if (language.writes(spelling)) {
            return new Lexemes(word, stem(spelling, language));
        }
        return new Lexemes(word, Language.EN.writes(spelling) ? stem(spelling, Language.EN) : null);
    }

    /** As a lexeme; {@code null} where the language has none for the word. */
    static @Nullable String stem(String spelling, Language language) {
        var stem = language.stem(spelling);
        var folded = stem == null ? "" : Folding.fold(stem);
        return folded.isEmpty() ? null : language.name() + folded;
    }
}
