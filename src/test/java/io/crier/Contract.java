package io.crier;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.crier.announcement.Json;
import java.net.http.HttpHeaders;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The API's description of itself, which every answer that a test gets is held against. */
public final class Contract {
    /** Where nothing is, nothing is described. */
    private static final Set<Integer> NOTHING_THERE = Set.of(404, 405);

    /** Headers that say something of Crier's own: none of them is sent without being described. */
    private static final Pattern OURS =
            Pattern.compile("etag|link|location|retry-after|crier-.*|idempotency-.*");

    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .build()));

    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();
    private final JsonNode document;

    public Contract(String document) {
        this.document = Json.MAPPER.readTree(document);
    }

    /** An answer that is not described, and in what. */
    public static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1;

        Broken(String message) {
            super(message);
        }
    }

    public JsonNode document() {
        return document;
    }

    /**
     * Holds an answer against the description.
     *
     * @param path with or without a query
     * @param body empty where it was not read
     */
    public void check(String method, String path, int status, HttpHeaders headers, String body) {
        var what = "%s %s → %d".formatted(method, path, status);
        var operation = operation(method, path);
        if (operation.isEmpty()) {
            require(NOTHING_THERE.contains(status), what, "there is no such operation");
            return;
        }
        var answer = resolved(operation.get().path("responses").path(Integer.toString(status)));
        require(answer.isObject(), what, "the status is not described");
        checkHeaders(what, answer, headers);
        var type = headers.firstValue("Content-Type").orElse("").split(";", 2)[0];
        // What came is as it was, and so is its type.
        if (type.isEmpty() || method.equals("HEAD") || status == 304) {
            require(body.isEmpty(), what, "a body without a type");
            return;
        }
        var content = answer.path("content").path(type);
        require(content.isObject(), what, "the type " + type + " is not described");
        if (!body.isEmpty()) {
            checkBody(what, type, content.path("schema"), body);
        }
    }

    /** Holds the data of an event against the description. */
    public void checkEvent(String event, JsonNode data) {
        var name =
                switch (event) {
                    case "created", "updated", "removed" -> "Change";
                    case "bookmark" -> "Bookmark";
                    case "reset" -> "Reset";
                    case "goaway" -> "GoAway";
                    default -> throw new Broken("the event " + event + " is not described");
                };
        checkJson("event " + event, reference(name), data);
        if (name.equals("Change")) {
            require(
                    data.get("kind").stringValue().equals(event),
                    "event",
                    data + " is no " + event);
        }
    }

    /** Holds a value against a schema, which may refer to those of the description. */
    public void checkJson(String what, JsonNode schema, JsonNode value) {
        var errors =
                compiled.computeIfAbsent(schema.toString(), _ -> compile(schema)).validate(value);
        require(errors.isEmpty(), what, errors + " in " + value);
    }

    private Optional<JsonNode> operation(String method, String path) {
        var asked = path.split("\\?", 2)[0];
        var verb = (method.equals("HEAD") ? "GET" : method).toLowerCase(Locale.ROOT);
        return document.path("paths").properties().stream()
                .filter(template -> matches(template.getKey(), asked))
                // What is written out comes before what has variables (OpenAPI §4.8.8.2).
                .min(
                        Comparator.<Map.Entry<String, JsonNode>>comparingLong(
                                        template -> variables(template.getKey()))
                                .thenComparingInt(template -> -template.getKey().length()))
                .map(template -> template.getValue().path(verb))
                .filter(JsonNode::isObject);
    }

    private static boolean matches(String template, String path) {
        var literal = Pattern.compile("\\{[^}]+\\}").splitAsStream(template).map(Pattern::quote);
        var pattern = String.join("[^/]+", literal.toList());
        return path.matches(template.endsWith("}") ? pattern + "[^/]+" : pattern);
    }

    private static long variables(String template) {
        return template.chars().filter(one -> one == '{').count();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").stringValue().substring(1)) : node;
    }

    private void checkHeaders(String what, JsonNode answer, HttpHeaders headers) {
        for (var header : answer.path("headers").properties()) {
            var described = resolved(header.getValue());
            var values = headers.allValues(header.getKey());
            require(
                    !values.isEmpty() || !described.get("required").booleanValue(),
                    what,
                    "the header " + header.getKey() + " is missing");
            for (var value : values) {
                checkJson(
                        what + ", header " + header.getKey(),
                        described.get("schema"),
                        Json.MAPPER.getNodeFactory().stringNode(value));
            }
        }
        var described =
                answer.path("headers").propertyNames().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList();
        headers.map().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> OURS.matcher(name).matches())
                .forEach(name ->
                        require(described.contains(name), what, name + " is not described"));
    }

    private void checkBody(String what, String type, JsonNode schema, String body) {
        switch (type) {
            case "application/x-ndjson" ->
                    body.lines()
                            .forEach(line ->
                                    checkJson(what, schema.get("contentSchema"), json(line)));
            case "application/json",
                    "application/problem+json",
                    "application/feed+json",
                    "application/ld+json" ->
                    checkJson(what, schema, json(body));
            default -> require(schema.get("type").stringValue().equals("string"), what, "no text");
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException notJson) {
            throw new Broken("no JSON: " + text);
        }
    }

    private Schema compile(JsonNode schema) {
        var root = (ObjectNode) schema.deepCopy();
        root.putObject("components").set("schemas", document.path("components").path("schemas"));
        return registry.getSchema(root);
    }

    private static ObjectNode reference(String name) {
        return Json.MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private static void require(boolean holds, String what, String otherwise) {
        if (!holds) {
            throw new Broken(what + ": " + otherwise);
        }
    }
}
