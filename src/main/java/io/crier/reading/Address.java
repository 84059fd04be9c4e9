package io.crier.reading;

import io.crier.serving.QueryText;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, as it was written.
 *
 * @param base scheme and authority under which clients reach Crier, without a path
 * @param path raw, with escapes
 * @param query raw, without the question mark; {@code null} where there is none
 */
public record Address(URI base, String path, @Nullable String query) {
    private static final String PAGE = "page";

    /** With scheme and authority. */
    URI absolute(String reference) {
        return URI.create(base + reference);
    }

    /** Path and query, which hold behind any proxy (RFC 3986 §4.2). */
    String reference() {
        return query == null ? path : path + "?" + query;
    }

    /** The same list, at another page. */
    String page(String token) {
        var others = without(path, Set.of(PAGE));
        return others + (others.contains("?") ? "&" : "?") + PAGE + "=" + token;
    }

    /** The same list, from its beginning. */
    String first() {
        return without(path, Set.of(PAGE));
    }

    /** The same query at another path, but for some parameters. */
    String without(String otherPath, Set<String> names) {
        var rest = QueryText.without(query, names);
        return rest.isEmpty() ? otherPath : otherPath + "?" + rest;
    }
}
