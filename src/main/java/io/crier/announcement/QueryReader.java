package io.crier.announcement;

import io.crier.refusal.InvalidInput;
import io.crier.refusal.RequestParameters;
import io.crier.refusal.Violation;
import io.crier.search.TextQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(?:\\.[0-9]{1,17})?");

    private final RequestParameters parameters;

    private QueryReader(Map<String, List<String>> parameters) {
        this.parameters = new RequestParameters(parameters);
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
        reader.parameters.end();
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
        reader.parameters.end();
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
                reader.parameters
                        .number("limit", "a whole number", 1, Query.LARGEST_PAGE)
                        .orElse(Query.USUAL_PAGE);
        var page =
                reader.parameters.one(
                        "page",
                        PageToken::parse,
                        "the value of 'next' or 'previous' from another page");
        reader.parameters.end();
        var query = new Query(filter, phases, sort, limit, page.orElse(null));
        page.ifPresent(token -> requireSame(token, query));
        return query;
    }

    private Sort sort(Filter filter, Sort usual) {
        var searching = filter.text() != null;
        var sort = parameters.one("sort", Sort::parse, Sort.accepted());
        if (sort.equals(Optional.of(Sort.RELEVANCE)) && !searching && !parameters.isGiven("q")) {
            parameters.refuse(
                    "sort", Sort.RELEVANCE.word(), "another order, or words to look for in 'q'");
            return usual;
        }
        return sort.filter(asked -> asked != Sort.RELEVANCE || searching)
                .orElse(searching && usual == Sort.START ? Sort.RELEVANCE : usual);
    }

    private Set<Phase> phases() {
        return parameters.every(
                PHASE, value -> Words.parse(Phase.class, value), Words.accepted(Phase.class));
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
            facets.put(facet, parameters.every(facet.parameter(), facet::parse, facet.accepted()));
        }
        return new Filter(text(), facets, area(), time("from", false), time("to", true));
    }

    private @Nullable TextQuery text() {
        return parameters.one("q", Optional::of, "").flatMap(this::textQuery).orElse(null);
    }

    private Optional<TextQuery> textQuery(String text) {
        try {
            return Optional.of(TextQuery.parse(text));
        } catch (IllegalArgumentException refused) {
            parameters.refuse("q", text, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private @Nullable Area area() {
        var centre =
                parameters.one(
                        "near",
                        QueryReader::point,
                        "degrees north and east with a comma between, such as 50.85,4.35");
        var radius =
                parameters
                        .one(
                                "radius",
                                QueryReader::radius,
                                "kilometres, more than 0 and at most " + Area.LARGEST_RADIUS)
                        .orElse(Area.USUAL_RADIUS);
        if (parameters.isGiven("radius") && !parameters.isGiven("near")) {
            parameters.refuse("radius", null, "nothing, unless 'near' tells the centre");
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
        parameters.refuseAllBut(
                Stream.concat(Stream.of(FILTER), besides.stream())
                        .flatMap(Set::stream)
                        .collect(Collectors.toSet()));
    }

    private @Nullable Instant time(String name, boolean endOfDay) {
        return parameters
                .one(
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
}
