package io.crier.announcement;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a content can be found by, in the form in which it is compared. The store's columns and the
 * filters of streams both come from here, so that they agree.
 *
 * @param language lower case
 * @param topics lower case
 */
record Facets(
        Span span,
        Status status,
        @Nullable Attendance attendance,
        @Nullable String language,
        Set<String> topics) {

    static Facets of(Content content) {
        var language = content.language();
        return new Facets(
                Span.of(content),
                content.status(),
                content.attendance(),
                language == null ? null : language.toLowerCase(Locale.ROOT),
                content.topics().stream()
                        .map(Content::folded)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
