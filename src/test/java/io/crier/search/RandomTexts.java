package io.crier.search;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts and queries with few words, so that they often meet, and with all that is odd. */
final class RandomTexts {
    private static final List<String> WORDS =
            List.of(
                    "conference",
                    "Conferences",
                    "open",
                    "the",
                    "of",
                    "élection",
                    "ÉLECTIONS",
                    "d'été",
                    "Veranstaltungen",
                    "veranstaltung",
                    "Straße",
                    "in",
                    "paris",
                    "par",
                    "CON",
                    "confer",
                    "Εκλογές",
                    "εκλογή",
                    "ΟΔΟΣ",
                    "выборы",
                    "выборов",
                    "المؤتمرات",
                    "مؤتمر",
                    "東京",
                    "東",
                    "서울에서",
                    "서울",
                    "🎉",
                    "🇪🇺",
                    "l’eau",
                    "save-the-date",
                    "save",
                    "date",
                    "3.14",
                    "2026",
                    "crier.io",
                    "it's",
                    "O'Reilly",
                    "\uFB01sh",
                    "e\u0301te\u0301",
                    "İstanbul",
                    "ISTANBUL",
                    "konferencja",
                    "konferencje",
                    "שָׁלוֹם",
                    "न्यूज़");

    private static final List<String> ODD =
            List.of(
                    "'",
                    "''",
                    "\\",
                    "\\'",
                    ":",
                    "*",
                    "a:1",
                    "|",
                    "&",
                    "!",
                    "(",
                    ")",
                    "<->",
                    "^",
                    "^open",
                    "ENopen",
                    "\0",
                    "\u0007",
                    "\u200F",
                    "\u202E",
                    "\u00AD",
                    "\u0301",
                    "\uD83C",
                    "\uDF89",
                    "👩‍👩‍👧",
                    "#️⃣",
                    "1️⃣",
                    "\u2028",
                    "\uFEFF",
                    "\uFFFF",
                    "%s",
                    "?",
                    "$1",
                    ":a",
                    "\uFDFA",
                    "ŉ",
                    "ʼn",
                    "_",
                    "a_b",
                    "ﷺ",
                    "𝐀𝐁",
                    "㍻",
                    "½",
                    "ⅷ",
                    "\uD835\uDD38",
                    "\u1E9E",
                    "\u0345");

    private RandomTexts() {}

    static String language(Random random) {
        var languages = Language.values();
        return languages[random.nextInt(languages.length)].name();
    }

    /** Words people write, with now and then something odd between them. */
    static String text(Random random, int words) {
        return Stream.generate(
                        () -> random.nextInt(12) == 0 ? any(random, ODD) : any(random, WORDS))
                .limit(random.nextInt(words + 1))
                .collect(Collectors.joining(random.nextInt(9) == 0 ? "" : " "));
    }

    /** Any code units at all, from the scripts that the languages are written in and others. */
    static String odd(Random random, int length) {
        var text = new StringBuilder();
        while (text.length() < length) {
            switch (random.nextInt(8)) {
                case 0 -> text.append(any(random, ODD));
                case 1 -> text.append(any(random, WORDS));
                case 2 -> text.append((char) random.nextInt(0x10000));
                case 3 -> text.appendCodePoint(random.nextInt(0x110000));
                case 4 -> text.append((char) (0x370 + random.nextInt(0x1C0)));
                case 5 -> text.append((char) (0x600 + random.nextInt(0x100)));
                default -> text.append((char) (0x20 + random.nextInt(0x160)));
            }
        }
        return text.toString();
    }

    /** At least one word is looked for. */
    static String query(Random random) {
        return Stream.concat(
                        Stream.generate(() -> term(random)).limit(random.nextInt(3)),
                        Stream.of(any(random, WORDS)))
                .collect(Collectors.joining(" "));
    }

    private static String term(Random random) {
        var minus = random.nextInt(4) == 0 ? "-" : "";
        return switch (random.nextInt(4)) {
            case 0 -> minus + '"' + any(random, WORDS) + ' ' + any(random, WORDS) + '"';
            case 1 -> minus + any(random, ODD);
            default -> minus + any(random, WORDS);
        };
    }

    private static String any(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
