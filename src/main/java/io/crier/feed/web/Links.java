package io.crier.feed.web;

import io.crier.announcement.Filter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.UriComponentsBuilder;

/** Where clients go on; relative references (RFC 3986 §4.2), so that they hold behind any proxy. */
final class Links {
    private Links() {}

    /** All that is there now and passes the filter. */
    static String snapshot(Filter filter) {
        var list = UriComponentsBuilder.fromPath("/v1/announcements");
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
