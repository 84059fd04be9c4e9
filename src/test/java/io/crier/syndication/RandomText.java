package io.crier.syndication;

import java.util.List;
import java.util.Random;

/** Texts that are hard to write down, without the characters that are never written. */
final class RandomText {
    private static final List<String> PIECES =
            List.of(
                    "a",
                    "word",
                    "Ω",
                    "é",
                    "e\u0301",
                    "漢字",
                    "שלום",
                    "مرحبا",
                    "😀",
                    "👩‍👩‍👧",
                    "🇧🇪",
                    "\uD800\uDF48",
                    "\\",
                    "\\n",
                    "\\N",
                    ";",
                    ",",
                    ":",
                    "\"",
                    "'",
                    "^",
                    "^n",
                    "%0D%0A",
                    "=",
                    "\n",
                    "END:VEVENT",
                    "<b>",
                    "&amp;",
                    "\t",
                    "\u00A0",
                    "\u200F");

    private final Random random;

    RandomText(Random random) {
        this.random = random;
    }

    /**
     * Of up to so many pieces, begins and ends with a letter, has no space at the end of a line.
     */
    String of(int most) {
        var text = new StringBuilder("T");
        for (var left = random.nextInt(most); left > 0; left--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
            text.append(random.nextInt(4) == 0 ? " x" : "");
        }
        return text.append('t').toString();
    }

    /** The same without line breaks. */
    String line(int most) {
        return of(most).replace('\n', '/');
    }
}
