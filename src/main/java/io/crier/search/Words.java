package io.crier.search;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/** Where the words of a text begin and end (Unicode Standard Annex 29), in any script. */
final class Words {
    /** A longer word is cut into several, of which each is followed by the next. */
    private static final int MAX_WORD = 100;

    private static final String EMOJI = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.EMOJI];

    private Words() {}

    /**
     * The first words of a text, in order, lower case, with their accents.
     *
     * @param limit the most that are given
     */
    static List<String> of(String text, int limit) {
        var words = new ArrayList<String>();
        try (var tokens = new StandardTokenizer()) {
            tokens.setMaxTokenLength(MAX_WORD);
            tokens.setReader(new StringReader(lowerCase(text)));
            var token = tokens.addAttribute(CharTermAttribute.class);
            var type = tokens.addAttribute(TypeAttribute.class);
            tokens.reset();
            while (words.size() < limit && tokens.incrementToken()) {
                if (type.type().equals(EMOJI)) {
                    add(words, token.toString());
                } else {
                    split(words, token);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A string could not be read", e);
        }
        return words.size() <= limit ? words : words.subList(0, limit);
    }

    private static String lowerCase(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /**
     * The annex holds "l'eau", "crier.io" and "stadt:berlin" for one word each; people look for
     * their parts.
     */
    private static void split(List<String> words, CharSequence token) {
        var word = new StringBuilder(token.length());
        token.codePoints()
                .forEach(point -> {
                    if (isPart(point)) {
                        word.appendCodePoint(point);
                    } else if (Character.getType(point) != Character.FORMAT) {
                        add(words, word.toString());
                        word.setLength(0);
                    }
                });
        add(words, word.toString());
    }

    private static boolean isPart(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.LETTER_NUMBER ->
                    true;
            // A letter only by name: the apostrophe of some languages.
            default -> point != '\u02BC' && Character.isLetterOrDigit(point);
        };
    }

    private static void add(List<String> words, String word) {
        if (!Folding.fold(word).isEmpty()) {
            words.add(word);
        }
    }
}
