package io.crier.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What people type into a search field: words that are in many texts, in some and in few. */
final class Searches {
    static final List<String> SORTS = List.of("relevance", "start", "-published");

    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "pl");
    private static final int STEP = 97;

    private final World world;
    private final Stories stories;
    private final int announcements;
    private final List<Question> questions = new ArrayList<>();

    private Searches(World world, long seed, int announcements) {
        this.world = world;
        this.announcements = announcements;
        stories = new Stories(world, seed, Instant.now());
    }

    static List<Question> of(World world, long seed, int announcements) {
        var searches = new Searches(world, seed, announcements);
        searches.words();
        searches.texts();
        searches.filtered();
        return List.copyOf(searches.questions);
    }

    private void add(String name, Stream<String> texts) {
        questions.add(Question.of(name, texts.map(text -> Question.parameter("q", text))));
    }

    private Stream<String> frequent() {
        return subjects(0, 15);
    }

    private Stream<String> middle() {
        return subjects(100, 130);
    }

    private Stream<String> rare() {
        return names(500, 550);
    }

    private Stream<String> subjects(int from, int to) {
        return words(from, to).map(rank -> rank.words.subjects().get(rank.number));
    }

    private Stream<String> names(int from, int to) {
        return words(from, to).map(rank -> rank.words.names().get(rank.number));
    }

    private record Rank(Vocabulary words, int number) {}

    private Stream<Rank> words(int from, int to) {
        return IntStream.range(from, to)
                .boxed()
                .flatMap(rank ->
                        LANGUAGES.stream()
                                .map(language -> new Rank(world.vocabulary(language), rank)));
    }

    private void words() {
        add("a frequent word", frequent());
        add("a middle word", middle());
        add("a rare word", rare());
        add("a word in hardly any", names(25_000, 25_050));
        add("a word in none", IntStream.range(0, 100).mapToObj(i -> "xylophagous" + i));
        add("the beginning of a frequent word", frequent().map(word -> beginning(word, 4)));
        add("two letters", frequent().map(word -> beginning(word, 2)));
        add("the beginning of a rare word", rare().map(word -> beginning(word, 5)));
        add("two frequent words", pairs(frequent(), subjects(15, 30)));
        add("three frequent words", pairs(pairs(frequent(), subjects(15, 30)), subjects(30, 45)));
        add("a frequent and a rare word", pairs(frequent(), rare()));
        add("two rare words", pairs(rare(), names(550, 600)));
        add(
                "a frequent word without another",
                pairs(frequent(), subjects(15, 30).map(not -> "-" + not)));
        add("a rare word without a frequent one", pairs(rare(), frequent().map(not -> "-" + not)));
        add("a town", world.localities().limit(100));
        add("an organiser", world.organisers().stream().limit(100));
    }

    private static String beginning(String word, int length) {
        return word.substring(0, Math.min(length, word.length()));
    }

    private static Stream<String> pairs(Stream<String> first, Stream<String> second) {
        var others = second.iterator();
        return first.takeWhile(_ -> others.hasNext()).map(word -> word + " " + others.next());
    }

    /** Parts of what is there. */
    private void texts() {
        add("a phrase of two words", phrases(2));
        add("a phrase of four words", phrases(4));
        add("three words of a title", titles(3));
    }

    private Stream<String> phrases(int length) {
        return numbers()
                .mapToObj(number -> String.valueOf(stories.content(number, false).summary()))
                .map(text -> '"' + words(text, 3, length) + '"');
    }

    private Stream<String> titles(int length) {
        return numbers()
                .mapToObj(number -> stories.content(number, false).title())
                .map(text -> words(text, 0, length));
    }

    private IntStream numbers() {
        return IntStream.range(0, 100).map(i -> i * STEP % announcements);
    }

    private static String words(String text, int from, int length) {
        var words = List.of(text.replace(".", "").split(" ", -1));
        return String.join(
                " ",
                words.subList(Math.min(from, words.size()), Math.min(from + length, words.size())));
    }

    private void filtered() {
        for (var filter :
                List.of(
                        "phase=upcoming",
                        "language=de",
                        "language=fi",
                        "topic=urban+participation",
                        "status=cancelled",
                        "near=52.5,13.4&radius=50")) {
            questions.add(
                    Question.of(
                            "a frequent word, " + filter,
                            frequent().map(word -> Question.parameter("q", word) + "&" + filter)));
        }
        questions.add(
                Question.of(
                        "a rare word, upcoming",
                        rare().map(word -> Question.parameter("q", word) + "&phase=upcoming")));
    }
}
