package io.crier.search;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes a query as people write it apart into its terms; for one query. */
final class QueryReader {
    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_WORDS = 20;
    private static final int MIN_PREFIX = 3;
    private static final int MIN_PREFIX_BEYOND_LATIN = 2;

    /** Telephones make the typist's quotes into the printer's. */
    private static final String QUOTES = "\"“”„«»";

    /** A quote that is not closed reaches to the end. */
    private static final Pattern TERM =
            Pattern.compile(
                    "(?<minus>(?<!\\S)-)?(?:[%1$s](?<phrase>[^%1$s]*)[%1$s]?|(?<bare>[^\\s%1$s]+))"
                            .formatted(QUOTES),
                    Pattern.UNICODE_CHARACTER_CLASS);

    /**
     * Short words that lose their vowel to the next: of French, Italian, Catalan and Irish. Who
     * looks for "l'eau" is glad of "d'eau" and "eau" too.
     */
    private static final Pattern ELISION =
            Pattern.compile(
                    "^(?:[bcdjlmnst]|(?:jusqu|lorsqu|puisqu|quoiqu|qu)"
                            + "|(?:a|da|de|ne|su|co)ll|(?:a|da|de|ne|su)?gl|un)['’ʼ＇]",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern POSSESSIVE = Pattern.compile("['’ʼ＇]s$", Pattern.CASE_INSENSITIVE);

    private final TreeMap<String, Term> wanted = new TreeMap<>();
    private final TreeMap<String, Term> unwanted = new TreeMap<>();
    private @Nullable Term prefixed;
    private int words;

    private QueryReader() {}

    static TextQuery read(String text) {
        if (text.length() > MAX_LENGTH) {
            throw tooLong(text.length());
        }
        var reader = new QueryReader();
        reader.readTerms(text);
        return reader.query();
    }

    private record Piece(List<String> words, boolean minus, boolean bare) {}

    private void readTerms(String text) {
        var pieces = new ArrayList<Piece>();
        var terms = TERM.matcher(text);
        while (terms.find()) {
            var bare = terms.group("bare");
            var piece =
                    new Piece(
                            bare == null ? Words.of(terms.group("phrase"), MAX_LENGTH) : bare(bare),
                            terms.group("minus") != null,
                            bare != null);
            words += piece.words.size();
            if (!piece.words.isEmpty()) {
                pieces.add(piece);
            }
        }
        if (words > MAX_WORDS) {
            throw new IllegalArgumentException(
                    "at most %d words, not %d".formatted(MAX_WORDS, words));
        }
        for (var i = 0; i < pieces.size(); i++) {
            add(pieces.get(i), i == pieces.size() - 1);
        }
    }

    private static List<String> bare(String term) {
        var core = POSSESSIVE.matcher(ELISION.matcher(term).replaceFirst("")).replaceFirst("");
        var words = Words.of(core, MAX_LENGTH);
        return words.isEmpty() ? Words.of(term, MAX_LENGTH) : words;
    }

    private void add(Piece piece, boolean last) {
        if (last && piece.bare && !piece.minus && isLong(piece.words.getLast())) {
            prefixed = Term.of(piece.words, true);
        } else {
            var term = Term.of(piece.words, false);
            (piece.minus ? unwanted : wanted).put(term.text(), term);
        }
    }

    /** Fewer letters begin so many words that to look for them all would take too long. */
    private static boolean isLong(String word) {
        var folded = Folding.fold(word);
        return folded.length() >= (folded.charAt(0) < 0x80 ? MIN_PREFIX : MIN_PREFIX_BEYOND_LATIN);
    }

    private TextQuery query() {
        var all = Stream.concat(wanted.values().stream(), Stream.ofNullable(prefixed)).toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    unwanted.isEmpty()
                            ? "at least one word"
                            : "at least one word without a minus before it");
        }
        var text =
                Stream.of(
                                wanted.keySet().stream(),
                                unwanted.keySet().stream().map(term -> "-" + term),
                                Stream.ofNullable(prefixed).map(Term::text))
                        .flatMap(terms -> terms)
                        .collect(Collectors.joining(" "));
        if (text.length() > MAX_LENGTH) {
            throw tooLong(text.length());
        }
        return new TextQuery(all, List.copyOf(unwanted.values()), text);
    }

    private static IllegalArgumentException tooLong(int length) {
        return new IllegalArgumentException(
                "at most %d characters, not %d".formatted(MAX_LENGTH, length));
    }
}
