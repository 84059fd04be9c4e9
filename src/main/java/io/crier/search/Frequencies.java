package io.crier.search;

/** How frequent lexemes are in the texts that are kept: parts of all, 0 to 1; 0 for a rare one. */
public interface Frequencies {
    double of(String lexeme);

    /** Of all that begin so, taken together. */
    double ofPrefix(String beginning);
}
