package io.crier.announcement;

import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import io.crier.search.TextQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads filters and queries from parameters, each a name with the values given for it. All that is
 * wrong is told at once, and so is a parameter that is not known: a misspelt filter would let
 * everything through.
 */
public final class QueryReader {
    private static final Set<String> FILTER =
            Stream.concat(
                            Arrays.stream(Facet.values()).map(Facet::parameter),
                            Stream.of("q", "near", "radius", "from", "to"))
                    .collect(Collectors.toUnmodifiableSet());

    private static final String PHASE = "phase";
    private static final Set<String> LIST = Set.of("sort", "limit", "page");

    /** A filter with more alternatives of one kind is not one that anybody typed. */
    private static final int MOST_VALUES = 50;

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(?:\\.[0-9]{1,17})?");

    private final Map<String, List<String>> parameters;
    private final List<Violation> violations = new ArrayList<>();

    private QueryReader(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /**
     * Announcements asked for, however many.
     *
     * @param phases any of them; empty asks nothing
     */
    public record Selection(Filter filter, Set<Phase> phases) {}

    /**
     * A filter; the parameters named besides are somebody else's.
     *
     * @throws InvalidInput naming each parameter at fault
     */
    public static Filter filter(Map<String, List<String>> parameters, Set<String> besides) {
        var reader = new QueryReader(parameters);
        reader.refuseOthers(List.of(besides));
        var filter = reader.filter();
        reader.done();
        return filter;
    }

    /**
     * What is asked for, without an order or pages; the parameters named besides are somebody
     * else's.
     *
     * @throws InvalidInput naming each parameter at fault
     */
    public static Selection selection(Map<String, List<String>> parameters, Set<String> besides) {
        var reader = new QueryReader(parameters);
        reader.refuseOthers(List.of(besides, Set.of(PHASE)));
        var filter = reader.filter();
        var phases = reader.phases();
        reader.done();
        return new Selection(filter, phases);
    }

    /**
     * A list asked for, by its start where nothing else is said, or by relevance where words are
     * looked for.
     *
     * @throws InvalidInput naming each parameter at fault
     */
    public static Query query(Map<String, List<String>> parameters) {
        return query(parameters, Set.of(), Sort.START);
    }

    /**
     * A list asked for; the parameters named besides are somebody else's.
     *
     * @param usual the order where no other one is asked for
     * @throws InvalidInput naming each parameter at fault
     */
    public static Query query(
            Map<String, List<String>> parameters, Set<String> besides, Sort usual) {
        var reader = new QueryReader(parameters);
        reader.refuseOthers(List.of(besides, Set.of(PHASE), LIST));
        var filter = reader.filter();
        var phases = reader.phases();
        var sort = reader.sort(filter, usual);
        var limit =
                reader.one(
                                "limit",
                                QueryReader::limit,
                                "a whole number from 1 to " + Query.LARGEST_PAGE)
                        .orElse(Query.USUAL_PAGE);
        var page =
                reader.one(
                        "page",
                        PageToken::parse,
                        "the value of 'next' or 'previous' from another page");
        reader.done();
        var query = new Query(filter, phases, sort, limit, page.orElse(null));
        page.ifPresent(token -> requireSame(token, query));
        return query;
    }

    private Sort sort(Filter filter, Sort usual) {
        var searching = filter.text() != null;
        var sort = one("sort", Sort::parse, Sort.accepted());
        if (sort.equals(Optional.of(Sort.RELEVANCE)) && !searching && !isGiven("q")) {
            violations.add(
                    new Violation(
                            "sort",
                            Sort.RELEVANCE.word(),
                            "another order, or words to look for in 'q'"));
            return usual;
        }
        return sort.filter(asked -> asked != Sort.RELEVANCE || searching)
                .orElse(searching && usual == Sort.START ? Sort.RELEVANCE : usual);
    }

    private Set<Phase> phases() {
        return words(PHASE, Phase.class);
    }

    private boolean isGiven(String name) {
        return parameters.containsKey(name);
    }

    private static void requireSame(PageToken token, Query query) {
        var ranked = query.sort() == Sort.RELEVANCE || token.key().rank() == 0;
        if (!token.query().equals(query.fingerprint()) || !ranked) {
            throw new InvalidInput(
                    new Violation(
                            "page",
                            token.toString(),
                            "a page of this very query; this one belongs to other filters or another sort"));
        }
    }

    private Filter filter() {
        var facets = new EnumMap<Facet, Set<String>>(Facet.class);
        for (var facet : Facet.values()) {
            facets.put(facet, values(facet));
        }
        return new Filter(text(), facets, area(), time("from", false), time("to", true));
    }

    private Set<String> values(Facet facet) {
        var values = new LinkedHashSet<String>();
        for (var value : values(facet.parameter())) {
            facet.parse(value)
                    .ifPresentOrElse(
                            values::add,
                            () ->
                                    violations.add(
                                            new Violation(
                                                    facet.parameter(), value, facet.accepted())));
        }
        return values;
    }

    private @Nullable TextQuery text() {
        return one("q", text -> Optional.of(text), "").flatMap(this::textQuery).orElse(null);
    }

    private Optional<TextQuery> textQuery(String text) {
        try {
            return Optional.of(TextQuery.parse(text));
        } catch (IllegalArgumentException refused) {
            violations.add(new Violation("q", text, String.valueOf(refused.getMessage())));
            return Optional.empty();
        }
    }

    private @Nullable Area area() {
        var centre =
                one(
                        "near",
                        QueryReader::point,
                        "degrees north and east with a comma between, such as 50.85,4.35");
        var radius =
                one(
                                "radius",
                                QueryReader::radius,
                                "kilometres, more than 0 and at most " + Area.LARGEST_RADIUS)
                        .orElse(Area.USUAL_RADIUS);
        if (isGiven("radius") && !isGiven("near")) {
            violations.add(
                    new Violation("radius", null, "nothing, unless 'near' tells the centre"));
        }
        return centre.map(point -> new Area(point[0], point[1], radius)).orElse(null);
    }

    private static Optional<double[]> point(String text) {
        var parts = text.split(",", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        var point = Stream.of(parts).flatMap(part -> number(part).stream()).toList();
        return point.size() == 2 && Math.abs(point.get(0)) <= 90 && Math.abs(point.get(1)) <= 180
                ? Optional.of(new double[] {point.get(0), point.get(1)})
                : Optional.empty();
    }

    private static Optional<Double> radius(String text) {
        return number(text).filter(radius -> radius > 0 && radius <= Area.LARGEST_RADIUS);
    }

    private static Optional<Double> number(String text) {
        var plain = text.strip();
        return NUMBER.matcher(plain).matches()
                ? Optional.of(Double.parseDouble(plain))
                : Optional.empty();
    }

    private void refuseOthers(List<Set<String>> besides) {
        var known =
                Stream.concat(Stream.of(FILTER), besides.stream())
                        .flatMap(Set::stream)
                        .sorted()
                        .toList();
        parameters.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name ->
                        new Violation(
                                name,
                                null,
                                "no such parameter, but any of " + String.join(", ", known)))
                .forEach(violations::add);
    }

    private void done() {
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
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
