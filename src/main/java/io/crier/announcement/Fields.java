package io.crier.announcement;

import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a JSON object, read one by one; what is wrong with them is gathered. */
final class Fields {
    private final ObjectNode json;
    private final String path;
    private final List<Violation> violations;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> failed = new HashSet<>();

    private Fields(ObjectNode json, String path, List<Violation> violations) {
        this.json = json;
        this.path = path;
        this.violations = violations;
    }

    static Fields of(JsonNode json) {
        if (json instanceof ObjectNode object) {
            return new Fields(object, "", new ArrayList<>());
        }
        throw new InvalidInput(
                "the body is not a JSON object; an announcement is one with at least a title");
    }

    void refuse(String field, String accepted) {
        failed.add(field);
        var value = json.path(field);
        violations.add(
                new Violation(
                        path + field,
                        value.isMissingNode() || value.isNull()
                                ? null
                                : value.isString() ? value.stringValue() : value.toString(),
                        accepted));
    }

    boolean failed(String field) {
        return failed.contains(field);
    }

    /** Refuses all fields that nobody has read, but for those to be ignored. */
    void refuseOthers(Set<String> ignored) {
        for (var name : json.propertyNames()) {
            if (!known.contains(name) && !ignored.contains(name)) {
                refuse(name, "no such field, but any of " + String.join(", ", known));
            }
        }
    }

    void done() {
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
    }

    /** The value, {@code null} where there is none or JSON's null. */
    private @Nullable JsonNode value(String field) {
        known.add(field);
        var value = json.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private <T> @Nullable T read(
            String field, Function<JsonNode, Optional<T>> reading, String accepted) {
        var value = value(field);
        if (value == null) {
            return null;
        }
        var read = reading.apply(value);
        if (read.isEmpty()) {
            refuse(field, accepted);
        }
        return read.orElse(null);
    }

    private <T> @Nullable T readText(
            String field, Function<String, Optional<T>> reading, String accepted) {
        return read(
                field,
                value -> value.isString() ? reading.apply(value.stringValue()) : Optional.empty(),
                accepted);
    }

    /** Text on one line or several, white space around it dropped; blank is no value. */
    @Nullable String text(String field, int longest) {
        var text =
                readText(
                        field,
                        value ->
                                Forms.isPlain(value, longest)
                                        ? Optional.of(value.strip())
                                        : Optional.empty(),
                        "a text of at most " + longest + " characters, without control characters");
        return text == null || text.isEmpty() ? null : text;
    }

    /** A text that must be there. */
    String name(String field, int longest) {
        var name = text(field, longest);
        if (name == null && !failed(field)) {
            refuse(field, "a text of 1 to " + longest + " characters");
        }
        return name == null ? "" : name;
    }

    /**
     * Never blank, so that a content can be built of it; where it is at fault, that is told
     * instead.
     */
    String title(int longest) {
        var title = name("title", longest);
        return title.isEmpty() ? "?" : title;
    }

    @Nullable String html(String field, int longest) {
        var html =
                readText(
                        field,
                        value ->
                                Forms.isPlain(value, longest)
                                        ? Optional.of(value)
                                        : Optional.empty(),
                        "HTML of at most " + longest + " characters, without control characters");
        return html == null ? null : Html.sanitised(html, null);
    }

    @Nullable OffsetDateTime time(String field) {
        return readText(field, Forms::time, Forms.A_TIME);
    }

    @Nullable ZoneId zone(String field) {
        return readText(field, Forms::zone, Forms.A_ZONE);
    }

    @Nullable String language(String field) {
        return readText(field, Forms::language, Forms.A_LANGUAGE);
    }

    @Nullable String country(String field) {
        return readText(field, Forms::country, Forms.A_COUNTRY);
    }

    @Nullable URI url(String field) {
        return readText(field, Forms::webAddress, Forms.A_WEB_ADDRESS);
    }

    boolean flag(String field) {
        var flag =
                read(
                        field,
                        value ->
                                value.isBoolean()
                                        ? Optional.of(value.booleanValue())
                                        : Optional.empty(),
                        "true or false");
        return flag != null && flag;
    }

    @Nullable Double number(String field, int most) {
        return read(
                field,
                value -> degrees(value, most),
                "a number of degrees from -%d to %d".formatted(most, most));
    }

    /** A whole number may be too large for a double, which Jackson throws at. */
    private static Optional<Double> degrees(JsonNode value, int most) {
        var degrees = value.isNumber() ? value.doubleValueOpt() : OptionalDouble.empty();
        return degrees.isPresent() && Math.abs(degrees.getAsDouble()) <= most
                ? Optional.of(degrees.getAsDouble())
                : Optional.empty();
    }

    <E extends Enum<E>> @Nullable E word(String field, Class<E> type) {
        return readText(field, value -> Words.parse(type, value), Words.accepted(type));
    }

    <E extends Enum<E>> E word(String field, Class<E> type, E otherwise) {
        var word = word(field, type);
        return word == null ? otherwise : word;
    }

    /** Distinct words whatever their case, in the order given. */
    List<String> words(String field, int most, int longest) {
        var distinct = new LinkedHashMap<String, String>();
        var accepted = "a list of at most " + most + " texts of 1 to " + longest + " characters";
        for (var element : elements(field, most, accepted)) {
            var word = element.isString() ? element.stringValue().strip() : "";
            if (word.isEmpty() || !Forms.isPlain(word, longest)) {
                refuse(field, accepted);
                return List.of();
            }
            distinct.putIfAbsent(Content.folded(word), word);
        }
        return List.copyOf(distinct.values());
    }

    /** A list of objects. */
    <T> List<T> list(String field, int most, Function<Fields, T> reading) {
        var accepted = "a list of at most " + most + " objects";
        var read = new ArrayList<T>();
        for (var element : elements(field, most, accepted)) {
            if (!(element instanceof ObjectNode object)) {
                refuse(field, accepted);
                return List.of();
            }
            read.add(
                    reading.apply(
                            new Fields(
                                    object,
                                    "%s%s[%d].".formatted(path, field, read.size()),
                                    violations)));
        }
        return read;
    }

    @Nullable Fields object(String field) {
        var object =
                read(
                        field,
                        value ->
                                value instanceof ObjectNode node
                                        ? Optional.of(node)
                                        : Optional.empty(),
                        "an object");
        return object == null ? null : new Fields(object, path + field + ".", violations);
    }

    private Iterable<JsonNode> elements(String field, int most, String accepted) {
        var value = value(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.size() > most) {
            refuse(field, accepted);
            return List.of();
        }
        return value;
    }
}
