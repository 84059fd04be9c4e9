package io.crier.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words that a text is found by, with their places: what PostgreSQL calls a {@code tsvector},
 * made here, so that a text is found in a list exactly if it is found in a stream. Immutable.
 *
 * <p>Each word is there folded (without case and accents) and as the stem of its language, both at
 * the word's place. A word of the title is there once more behind a {@code ^}, without places.
 *
 * <p>What comes after the first 10,000 words, or after a megabyte of different ones, is not found;
 * nor is a phrase beyond the 255th place of one of its words. Each passage counts for one word
 * more.
 */
public final class SearchText {
    static final String TITLE = "^";

    /** Below the 16,383 after which PostgreSQL takes all places for one. */
    private static final int MAX_PLACES = 10_000;

    /** As many as PostgreSQL keeps. */
    private static final int MAX_PLACES_OF_LEXEME = 255;

    /** Of PostgreSQL's 1,048,575 for a whole vector. */
    private static final int MAX_OCTETS = 1_000_000;

    private static final char[] NO_PLACES = {};

    /** Sorted. */
    private final String[] lexemes;

    /** Of each lexeme, rising. */
    private final char[][] places;

    private SearchText(Map<String, char[]> found) {
        lexemes = found.keySet().toArray(String[]::new);
        Arrays.sort(lexemes);
        places = new char[lexemes.length][];
        Arrays.setAll(places, i -> found.getOrDefault(lexemes[i], NO_PLACES));
    }

    /**
     * Any text can be given, of any length. A short one takes some tens of microseconds; nothing
     * waits.
     *
     * @param language as BCP 47 writes it; English where it is {@code null} or unknown
     * @param passages plain texts; no phrase is found across two of them
     */
    public static SearchText of(@Nullable String language, String title, List<String> passages) {
        var writing = new Writing(Language.of(language));
        if (writing.add(title, true)) {
            for (var passage : passages) {
                if (!writing.add(passage, false)) {
                    break;
                }
            }
        }
        return new SearchText(writing.found);
    }

    /**
     * Loads and sets up all that is needed, on the caller's thread, which may block: to be called
     * once before the first use on a thread that may not.
     */
    public static void prepare() {
        of("en", "Ready", List.of("Été"));
        TextQuery.parse("готов έτοιμο جاهز ready");
    }

    /** What PostgreSQL reads by {@code CAST(… AS tsvector)}. */
    public String tsvector() {
        var text = new StringBuilder(16 * lexemes.length);
        for (var i = 0; i < lexemes.length; i++) {
            // Nothing to escape: a lexeme has neither quotes nor backslashes.
            text.append(i == 0 ? "'" : " '").append(lexemes[i]).append('\'');
            var separator = ':';
            for (var place : places[i]) {
                text.append(separator).append((int) place);
                separator = ',';
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return tsvector();
    }

    boolean has(String lexeme) {
        return Arrays.binarySearch(lexemes, lexeme) >= 0;
    }

    boolean hasPrefix(String prefix) {
        var first = firstFrom(prefix);
        return first < lexemes.length && lexemes[first].startsWith(prefix);
    }

    void addPlaces(String lexeme, BitSet to) {
        var index = Arrays.binarySearch(lexemes, lexeme);
        if (index >= 0) {
            addPlaces(index, to);
        }
    }

    void addPlacesOfPrefix(String prefix, BitSet to) {
        for (var i = firstFrom(prefix); i < lexemes.length && lexemes[i].startsWith(prefix); i++) {
            addPlaces(i, to);
        }
    }

    private void addPlaces(int index, BitSet to) {
        for (var place : places[index]) {
            to.set(place);
        }
    }

    private int firstFrom(String prefix) {
        var index = Arrays.binarySearch(lexemes, prefix);
        return index >= 0 ? index : -index - 1;
    }

    /** A text being taken apart, one passage after another. */
    private static final class Writing {
        private final Map<String, char[]> found = new HashMap<>();
        private final Language language;
        private int place;
        private int octets;

        Writing(Language language) {
            this.language = language;
        }

        /** Whether there is room for more. */
        boolean add(String passage, boolean title) {
            var words = Words.of(passage, MAX_PLACES - place);
            for (var spelling : words) {
                var lexemes = Lexemes.of(spelling, language);
                place++;
                addLexeme(lexemes.word(), title);
                if (lexemes.stem() != null) {
                    addLexeme(lexemes.stem(), title);
                }
                if (octets > MAX_OCTETS) {
                    return false;
                }
            }
            if (!words.isEmpty()) {
                // A place left empty, over which no phrase reaches.
                place++;
            }
            return place < MAX_PLACES;
        }

        private void addLexeme(String lexeme, boolean title) {
            var before = found.getOrDefault(lexeme, NO_PLACES);
            if (before.length == MAX_PLACES_OF_LEXEME) {
                return;
            }
            var after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = (char) place;
            found.put(lexeme, after);
            octets += before.length == 0 ? octets(lexeme) + 2 : 2;
            if (title && found.putIfAbsent(TITLE + lexeme, NO_PLACES) == null) {
                octets += octets(lexeme) + 1;
            }
        }

        /** At most: three for a unit of UTF-16, and what PostgreSQL puts around it. */
        private static int octets(String lexeme) {
            return 3 * lexeme.length() + 4;
        }
    }
}
