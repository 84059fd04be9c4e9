package io.crier.intake;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts made shorter, at places where a reader does not stumble. */
final class Texts {
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    private Texts() {}

    /** On one line, and without what a terminal or a log would take for more than text. */
    static String line(String text) {
        return UNSEEN.matcher(text).replaceAll(" ");
    }

    /**
     * At most so many code points: cut at the end of a word if there is one in the last half, with
     * an ellipsis for what is missing.
     */
    static String cut(String text, int max) {
        if (text.codePointCount(0, text.length()) <= max) {
            return text;
        }
        var end = text.offsetByCodePoints(0, max - 1);
        var word = end;
        while (word > end / 2 && !Character.isWhitespace(text.charAt(word))) {
            word--;
        }
        return text.substring(0, word > end / 2 ? word : end).stripTrailing() + '…';
    }

    /** The first sentence, or its beginning where it is longer than so many code points. */
    static String firstSentence(String text, int max) {
        var line = text.lines().findFirst().orElse("");
        var near = line.substring(0, Math.min(line.length(), 4 * max));
        var sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(near);
        var end = sentences.next();
        return cut((end == BreakIterator.DONE ? near : near.substring(0, end)).strip(), max);
    }
}
