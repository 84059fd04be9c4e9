package io.crier.announcement;

import io.crier.search.TextQuery;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * What somebody asks for, as conditions on the store's rows: those that all rows meet, and the
 * disjoint {@link Part}s that the rest is cut into, each of which an index reads in its order.
 *
 * <p>The time is cut for that: an event that is not over at a time either begins after it, which an
 * index of starts tells, or is on at it, which an index of spans tells; both together no index
 * does.
 *
 * @param conditions each a whole fragment
 * @param values what the fragments name
 */
record Asked(List<String> conditions, List<Part> parts, Map<String, Object> values) {

    /** Without both ends a span would be on at any time. */
    private static final String ON_AT =
            "starts_at IS NOT NULL AND tstzrange(starts_at, ends_at) @> %s";

    /**
     * @param sort the order that the parts are read in
     */
    static Asked of(Filter filter, Set<Phase> phases, Sort sort, Instant now) {
        var asked =
                new Asked(
                        new ArrayList<>(),
                        new ArrayList<>(List.of(Part.WHOLE)),
                        new LinkedHashMap<>());
        filter.facets().forEach(asked::addFacet);
        if (filter.near() != null) {
            asked.addArea(filter.near());
        }
        var start = start(sort);
        if (filter.from() != null || filter.to() != null) {
            asked.cut(within(filter, sort, start));
        }
        if (!phases.isEmpty() && phases.size() < Phase.values().length) {
            asked.cut(phases.stream().sorted().map(phase -> in(phase, sort, start, now)).toList());
        }
        if (filter.text() != null) {
            asked.addText(filter.text(), sort);
        }
        return asked;
    }

    static Asked of(Query query, Instant now) {
        return of(query.filter(), query.phases(), query.sort(), now);
    }

    /** The expression of starts that the order's index has, if it is one of starts. */
    private static String start(Sort sort) {
        return sort == Sort.START_DESCENDING ? sort.expression() : Sort.START.expression();
    }

    private void addFacet(Facet facet, Set<String> values) {
        var name = facet.parameter();
        conditions.add("terms && CAST(:" + name + " AS text[])");
        this.values.put(name, array(values.stream().map(facet::term).toList()));
    }

    private void addArea(Area area) {
        area.covering()
                .ifPresent(cells -> {
                    conditions.add("terms && CAST(:cells AS text[])");
                    values.put("cells", array(cells));
                });
        conditions.add("latitude IS NOT NULL");
        conditions.add("distance(latitude, longitude, :latitude, :longitude) <= :radius");
        values.put("latitude", area.latitude());
        values.put("longitude", area.longitude());
        values.put("radius", area.radius());
    }

    private void addText(TextQuery text, Sort sort) {
        if (sort != Sort.RELEVANCE) {
            conditions.add("words @@ CAST(:words AS tsquery)");
            values.put("words", text.tsquery());
            return;
        }
        var all = text.tsqueryAllInTitle();
        var some = text.tsquerySomeInTitle();
        // Each as one condition, which the index answers; with two, every row is looked into.
        var byRank =
                Stream.of(
                        Part.having("words @@ CAST(:allInTitle AS tsquery)")
                                .with("allInTitle", all),
                        Part.having("words @@ CAST(:someInTitle AS tsquery)")
                                .with("someInTitle", butNot(some, all))
                                .ranked(1),
                        Part.having("words @@ CAST(:words AS tsquery)")
                                .with("words", butNot(text.tsquery(), some))
                                .ranked(2));
        // Of a single word there is no part, and the whole table would be walked for none.
        cut(byRank.filter(part -> part.rank() != 1 || !some.equals(all)).toList());
    }

    private static String butNot(String tsquery, String other) {
        return "(%s)&!(%s)".formatted(tsquery, other);
    }

    /** As {@link Span#overlaps}. */
    private static List<Part> within(Filter filter, Sort sort, String start) {
        var dated = dated(sort, start);
        if (filter.to() != null) {
            dated = dated.and(Part.within(start + " < :to").with("to", atUtc(filter.to())));
        }
        if (filter.from() == null) {
            return List.of(dated);
        }
        dated = dated.with("from", atUtc(filter.from()));
        return List.of(
                dated.and(Part.within(start + " >= :from")),
                dated.and(Part.within(start + " < :from").gatheredBy(ON_AT.formatted(":from"))));
    }

    /** As {@link Span#phase}. */
    private static Part in(Phase phase, Sort sort, String start, Instant now) {
        var dated = dated(sort, start).with("now", atUtc(now));
        return switch (phase) {
            case UPCOMING -> dated.and(Part.within(start + " > :now"));
            case LIVE ->
                    dated.and(Part.within(start + " <= :now").gatheredBy(ON_AT.formatted(":now")));
            case ENDED ->
                    dated.and(Part.within(start + " <= :now").and(Part.having("ends_at <= :now")));
            case UNDATED -> undated(sort, start);
        };
    }

    private static Part undated(Sort sort, String start) {
        return Part.within(
                sort == Sort.START_DESCENDING ? start + " = '-infinity'" : start + " = 'infinity'");
    }

    /** In terms of what the order's index has, so that it is met without a look into the row. */
    private static Part dated(Sort sort, String start) {
        return Part.within(
                sort == Sort.START_DESCENDING ? start + " > '-infinity'" : start + " < 'infinity'");
    }

    private void cut(List<Part> into) {
        var cut = parts.stream().flatMap(part -> into.stream().map(part::and)).toList();
        parts.clear();
        parts.addAll(cut);
    }

    /** The conditions on what a part's {@link Part#table} gives. */
    String where(Part part) {
        return joined("NOT removed", part.walked());
    }

    /** What an index of the order passes over is not in it. */
    static String window(Part part) {
        return Stream.concat(Stream.of("NOT removed"), part.window().stream())
                .collect(Collectors.joining("\n  AND "));
    }

    /** All conditions of a part, on announcements that are there. */
    String wholly(Part part) {
        return joined("NOT removed", part.all());
    }

    /** The part, its rows gathered by all conditions first. */
    Part gathering(Part part) {
        return part.including(conditions, true);
    }

    /** The same, where the rows of some parts are gathered by all conditions first. */
    Asked gathering(Set<Part> few) {
        return new Asked(
                List.of(),
                parts.stream().map(part -> part.including(conditions, few.contains(part))).toList(),
                values);
    }

    /** All conditions of all parts, on announcements that are there. */
    String where() {
        return joined("NOT removed", anyPart());
    }

    /** The same, on those that were removed. */
    String whereRemoved() {
        return joined("removed", anyPart());
    }

    private List<String> anyPart() {
        var alternatives =
                parts.stream()
                        .map(Part::all)
                        .filter(part -> !part.isEmpty())
                        .map(part -> "(" + String.join(" AND ", part) + ")")
                        .toList();
        return alternatives.isEmpty()
                ? List.of()
                : List.of("(" + String.join(" OR ", alternatives) + ")");
    }

    private String joined(String first, List<String> last) {
        return Stream.of(List.of(first), conditions, last)
                .flatMap(List::stream)
                .collect(Collectors.joining("\n  AND "));
    }

    /** Whether nothing but time tells what is in the part. */
    boolean isWindow(Part part) {
        return conditions.isEmpty() && part.conditions().isEmpty() && part.gathered().isEmpty();
    }

    /** What is looked for in a part; of times, the day alone. */
    Map<String, Object> searched(Part part) {
        var searched = new LinkedHashMap<>(values);
        searched.putAll(part.values());
        searched.replaceAll((_, value) ->
                switch (value) {
                    case String[] all -> List.of(all);
                    case OffsetDateTime time -> time.truncatedTo(ChronoUnit.DAYS);
                    default -> value;
                });
        return searched;
    }

    /** With some of the parts only. */
    Asked only(Predicate<Part> which) {
        return new Asked(conditions, parts.stream().filter(which).toList(), values);
    }

    DatabaseClient.GenericExecuteSpec bind(DatabaseClient.GenericExecuteSpec statement) {
        var named = new LinkedHashMap<>(values);
        parts.forEach(part -> named.putAll(part.values()));
        return statement.bindValues(named);
    }

    private static OffsetDateTime atUtc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String[] array(Collection<String> values) {
        return values.toArray(String[]::new);
    }
}
