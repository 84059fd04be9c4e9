package io.crier.search;

/** How well a text answers a query that it matches; the best first. */
public enum Rank {
    /** The title has the words of every term. */
    ALL_IN_TITLE,
    /** The title has the words of one term at least. */
    SOME_IN_TITLE,
    ELSEWHERE,
}
