package io.crier.search;

import java.text.Normalizer;
import java.util.Locale;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/** Makes one of the spellings of a word: without accents, cases, ligatures and widths. */
final class Folding {
    /** In UTF-8 at most 800 octets: far below PostgreSQL's 2,046 for a lexeme. */
    private static final int MAX_LENGTH = 200;

    /** The marks of kana tell sounds apart; they are no accents. */
    private static final String KANA_MARKS = "\u3099\u309A";

    private Folding() {}

    /**
     * The word in lower case and letters without marks; empty where nothing is left of it. It never
     * holds a quote, a backslash or an upper case ASCII letter.
     */
    static String fold(String word) {
        return isPlain(word) ? word : foldMarks(word);
    }

    private static boolean isPlain(String word) {
        for (var i = 0; i < word.length(); i++) {
            var unit = word.charAt(i);
            if ((unit < 'a' || unit > 'z') && (unit < '0' || unit > '9')) {
                return false;
            }
        }
        return word.length() <= MAX_LENGTH;
    }

    private static String foldMarks(String word) {
        var apart = Normalizer.normalize(word, Normalizer.Form.NFKD);
        var bare = new StringBuilder(apart.length());
        apart.codePoints().filter(Folding::isKept).forEach(bare::appendCodePoint);
        // Once more to lower case: both steps before make capitals of letters that had no case.
        var folded =
                Normalizer.normalize(
                        toAscii(bare).toLowerCase(Locale.ROOT).replace('ς', 'σ'),
                        Normalizer.Form.NFC);
        return folded.length() <= MAX_LENGTH
                ? folded
                : folded.substring(
                        0,
                        Character.isHighSurrogate(folded.charAt(MAX_LENGTH - 1))
                                ? MAX_LENGTH - 1
                                : MAX_LENGTH);
    }

    private static boolean isKept(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> isPartOfLetter(point);
            // Emoji: the only symbols that the tokenizer takes for words.
            case Character.OTHER_SYMBOL, Character.MODIFIER_SYMBOL -> point > 0x7F;
            case Character.COMBINING_SPACING_MARK, Character.LETTER_NUMBER -> true;
            default -> Character.isLetterOrDigit(point);
        };
    }

    /** The vowel signs of Indic scripts, say, as opposed to accents and points. */
    private static boolean isPartOfLetter(int point) {
        return switch (Character.UnicodeScript.of(point)) {
            case INHERITED -> KANA_MARKS.indexOf(point) >= 0;
            case LATIN, GREEK, CYRILLIC, HEBREW, ARABIC -> false;
            default -> true;
        };
    }

    private static String toAscii(StringBuilder text) {
        var in = text.toString().toCharArray();
        // The library makes at most four letters of one.
        var out = new char[4 * in.length];
        var length = ASCIIFoldingFilter.foldToASCII(in, 0, out, 0, in.length);
        return new String(out, 0, length);
    }
}
