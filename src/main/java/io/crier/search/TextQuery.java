package io.crier.search;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for in texts. Equal to another that asks the same, whatever the order of its
 * terms. Immutable.
 *
 * <p>The conditions are for {@code CAST(… AS tsquery)} and hold of {@link SearchText#tsvector()}
 * exactly if {@link #matches} and {@link #rank} say so.
 */
public final class TextQuery {
    /** Of a word that nobody knows; more than nothing, to be divided by. */
    private static final double LEAST_SHARE = 1e-9;

    private final List<Term> wanted;
    private final List<Term> unwanted;
    private final String text;

    /**
     * @param wanted at least one
     * @param text as {@link #toString} gives it
     */
    TextQuery(List<Term> wanted, List<Term> unwanted, String text) {
        this.wanted = List.copyOf(wanted);
        this.unwanted = List.copyOf(unwanted);
        this.text = text;
    }

    /**
     * Reads words, {@code "quoted phrases"}, {@code -words} and {@code -"phrases"} that must not be
     * there. What is written in one, such as {@code save-the-date}, is a phrase. Words are found in
     * all their forms, with accents or without. The last word, if it is not quoted and has three
     * letters (outside the Latin alphabet two), is found by its beginning too.
     *
     * @throws IllegalArgumentException if no word is looked for, or more than 20, or in more than
     *     1,000 characters; the message is what would be right, such as "at most 20 words, not 21"
     */
    public static TextQuery parse(String text) {
        return QueryReader.read(text);
    }

    /** The whole condition. */
    public String tsquery() {
        return condition(wanted.stream().map(Term::tsquery));
    }

    /** The whole condition, and that every term's words are in the title. */
    public String tsqueryAllInTitle() {
        // A single word that is in the title is in the text.
        return condition(
                Stream.concat(
                        wanted.stream().filter(Term::isPhrase).map(Term::tsquery),
                        wanted.stream().map(Term::titleTsquery)));
    }

    /** The whole condition, and that the words of one term at least are in the title. */
    public String tsquerySomeInTitle() {
        return wanted.size() == 1
                ? tsqueryAllInTitle()
                : condition(
                        Stream.concat(
                                wanted.stream().map(Term::tsquery),
                                Stream.of(joined(wanted, Term::titleTsquery, "|", "(", ")"))));
    }

    /**
     * In what part of all texts it is found, 0 to 1, as if words stood together by chance.
     *
     * @param rank how well the texts answer
     */
    public double share(Rank rank, Frequencies frequencies) {
        var anywhere = product(term -> term.share(frequencies));
        return switch (rank) {
            case ALL_IN_TITLE -> product(term -> term.titleShare(frequencies));
            case SOME_IN_TITLE -> anywhere * titled(frequencies);
            case ELSEWHERE -> anywhere * (1 - titled(frequencies));
        };
    }

    private double product(ToDoubleFunction<Term> share) {
        return wanted.stream().mapToDouble(share).reduce(1, (one, other) -> one * other);
    }

    /** Of the texts that have all terms, those that have one of them in the title. */
    private double titled(Frequencies frequencies) {
        var none =
                wanted.stream()
                        .mapToDouble(term ->
                                1
                                        - term.titleShare(frequencies)
                                                / Math.max(term.share(frequencies), LEAST_SHARE))
                        .reduce(1, (one, other) -> one * Math.clamp(other, 0.0, 1.0));
        return 1 - none;
    }

    public boolean matches(SearchText text) {
        return wanted.stream().allMatch(term -> term.isIn(text))
                && unwanted.stream().noneMatch(term -> term.isIn(text));
    }

    /** How well a text answers that matches. */
    public Rank rank(SearchText text) {
        var inTitle = wanted.stream().filter(term -> term.isInTitle(text)).count();
        if (inTitle == wanted.size()) {
            return Rank.ALL_IN_TITLE;
        }
        return inTitle > 0 ? Rank.SOME_IN_TITLE : Rank.ELSEWHERE;
    }

    /** The query in its one spelling, which reads as an equal one. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TextQuery query && text.equals(query.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    private String condition(Stream<String> wantedConditions) {
        return Stream.concat(wantedConditions, unwanted.stream().map(term -> "!" + term.tsquery()))
                .collect(Collectors.joining("&"));
    }

    private static String joined(
            List<Term> terms,
            Function<Term, String> condition,
            String separator,
            String prefix,
            String suffix) {
        return terms.stream().map(condition).collect(Collectors.joining(separator, prefix, suffix));
    }
}
