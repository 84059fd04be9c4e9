package io.crier.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is asked of lists: each filter alone, with frequent and rare values, and some together. */
final class Questions {
    static final List<String> SORTS =
            List.of("start", "-start", "published", "-published", "updated", "-updated");

    private static final List<String> STATUSES =
            List.of(
                    "scheduled",
                    "tentative",
                    "rescheduled",
                    "postponed",
                    "moved-online",
                    "cancelled");
    private static final List<String> ATTENDANCES = List.of("in-person", "online", "hybrid");
    private static final List<String> PHASES = List.of("upcoming", "live", "ended", "undated");

    private static final int YEARS_OF_DAYS = 3_000;

    private final World world;
    private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private final SplittableRandom random = new SplittableRandom(7);
    private final List<Question> questions = new ArrayList<>();

    private Questions(World world) {
        this.world = world;
    }

    static List<Question> of(World world) {
        var questions = new Questions(world);
        questions.add("everything", Stream.of(""));
        questions.ranked("topic", world.topics());
        questions.ranked("organiser", world.organisers());
        questions.ranked("place", world.localities().toList());
        questions.ranked("source", world.sources().stream().map(source -> source.id()).toList());
        questions.each("language", List.of("en", "de", "pl", "fi"));
        questions.each("status", STATUSES);
        questions.each("attendance", ATTENDANCES);
        questions.each("phase", PHASES);
        for (var radius : List.of(2, 20, 200, 2_000)) {
            questions.add("near, %,d km".formatted(radius), questions.near(radius));
        }
        questions.times();
        questions.several();
        questions.together();
        return List.copyOf(questions.questions);
    }

    private void add(String name, Stream<String> filters) {
        questions.add(Question.of(name, filters));
    }

    private void ranked(String name, List<String> values) {
        var last = values.size();
        add(name + ", frequent", some(name, values, 0, 5));
        add(name + ", middle", some(name, values, last / 10, last / 10 + 20));
        add(name + ", rare", some(name, values, last - last / 10, last));
    }

    private static Stream<String> some(String name, List<String> values, int from, int to) {
        return values.subList(from, to).stream().map(value -> Question.parameter(name, value));
    }

    private void each(String name, List<String> values) {
        for (var value : values) {
            add(name + " " + value, Stream.of(Question.parameter(name, value)));
        }
    }

    private Stream<String> near(int radius) {
        return world.towns().stream()
                .limit(200)
                .map(town ->
                        "near=%s,%s&radius=%d"
                                .formatted(town.latitude(), town.longitude(), radius));
    }

    private void times() {
        add("from, past", days(i -> "from=" + past(i)));
        add("from, today", hours(i -> "from=" + today.plus(i, ChronoUnit.HOURS)));
        add("to, past", days(i -> "to=" + past(i)));
        add("to, future", hours(i -> "to=" + today.plus(i, ChronoUnit.HOURS)));
        add("a day", days(i -> "from=%s&to=%s".formatted(past(i), past(i - 1))));
        add("a month", days(i -> "from=%s&to=%s".formatted(past(i), past(i - 30))));
        add("a year", days(i -> "from=%s&to=%s".formatted(past(i), past(i - 365))));
    }

    private Stream<String> days(IntFunction<String> filter) {
        return IntStream.range(0, 200).map(_ -> random.nextInt(YEARS_OF_DAYS)).mapToObj(filter);
    }

    private static Stream<String> hours(IntFunction<String> filter) {
        return IntStream.range(0, 200).mapToObj(filter);
    }

    private Instant past(int days) {
        return today.minus(days, ChronoUnit.DAYS);
    }

    private void several() {
        add("topic, any of 3", triples("topic", world.topics()));
        add("organiser, any of 3", triples("organiser", world.organisers()));
        add("place, any of 3", triples("place", world.localities().toList()));
        add("status, any but scheduled", Stream.of(not("scheduled")));
    }

    private static String not(String left) {
        return STATUSES.stream()
                .filter(status -> !status.equals(left))
                .map(status -> "status=" + status)
                .reduce((one, other) -> one + "&" + other)
                .orElseThrow();
    }

    private static Stream<String> triples(String name, List<String> values) {
        return IntStream.range(0, 30)
                .mapToObj(i ->
                        and(
                                Question.parameter(name, values.get(i)),
                                Question.parameter(name, values.get(i + 31)),
                                Question.parameter(name, values.get(values.size() - 1 - i))));
    }

    private static String and(String... parameters) {
        return String.join("&", parameters);
    }

    /** Some that select alike, and some that hardly ever come together. */
    private void together() {
        var topics = Stream.of(0, 1, 2, 40, 41, 399).map(world.topics()::get).toList();
        with("topic and upcoming", topics, "phase=upcoming");
        with("topic and live", topics, "phase=live");
        with("topic and cancelled", topics, "status=cancelled");
        with("topic and Polish online", topics, "language=pl&attendance=online");
        with("topic and 20 km", topics, near(20).findFirst().orElseThrow());
        with(
                "topic and 200 km and upcoming",
                topics,
                near(200).findFirst().orElseThrow() + "&phase=upcoming");
        with("topic and the last month", topics, "from=" + past(30) + "&to=" + today);
        add("Finnish and tentative", Stream.of("language=fi&status=tentative"));
        add("Finnish and upcoming", Stream.of("language=fi&phase=upcoming"));
        add("Greek near London", Stream.of("language=el&near=51.5,-0.1&radius=30"));
        add("upcoming and online", Stream.of("phase=upcoming&attendance=online"));
        add("live or upcoming", Stream.of("phase=live&phase=upcoming"));
        add("undated and cancelled", Stream.of("phase=undated&status=cancelled"));
        add("upcoming, 20 km", near(20).map(near -> and(near, "phase=upcoming")));
        add(
                "place and a year",
                world.localities()
                        .limit(100)
                        .map(place ->
                                and(Question.parameter("place", place), "from=" + past(365))));
        add(
                "organiser and cancelled",
                world.organisers().stream()
                        .limit(100)
                        .map(name ->
                                and(Question.parameter("organiser", name), "status=cancelled")));
        add(
                "source and a month",
                world.sources().stream()
                        .map(source ->
                                and(
                                        "source=" + source.id(),
                                        "from=" + past(90),
                                        "to=" + past(60))));
    }

    private void with(String name, List<String> topics, String... others) {
        add(
                name,
                topics.stream().map(topic -> and(Question.parameter("topic", topic), and(others))));
    }

    /** Only those whose names have the text in them. */
    static List<Question> matching(List<Question> questions, String text) {
        return questions.stream().filter(question -> question.name().contains(text)).toList();
    }
}
