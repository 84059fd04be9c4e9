package io.crier.announcement;

import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads filters and queries from parameters, each a name with the values given for it. All that is
 * wrong is told at once, and so is a parameter that is not known: a misspelt filter would let
 * everything through.
 */
public final class QueryReader {
    private static final Set<String> FILTER =
            Set.of("topic", "status", "attendance", "language", "source", "from", "to");
    private static final Set<String> LIST = Set.of("phase", "sort", "limit", "page");

    /** A filter with more alternatives of one kind is not one that anybody typed. */
    private static final int MOST_VALUES = 50;

    private static final int LONGEST_VALUE = 1_000;

    private final Map<String, List<String>> parameters;
    private final List<Violation> violations = new ArrayList<>();

    private QueryReader(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /**
     * A filter; the parameters named besides are somebody else's.
     *
     * @throws InvalidInput naming each parameter at fault
     */
    public static Filter filter(Map<String, List<String>> parameters, Set<String> besides) {
        var reader = new QueryReader(parameters);
        reader.refuseOthers(Stream.of(FILTER, besides).flatMap(Set::stream).toList());
        var filter = reader.filter();
        reader.done();
        return filter;
    }

    /**
     * A list asked for.
     *
     * @throws InvalidInput naming each parameter at fault
     */
    public static Query query(Map<String, List<String>> parameters) {
        var reader = new QueryReader(parameters);
        reader.refuseOthers(Stream.of(FILTER, LIST).flatMap(Set::stream).toList());
        var filter = reader.filter();
        var phases = reader.words("phase", Phase.class);
        var sort = reader.one("sort", Sort::parse, Sort.accepted()).orElse(Sort.START);
        var limit =
                reader.one(
                                "limit",
                                QueryReader::limit,
                                "a whole number from 1 to " + Query.LARGEST_PAGE)
                        .orElse(Query.USUAL_PAGE);
        var page = reader.one("page", PageToken::parse, "the value of 'next' from the page before");
        reader.done();
        var query = new Query(filter, phases, sort, limit, page.orElse(null));
        page.ifPresent(token -> requireSame(token, query));
        return query;
    }

    private static void requireSame(PageToken token, Query query) {
        if (!token.query().equals(query.fingerprint())) {
            throw new InvalidInput(
                    new Violation(
                            "page",
                            token.toString(),
                            "a page of this very query; this one belongs to other filters or another sort"));
        }
    }

    private Filter filter() {
        return new Filter(
                texts("topic", Content::folded),
                words("status", Status.class),
                words("attendance", Attendance.class),
                languages(),
                texts("source", source -> source),
                time("from", false),
                time("to", true));
    }

    private void refuseOthers(List<String> known) {
        parameters.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name ->
                        new Violation(
                                name,
                                null,
                                "no such parameter, but any of "
                                        + String.join(", ", known.stream().sorted().toList())))
                .forEach(violations::add);
    }

    private void done() {
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
    }

    private Set<String> texts(String name, Function<String, String> form) {
        var texts = new LinkedHashSet<String>();
        for (var value : values(name)) {
            if (value.isBlank() || value.length() > LONGEST_VALUE || value.indexOf('\0') >= 0) {
                violations.add(
                        new Violation(
                                name,
                                value,
                                "a text of 1 to " + LONGEST_VALUE + " characters, without NUL"));
            } else {
                texts.add(form.apply(value.strip()));
            }
        }
        return texts;
    }

    private Set<String> languages() {
        var languages = new LinkedHashSet<String>();
        for (var value : values("language")) {
            Forms.language(value)
                    .ifPresentOrElse(
                            language -> languages.add(language.toLowerCase(Locale.ROOT)),
                            () ->
                                    violations.add(
                                            new Violation("language", value, Forms.A_LANGUAGE)));
        }
        return languages;
    }

    private <E extends Enum<E>> Set<E> words(String name, Class<E> type) {
        var words = new LinkedHashSet<E>();
        for (var value : values(name)) {
            Words.parse(type, value)
                    .ifPresentOrElse(
                            words::add,
                            () -> violations.add(new Violation(name, value, Words.accepted(type))));
        }
        return words;
    }

    private @Nullable Instant time(String name, boolean endOfDay) {
        return one(
                        name,
                        value -> instant(value, endOfDay),
                        "a time such as 2027-03-04T17:00:00+01:00, or a day such as 2027-03-04, in UTC")
                .orElse(null);
    }

    private static Optional<Instant> instant(String text, boolean endOfDay) {
        // An unescaped + in a query arrives as a space, and no time has one.
        var value = text.replace(' ', '+');
        try {
            var time =
                    value.indexOf('T') >= 0
                            ? OffsetDateTime.parse(value)
                            : LocalDate.parse(value)
                                    .plusDays(endOfDay ? 1 : 0)
                                    .atStartOfDay()
                                    .atOffset(ZoneOffset.UTC);
            return Forms.isSensible(time) ? Optional.of(time.toInstant()) : Optional.empty();
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> limit(String value) {
        try {
            var limit = Integer.parseInt(value);
            return limit >= 1 && limit <= Query.LARGEST_PAGE
                    ? Optional.of(limit)
                    : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private <T> Optional<T> one(
            String name, Function<String, Optional<T>> reading, String accepted) {
        var values = values(name);
        if (values.size() > 1) {
            violations.add(new Violation(name, String.join(", ", values), "to be given once"));
            return Optional.empty();
        }
        if (values.isEmpty()) {
            return Optional.empty();
        }
        var read = reading.apply(values.getFirst());
        if (read.isEmpty()) {
            violations.add(new Violation(name, values.getFirst(), accepted));
        }
        return read;
    }

    private List<String> values(String name) {
        var values =
                parameters.getOrDefault(name, List.of()).stream()
                        .map(value -> value == null ? "" : value)
                        .toList();
        if (values.size() > MOST_VALUES) {
            violations.add(
                    new Violation(
                            name, values.size() + " values", "at most " + MOST_VALUES + " values"));
            return List.of();
        }
        return values;
    }
}
