package io.crier.platform.access;

import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a token is to be from a body; all that is wrong is told at once. */
final class TokenBody {
    private static final String EXAMPLE =
            "{\"name\":\"open-city-lab\",\"scopes\":[\"announcements:write\"]}";
    private static final Set<String> FIELDS =
            new TreeSet<>(Set.of("name", "scopes", "expiresAt", "limits"));

    /** It stands in logs: no spaces, nothing that could be taken for something else. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");

    /** What they open goes past all bounds. */
    private static final Set<Scope> UNBOUNDED =
            EnumSet.of(Scope.TOKENS_MANAGE, Scope.SOURCES_MANAGE);

    private static final int MOST_TOPICS = 50;
    private static final int LONGEST_TOPIC = 100;

    /** Years of five digits are no times of RFC 3339. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Pattern SOURCE = Pattern.compile("[\\x21-\\x7E]{1,200}");

    private final ObjectNode object;
    private final Instant now;
    private final List<Violation> violations = new ArrayList<>();

    private TokenBody(ObjectNode object, Instant now) {
        this.object = object;
        this.now = now;
    }

    /**
     * The token that the body asks for.
     *
     * @throws InvalidInput naming each field at fault
     */
    static NamedToken.Wanted read(byte[] body, JsonMapper mapper, Instant now) {
        return new TokenBody(object(body, mapper), now).read();
    }

    private static ObjectNode object(byte[] body, JsonMapper mapper) {
        try {
            if (mapper.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException notJson) {
            // Refused below, as JSON of another kind.
        }
        throw new InvalidInput("the body is no JSON object, such as " + EXAMPLE);
    }

    private NamedToken.Wanted read() {
        object.propertyNames().stream()
                .filter(field -> !FIELDS.contains(field))
                .forEach(field ->
                        violations.add(
                                new Violation(
                                        field,
                                        null,
                                        "no such field, but any of " + String.join(", ", FIELDS))));
        var name = name();
        var scopes = scopes();
        var expiresAt = expiresAt();
        var bounds = object.hasNonNull("limits") ? bounds(object.get("limits")) : null;
        if (bounds != null && !Collections.disjoint(scopes, UNBOUNDED)) {
            refuse(
                    "limits",
                    "none for a token with tokens:manage, which could make itself another without, or with sources:manage, whose sources are not bound");
        }
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
        return new NamedToken.Wanted(name, scopes, bounds, expiresAt);
    }

    private String name() {
        var name = object.path("name").asString("");
        if (!object.path("name").isString() || !NAME.matcher(name).matches()) {
            refuse("name", "1 to 100 letters, digits and any of ._@-, such as open-city-lab");
        }
        return name;
    }

    private Set<Scope> scopes() {
        var scopes = EnumSet.noneOf(Scope.class);
        var given = object.path("scopes");
        for (var one : given) {
            var scope = Scope.of(one.asString(""));
            if (scope.isEmpty()) {
                violations.add(new Violation("scopes", shown(one), "any of " + Scope.words()));
            }
            scope.ifPresent(scopes::add);
        }
        if (!given.isArray() || given.isEmpty()) {
            refuse("scopes", "a list of at least one of " + Scope.words());
        }
        return scopes;
    }

    private @Nullable Instant expiresAt() {
        if (!object.hasNonNull("expiresAt")) {
            return null;
        }
        try {
            var time = OffsetDateTime.parse(object.path("expiresAt").asString("")).toInstant();
            if (time.isAfter(now) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException notATime) {
            // Refused below, as one that is over, or too far away.
        }
        refuse(
                "expiresAt",
                "a time to come, before the year 10000, such as 2027-03-04T17:00:00+01:00; none for no end");
        return null;
    }

    private @Nullable Bounds bounds(JsonNode limits) {
        var topics = limits.path("topics");
        var source = limits.path("source");
        if (limits.size() == 1 && isTopics(topics)) {
            return new Bounds(
                    topics.valueStream().map(topic -> topic.stringValue().strip()).toList(), null);
        }
        if (limits.size() == 1
                && source.isString()
                && SOURCE.matcher(source.stringValue()).matches()) {
            return new Bounds(List.of(), source.stringValue());
        }
        refuse(
                "limits",
                "{\"topics\": [\"…\"]} with 1 to %d topics of at most %d characters, without control characters, or {\"source\": \"…\"} with an id of at most 200 visible ASCII characters"
                        .formatted(MOST_TOPICS, LONGEST_TOPIC));
        return null;
    }

    private static boolean isTopics(JsonNode topics) {
        return topics.isArray()
                && !topics.isEmpty()
                && topics.size() <= MOST_TOPICS
                && topics.valueStream().allMatch(TokenBody::isTopic);
    }

    private static boolean isTopic(JsonNode topic) {
        return topic.isString()
                && !topic.stringValue().isBlank()
                && isPlain(topic.stringValue().strip());
    }

    /** As the topics of announcements are, or none of them would ever be one of these. */
    private static boolean isPlain(String topic) {
        return topic.codePointCount(0, topic.length()) <= LONGEST_TOPIC
                && topic.codePoints()
                        .noneMatch(point ->
                                (Character.isISOControl(point) && "\n\r\t".indexOf(point) < 0)
                                        || Character.getType(point) == Character.SURROGATE);
    }

    private void refuse(String field, String accepted) {
        violations.add(new Violation(field, shown(object.path(field)), accepted));
    }

    private static @Nullable String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return null;
        }
        return value.isString() ? value.stringValue() : value.toString();
    }
}
