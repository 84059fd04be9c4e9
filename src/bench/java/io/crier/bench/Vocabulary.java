package io.crier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The words of one language, as often as such words are in texts: a third are those that hold
 * sentences together, half are what events are about, in several forms, and the rest are names and
 * compounds, most of which are in a few texts only.
 *
 * <p>Its file has three lines: the words that hold sentences together, endings that further forms
 * are made with, and what events are about, each with the most frequent first.
 */
final class Vocabulary {
    static final Path DIRECTORY = Path.of("src/bench/words");

    private static final double JOINING = 0.35;
    private static final double SUBJECTS = 0.88;
    private static final int NAMES = 30_000;

    private final List<String> joining;
    private final List<String> subjects;
    private final List<String> names;
    private final Zipf joiningRanks;
    private final Zipf subjectRanks;
    private final Zipf nameRanks;

    private Vocabulary(List<String> joining, List<String> subjects, List<String> names) {
        this.joining = joining;
        this.subjects = subjects;
        this.names = names;
        joiningRanks = new Zipf(joining.size(), 0.8);
        subjectRanks = new Zipf(subjects.size(), 0.8);
        nameRanks = new Zipf(names.size(), 0.9);
    }

    /** All there are, by their languages. */
    static Map<String, Vocabulary> all() throws IOException {
        var all = new HashMap<String, Vocabulary>();
        try (var files = Files.newDirectoryStream(DIRECTORY, "*.txt")) {
            for (var file : files) {
                all.put(file.getFileName().toString().replace(".txt", ""), read(file));
            }
        }
        return all;
    }

    private static Vocabulary read(Path file) throws IOException {
        var lines =
                Files.readAllLines(file).stream().map(line -> List.of(line.split(" "))).toList();
        var forms = new LinkedHashSet<>(lines.get(2));
        for (var ending : lines.get(1)) {
            lines.get(2).forEach(word -> forms.add(word + ending));
        }
        var random = new SplittableRandom(file.getFileName().toString().hashCode());
        var names = new LinkedHashSet<String>();
        while (names.size() < NAMES) {
            names.add(name(lines.get(2), random));
        }
        return new Vocabulary(lines.get(0), List.copyOf(forms), List.copyOf(names));
    }

    /** The beginning of a word, the end of another one, and sometimes a third between them. */
    private static String name(List<String> words, RandomGenerator random) {
        var name = new StringBuilder(beginning(word(words, random), random.nextInt(2, 5)));
        if (random.nextInt(3) > 0) {
            name.append(beginning(word(words, random), random.nextInt(2, 4)));
        }
        var last = word(words, random);
        return name.append(last.substring(last.length() / 2)).toString();
    }

    private static String word(List<String> words, RandomGenerator random) {
        return words.get(random.nextInt(words.size())).toLowerCase(Locale.ROOT);
    }

    private static String beginning(String word, int length) {
        return word.substring(0, Math.min(length, word.length()));
    }

    /** What events are about, the most frequent first. */
    List<String> subjects() {
        return subjects;
    }

    /** Names and compounds, the most frequent first. */
    List<String> names() {
        return names;
    }

    /** So many words, with a space between two. */
    String text(int length, RandomGenerator random) {
        var words = new ArrayList<String>(length);
        for (var i = 0; i < length; i++) {
            words.add(next(random));
        }
        return capitalised(String.join(" ", words));
    }

    private String next(RandomGenerator random) {
        var kind = random.nextDouble();
        if (kind < JOINING) {
            return joining.get(joiningRanks.next(random));
        }
        return kind < SUBJECTS
                ? subjects.get(subjectRanks.next(random))
                : names.get(nameRanks.next(random));
    }

    static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
