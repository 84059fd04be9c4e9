package io.crier.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A kind of question, that can be asked in many ways, so that no answer is there already.
 *
 * @param name what is asked for
 * @param filters the ways, each as parameters; an empty one asks for everything
 */
record Question(String name, List<String> filters) {
    /** Enough to tell the slowest hundredth from the rest. */
    private static final int ENOUGH = 200;

    private static final int ENOUGH_COUNTS = 100;

    private static final int USUAL = 20;
    private static final int LONGEST = 100;

    static Question of(String name, Stream<String> filters) {
        return new Question(name, filters.distinct().toList());
    }

    static String parameter(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /**
     * Paths of first pages, no two the same, with page lengths as near to the usual as they can.
     */
    List<String> pages(String sort) {
        var lengths =
                Stream.concat(
                        IntStream.range(0, USUAL)
                                .boxed()
                                .flatMap(i -> Stream.of(USUAL + i, USUAL - i))
                                .distinct(),
                        IntStream.rangeClosed(2 * USUAL, LONGEST).boxed());
        return lengths.flatMap(length -> filters.stream().map(filter -> page(filter, sort, length)))
                .limit(ENOUGH)
                .toList();
    }

    private static String page(String filter, String sort, int length) {
        var parameters = new ArrayList<String>();
        if (!filter.isEmpty()) {
            parameters.add(filter);
        }
        parameters.add("sort=" + sort);
        parameters.add("limit=" + length);
        return "/v1/announcements?" + String.join("&", parameters);
    }

    /** Paths of counts, again and again where there are few ways. */
    List<String> facets() {
        var paths =
                filters.stream()
                        .limit(ENOUGH_COUNTS)
                        .map(filter -> "/v1/facets" + (filter.isEmpty() ? "" : "?") + filter)
                        .toList();
        return Stream.generate(() -> paths).flatMap(List::stream).limit(ENOUGH_COUNTS).toList();
    }
}
