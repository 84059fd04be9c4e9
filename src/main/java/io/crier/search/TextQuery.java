package io.crier.search;

/** Stands in until the real one is there. */
public record TextQuery(String text) {
    /** Stands in. */
    public enum Rank {
        ALL_IN_TITLE,
        SOME_IN_TITLE,
        ELSEWHERE
    }

    public static TextQuery parse(String text) {
        return new TextQuery(text);
    }

    public String tsquery() {
        return "";
    }

    public String tsqueryAllInTitle() {
        return "";
    }

    public String tsquerySomeInTitle() {
        return "";
    }

    public boolean matches(SearchText text) {
        return true;
    }

    public Rank rank(SearchText text) {
        return Rank.ELSEWHERE;
    }

    @Override
    public String toString() {
        return text;
    }
}
