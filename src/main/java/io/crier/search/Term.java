package io.crier.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A word that is looked for, or several that must follow one another.
 *
 * @param text how it is spelled: a word that is looked for by its prefix as it is, all else quoted
 * @param words at least one
 * @param titleWords the same in the title
 */
record Term(String text, List<Word> words, List<Word> titleWords) {

    /**
     * @param spellings words as {@link Words} gives them
     * @param prefix whether the last of them may be the beginning of a longer one
     */
    static Term of(List<String> spellings, boolean prefix) {
        var words = new ArrayList<Word>();
        for (var i = 0; i < spellings.size(); i++) {
            words.add(Word.of(spellings.get(i), prefix && i == spellings.size() - 1));
        }
        return new Term(
                prefix ? String.join("-", spellings) : '"' + String.join(" ", spellings) + '"',
                List.copyOf(words),
                words.stream().map(Word::inTitle).toList());
    }

    double share(Frequencies frequencies) {
        return share(words, frequencies);
    }

    double titleShare(Frequencies frequencies) {
        return share(titleWords, frequencies);
    }

    /** As if each word stood where it stands by chance. */
    private static double share(List<Word> words, Frequencies frequencies) {
        return words.stream()
                .mapToDouble(word -> word.share(frequencies))
                .reduce(1, (one, other) -> one * other);
    }

    boolean isPhrase() {
        return words.size() > 1;
    }

    String tsquery() {
        var phrase = words.stream().map(Word::tsquery).collect(Collectors.joining("<->"));
        return isPhrase() ? "(" + phrase + ")" : phrase;
    }

    /** That the title has all words, be they side by side or not. */
    String titleTsquery() {
        var all = titleWords.stream().map(Word::tsquery).collect(Collectors.joining("&"));
        return isPhrase() ? "(" + all + ")" : all;
    }

    boolean isIn(SearchText text) {
        return isPhrase() ? isPhraseOf(text) : words.getFirst().isIn(text);
    }

    boolean isInTitle(SearchText text) {
        return titleWords.stream().allMatch(word -> word.isIn(text));
    }

    private boolean isPhraseOf(SearchText text) {
        var ends = words.getFirst().places(text);
        for (var word : words.subList(1, words.size())) {
            if (ends.isEmpty()) {
                return false;
            }
            ends = following(ends, word.places(text));
        }
        return !ends.isEmpty();
    }

    private static BitSet following(BitSet ends, BitSet places) {
        var following = new BitSet();
        places.stream().filter(place -> ends.get(place - 1)).forEach(following::set);
        return following;
    }
}
