package io.crier.board;

import io.crier.serving.QueryText;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address of a view, and of those beside it. Whoever goes from one to another keeps what he did
 * not mean to change.
 *
 * @param filters by their names, as somebody wrote them
 * @param months whether a month is looked at instead of days
 * @param month which one; {@code null} for the current one
 * @param unattended whether nobody is there to touch the screen
 * @param language of the interface; {@code null} for what the browser prefers
 * @param page where a list goes on; {@code null} for its beginning
 */
public record ViewLink(
        Map<String, List<String>> filters,
        boolean months,
        @Nullable YearMonth month,
        boolean unattended,
        @Nullable String language,
        @Nullable String page) {
    static final String PATH = "/";

    private static final Pattern MARK =
            Pattern.compile("utm_[a-z_]+|fbclid|gclid|msclkid|mc_[ce]id|mtm_[a-z_]+|pk_[a-z_]+");

    private record Parameter(String name, @Nullable String value) {
        String written() {
            return value == null ? QueryText.escaped(name) : QueryText.parameter(name, value);
        }
    }

    /** Of the board without any filter. */
    static ViewLink home(@Nullable String language) {
        return new ViewLink(Map.of(), false, null, false, language, null);
    }

    ViewLink withoutValue(String name, String value) {
        var rest = new LinkedHashMap<>(filters);
        rest.computeIfPresent(
                name,
                (_, values) -> {
                    var others = values.stream().filter(one -> !one.equals(value)).toList();
                    return others.isEmpty() ? null : others;
                });
        return new ViewLink(rest, months, month, unattended, language, null);
    }

    ViewLink without(String name) {
        var rest = new LinkedHashMap<>(filters);
        rest.remove(name);
        return new ViewLink(rest, months, month, unattended, language, null);
    }

    ViewLink withOnly(String name, String value) {
        var rest = new LinkedHashMap<>(filters);
        rest.put(name, List.of(value));
        return new ViewLink(rest, months, month, unattended, language, null);
    }

    /** Nothing but the way in which somebody looks. */
    ViewLink unfiltered() {
        return new ViewLink(Map.of(), months, month, unattended, language, null);
    }

    ViewLink inMonth(@Nullable YearMonth other) {
        return new ViewLink(filters, true, other, unattended, language, null);
    }

    ViewLink inDays() {
        return new ViewLink(filters, false, null, unattended, language, null);
    }

    ViewLink onDay(LocalDate day) {
        return inDays().withOnly("from", day.toString()).withOnly("to", day.toString());
    }

    ViewLink in(String otherLanguage) {
        return new ViewLink(filters, months, month, unattended, otherLanguage, page);
    }

    ViewLink at(String otherPage) {
        return new ViewLink(filters, months, month, unattended, language, otherPage);
    }

    /** The same filters at the API. */
    String api(String path) {
        return written(path, ofFilters());
    }

    /** Another page of the interface, in the same language. */
    String beside(String path) {
        return written(path, ofInterface());
    }

    /** Path and query. */
    @Override
    public String toString() {
        var parameters = new ArrayList<>(ofFilters());
        if (months) {
            parameters.add(new Parameter(ViewReader.VIEW, ViewReader.MONTH));
        }
        if (month != null) {
            parameters.add(new Parameter(ViewReader.MONTH, month.toString()));
        }
        if (unattended) {
            parameters.add(new Parameter(ViewReader.BOARD, null));
        }
        parameters.addAll(ofInterface());
        if (page != null) {
            parameters.add(new Parameter(ViewReader.PAGE, page));
        }
        return written(PATH, parameters);
    }

    /**
     * The same parameters but for those that say nothing: forms send fields that were left empty,
     * and those who pass links on add marks to tell readers apart by. {@code null} where there are
     * none.
     */
    public static @Nullable String cleaned(Map<String, List<String>> parameters) {
        var all =
                parameters.entrySet().stream()
                        .flatMap(entry ->
                                entry.getValue().stream()
                                        .map(value -> new Parameter(entry.getKey(), value)))
                        .toList();
        var rest = all.stream().filter(ViewLink::saysSomething).toList();
        return rest.size() == all.size() ? null : written(PATH, rest);
    }

    private static boolean saysSomething(Parameter parameter) {
        return ViewReader.BOARD.equals(parameter.name())
                || !(Objects.requireNonNullElse(parameter.value(), "").isBlank()
                        || MARK.matcher(parameter.name()).matches());
    }

    private List<Parameter> ofFilters() {
        return filters.entrySet().stream()
                .flatMap(entry ->
                        entry.getValue().stream()
                                .map(value -> new Parameter(entry.getKey(), value)))
                .toList();
    }

    private List<Parameter> ofInterface() {
        return language == null ? List.of() : List.of(new Parameter(ViewReader.LANGUAGE, language));
    }

    private static String written(String path, List<Parameter> parameters) {
        return parameters.isEmpty()
                ? path
                : parameters.stream()
                        .map(Parameter::written)
                        .collect(Collectors.joining("&", path + "?", ""));
    }
}
