package io.crier.refusal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, each a name with the values given for it, and all that is found
 * wrong with them. Not to be shared between threads.
 */
public final class RequestParameters {
    /** More alternatives of one kind are not what anybody typed. */
    private static final int MOST_VALUES = 50;

    private final Map<String, List<String>> given;
    private final List<Violation> violations = new ArrayList<>();

    public RequestParameters(Map<String, List<String>> given) {
        this.given = given;
    }

    public boolean isGiven(String name) {
        return given.containsKey(name);
    }

    /** All of a parameter's values, that of a name without one being empty. */
    public List<String> values(String name) {
        var values =
                given.getOrDefault(name, List.of()).stream()
                        .map(value -> value == null ? "" : value)
                        .toList();
        if (values.size() > MOST_VALUES) {
            refuse(name, values.size() + " values", "at most " + MOST_VALUES + " values");
            return List.of();
        }
        return values;
    }

    /** The value of a parameter that may be given once; the first one where it is given again. */
    public @Nullable String value(String name) {
        var values = values(name);
        if (values.size() > 1) {
            refuse(name, String.join(", ", values), "to be given once");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /**
     * What a parameter that may be given once says; nothing where it is not given, or refused.
     *
     * @param accepted what the reading takes, as in {@link Violation}
     */
    public <T> Optional<T> one(
            String name, Function<String, Optional<T>> reading, String accepted) {
        var values = values(name);
        if (values.size() > 1) {
            refuse(name, String.join(", ", values), "to be given once");
            return Optional.empty();
        }
        return values.isEmpty()
                ? Optional.empty()
                : read(name, values.getFirst(), reading, accepted);
    }

    /** What all values of a parameter say, in the order in which they are given. */
    public <T> Set<T> every(String name, Function<String, Optional<T>> reading, String accepted) {
        var all = new LinkedHashSet<T>();
        for (var value : values(name)) {
            read(name, value, reading, accepted).ifPresent(all::add);
        }
        return all;
    }

    private <T> Optional<T> read(
            String name, String value, Function<String, Optional<T>> reading, String accepted) {
        var read = reading.apply(value);
        if (read.isEmpty()) {
            refuse(name, value, accepted);
        }
        return read;
    }

    /**
     * A whole number.
     *
     * @param kind such as "a whole number of seconds"
     */
    public Optional<Integer> number(String name, String kind, int least, int most) {
        return one(
                name,
                text -> number(text).filter(number -> least <= number && number <= most),
                "%s from %d to %d".formatted(kind, least, most));
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** What somebody else reads of the parameters; what he refuses is refused with the rest. */
    public <T> T by(Supplier<T> reading, T otherwise) {
        try {
            return reading.get();
        } catch (InvalidInput refused) {
            violations.addAll(refused.violations());
            return otherwise;
        }
    }

    public void refuse(String name, @Nullable String value, String accepted) {
        violations.add(new Violation(name, value, accepted));
    }

    /** Refuses each that is not known: a misspelt one would be passed over silently. */
    public void refuseAllBut(Collection<String> known) {
        var names = known.stream().sorted().toList();
        given.keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .forEach(name ->
                        refuse(
                                name,
                                null,
                                "no such parameter, but any of " + String.join(", ", names)));
    }

    /**
     * All was read.
     *
     * @throws InvalidInput naming each parameter at fault
     */
    public void end() {
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
    }
}
