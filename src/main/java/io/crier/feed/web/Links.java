package io.crier.feed.web;

import io.crier.announcement.FieldSelection;
import io.crier.announcement.Filter;
import io.crier.serving.QueryText;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Where clients go on; relative references (RFC 3986 §4.2), so that they hold behind any proxy. */
final class Links {
    private static final String LIST = "/v1/announcements";
    private static final String SINCE = "since";

    private Links() {}

    /** All that is there now and passes the filter. */
    static String snapshot(Filter filter) {
        return snapshot(filter, FieldSelection.ALL);
    }

    /** The same, with some of the fields. */
    static String snapshot(Filter filter, FieldSelection fields) {
        var parameters = new ArrayList<String>();
        if (!fields.isAll()) {
            parameters.add(
                    QueryText.parameter(
                            FieldSelection.PARAMETER,
                            String.join(",", new TreeSet<>(fields.names()))));
        }
        filter.parameters()
                .forEach((name, values) ->
                        values.forEach(value -> parameters.add(QueryText.parameter(name, value))));
        return parameters.isEmpty() ? LIST : LIST + "?" + String.join("&", parameters);
    }

    /** The same request, after another cursor. */
    static String since(ServerHttpRequest request, String cursor) {
        var others = QueryText.without(request.getURI().getRawQuery(), Set.of(SINCE));
        return request.getURI().getRawPath()
                + "?"
                + (others.isEmpty() ? "" : others + "&")
                + QueryText.parameter(SINCE, cursor);
    }
}
