package io.crier.intake.web;

import io.crier.announcement.Json;
import io.crier.intake.Sources.Change;
import io.crier.intake.Sources.Wanted;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON that a source is added or changed with; tells all that is wrong at once. */
final class SourceBody {
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_SHOWN = 100;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final List<Violation> violations = new ArrayList<>();
    private final ObjectNode object;

    private SourceBody(byte @Nullable [] body, Set<String> fields) {
        this.object = object(body == null ? new byte[0] : body);
        for (var field : object.propertyNames()) {
            if (!fields.contains(field)) {
                refuse(
                        field,
                        "no such field, but any of "
                                + String.join(", ", fields.stream().sorted().toList()));
            }
        }
    }

    static Wanted wanted(byte @Nullable [] body) {
        var source = new SourceBody(body, Set.of("url", "title", "interval", "enabled"));
        var title = source.title();
        var wanted =
                new Wanted(
                        source.url(),
                        title == null || title.isEmpty() ? null : title,
                        source.interval(),
                        !Boolean.FALSE.equals(source.enabled()));
        source.done();
        return wanted;
    }

    static Change change(byte @Nullable [] body) {
        var source = new SourceBody(body, Set.of("title", "interval", "enabled"));
        var change = new Change(source.changedTitle(), source.interval(), source.enabled());
        source.done();
        return change;
    }

    /** The address to look at. */
    static String address(byte @Nullable [] body) {
        var source = new SourceBody(body, Set.of("url"));
        var url = source.url();
        source.done();
        return url;
    }

    private static ObjectNode object(byte[] body) {
        if (Json.read(body) instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidInput(
                "the body is no JSON object, such as {\"url\":\"https://example.org/feed\"}");
    }

    private String url() {
        var url = object.path("url");
        if (!url.isString() || url.stringValue().isBlank()) {
            refuse("url", "the address of an RSS or Atom feed, such as https://example.org/feed");
            return "";
        }
        return url.stringValue().strip();
    }

    /** A merge patch removes with null (RFC 7396): the feed's own title holds again. */
    private @Nullable String changedTitle() {
        return object.path("title").isNull() ? "" : title();
    }

    private @Nullable String title() {
        if (!object.hasNonNull("title")) {
            return null;
        }
        var title = object.path("title");
        if (!title.isString() || !isPlain(title.stringValue())) {
            refuse(
                    "title",
                    "a text of at most %d characters, without control characters"
                            .formatted(LONGEST_TITLE));
            return null;
        }
        return title.stringValue().strip();
    }

    private static boolean isPlain(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TITLE
                && text.codePoints()
                        .noneMatch(point ->
                                Character.isISOControl(point)
                                        || Character.getType(point) == Character.SURROGATE);
    }

    private @Nullable Duration interval() {
        var interval = object.path("interval");
        if (!object.has("interval")) {
            return null;
        }
        try {
            var told = Duration.parse(interval.isString() ? interval.stringValue() : "");
            if (told.compareTo(SHORTEST) >= 0 && told.compareTo(LONGEST) <= 0) {
                return told;
            }
        } catch (DateTimeException notADuration) {
            // Refused below, as one that is too short or too long.
        }
        refuse("interval", "a duration from PT1M to P7D (ISO 8601), such as PT15M");
        return null;
    }

    private @Nullable Boolean enabled() {
        if (!object.has("enabled")) {
            return null;
        }
        if (!object.path("enabled").isBoolean()) {
            refuse("enabled", "true or false");
            return null;
        }
        return object.path("enabled").booleanValue();
    }

    private void refuse(String field, String accepted) {
        violations.add(new Violation(field, shown(object.path(field)), accepted));
    }

    private static @Nullable String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return null;
        }
        var text = value.isString() ? value.stringValue() : value.toString();
        return text.substring(0, Math.min(text.length(), 2 * LONGEST_SHOWN));
    }

    private void done() {
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
    }
}
