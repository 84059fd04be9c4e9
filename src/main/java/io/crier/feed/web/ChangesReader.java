package io.crier.feed.web;

import io.crier.announcement.FieldSelection;
import io.crier.announcement.Filter;
import io.crier.announcement.QueryReader;
import io.crier.feed.DeltaQuery;
import io.crier.feed.Start;
import io.crier.feed.WalkCursor;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads what changes are asked for from parameters; all that is wrong is told at once. */
final class ChangesReader {
    private static final String SINCE = "since";
    private static final String LIMIT = "limit";
    private static final String WAIT = "wait";
    private static final String CATCHUP = "catchup";
    private static final String BEGINNING = "start";

    private final Map<String, List<String>> parameters;
    private final List<Violation> violations = new ArrayList<>();

    private ChangesReader(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /**
     * The changes asked for.
     *
     * @throws InvalidInput naming each parameter at fault
     */
    static DeltaQuery read(Map<String, List<String>> parameters) {
        return new ChangesReader(parameters).read();
    }

    private record From(Start start, long reached) {}

    private DeltaQuery read() {
        var filter = filter();
        var from =
                one(
                                SINCE,
                                ChangesReader::from,
                                "'start', or the cursor of an earlier answer or event")
                        .orElse(new From(new Start.Now(), 0));
        var limit =
                one(
                                LIMIT,
                                text -> number(text, 1, DeltaQuery.MOST),
                                "a whole number from 1 to " + DeltaQuery.MOST)
                        .orElse(DeltaQuery.USUAL);
        var longest = DeltaQuery.LONGEST_WAIT.toSeconds();
        var wait =
                one(
                                WAIT,
                                text -> number(text, 0, (int) longest),
                                "a whole number of seconds from 0 to " + longest)
                        .orElse(0);
        var which =
                one(CATCHUP, ChangesReader::catchup, "any of all, latest")
                        .orElse(DeltaQuery.Which.ALL);
        var fields = fields();
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
        return new DeltaQuery(
                from.start(),
                from.reached(),
                filter,
                fields,
                which,
                limit,
                Duration.ofSeconds(wait),
                Links.snapshot(filter, fields));
    }

    private Filter filter() {
        try {
            return QueryReader.filter(
                    parameters, Set.of(SINCE, LIMIT, WAIT, CATCHUP, FieldSelection.PARAMETER));
        } catch (InvalidInput refused) {
            violations.addAll(refused.violations());
            return Filter.ALL;
        }
    }

    private FieldSelection fields() {
        try {
            return FieldSelection.read(
                    parameters.getOrDefault(FieldSelection.PARAMETER, List.of()));
        } catch (InvalidInput refused) {
            violations.addAll(refused.violations());
            return FieldSelection.ALL;
        }
    }

    private static Optional<From> from(String text) {
        return text.equals(BEGINNING)
                ? Optional.of(new From(new Start.Beginning(), 0))
                : WalkCursor.parse(text)
                        .map(walk -> new From(new Start.After(walk.cursor()), walk.reached()));
    }

    private static Optional<Integer> number(String text, int least, int most) {
        try {
            var number = Integer.parseInt(text);
            return least <= number && number <= most ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<DeltaQuery.Which> catchup(String text) {
        return switch (text) {
            case "all" -> Optional.of(DeltaQuery.Which.ALL);
            case "latest" -> Optional.of(DeltaQuery.Which.LATEST);
            default -> Optional.empty();
        };
    }

    private <T> Optional<T> one(
            String name, Function<String, Optional<T>> reading, String accepted) {
        var values = parameters.getOrDefault(name, List.of());
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            violations.add(new Violation(name, String.join(", ", values), "to be given once"));
            return Optional.empty();
        }
        // A name without a value.
        var value = values.getFirst() == null ? "" : values.getFirst();
        var read = reading.apply(value);
        if (read.isEmpty()) {
            violations.add(new Violation(name, value, accepted));
        }
        return read;
    }
}
