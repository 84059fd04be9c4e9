package io.crier.feed.web;

import io.crier.announcement.FieldSelection;
import io.crier.announcement.Filter;
import java.util.TreeSet;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.UriComponentsBuilder;

/** Where clients go on; relative references (RFC 3986 §4.2), so that they hold behind any proxy. */
final class Links {
    private Links() {}

    /** All that is there now and passes the filter. */
    static String snapshot(Filter filter) {
        return snapshot(filter, FieldSelection.ALL);
    }

    /** The same, with some of the fields. */
    static String snapshot(Filter filter, FieldSelection fields) {
        var list = UriComponentsBuilder.fromPath("/v1/announcements");
        if (!fields.isAll()) {
            list.queryParam(
                    FieldSelection.PARAMETER, String.join(",", new TreeSet<>(fields.names())));
        }
        filter.parameters().forEach((name, values) -> list.queryParam(name, values.toArray()));
        return list.encode().build().toUriString();
    }

    /** The same request, after another cursor. */
    static String since(ServerHttpRequest request, String cursor) {
        var next = UriComponentsBuilder.fromPath(request.getPath().value());
        request.getQueryParams().forEach((name, values) -> next.queryParam(name, values.toArray()));
        return next.replaceQueryParam("since", cursor).encode().build().toUriString();
    }
}
