package io.crier.reference;

import io.crier.announcement.Json;
import io.crier.platform.access.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** One thing that can be asked for, put together call by call. */
final class Operation {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private static final String SCOPES = "x-scopes";

    private final String method;
    private final String path;
    private final ObjectNode node = Json.MAPPER.createObjectNode();
    private final Map<String, ObjectNode> answers = new LinkedHashMap<>();

    private Operation(String method, String path, String id, String summary) {
        this.method = method;
        this.path = path;
        node.put("operationId", id).put("summary", summary);
    }

    /** One that is the same for everybody. */
    static Operation open(String path, String id, String summary) {
        var operation = new Operation("get", path, id, summary);
        operation.node.putArray("security");
        return operation.shared(429, "TooManyRequests");
    }

    /** One that needs a token only where reads are closed. */
    static Operation get(String path, String id, String summary) {
        var operation = new Operation("get", path, id, summary);
        operation.node.withArray("security").addObject();
        return operation.needs(Scope.ANNOUNCEMENTS_READ);
    }

    /** One that only publishers may ask for. */
    static Operation write(String method, String path, String id, String summary) {
        return guarded(method, path, id, summary).needs(Scope.ANNOUNCEMENTS_WRITE);
    }

    /** One that is still to be told what it needs. */
    static Operation guarded(String method, String path, String id, String summary) {
        return new Operation(method, path, id, summary);
    }

    /**
     * That a token with this scope will do. Linters know scopes of OAuth 2.0 alone, though OpenAPI
     * 3.1 would have them where the token is named.
     */
    Operation needs(Scope scope) {
        if (!node.has(SCOPES)) {
            node.withArray("security").addObject().putArray(Components.TOKEN);
        }
        node.withArray(SCOPES).add(scope.word());
        return shared(401, "Unauthorized").shared(403, "Forbidden").shared(429, "TooManyRequests");
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    String id() {
        return node.get("operationId").stringValue();
    }

    Operation tag(String tag) {
        node.putArray("tags").add(tag);
        return this;
    }

    Operation says(String description) {
        node.put("description", description.strip());
        return this;
    }

    /** Parameters that the reference has by these names. */
    Operation parameters(String... names) {
        for (var name : names) {
            node.withArray("parameters").addObject().put("$ref", "#/components/parameters/" + name);
        }
        return this;
    }

    Operation parameters(List<String> names) {
        return parameters(names.toArray(String[]::new));
    }

    /** A body that must be there, of this schema in any of the types. */
    Operation body(String schema, String example, String... types) {
        var body = node.putObject("requestBody").put("required", true);
        for (var type : types) {
            var content = body.withObject("content").putObject(type);
            content.set("schema", Schemas.reference(schema));
            content.withObject("examples")
                    .putObject("example")
                    .set(
                            "value",
                            Json.read(example.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        return this;
    }

    /** A body of lines, each of this schema. */
    Operation lines(String schema, String type, String example) {
        var content =
                node.putObject("requestBody")
                        .put("required", true)
                        .withObject("content")
                        .putObject(type);
        content.set("schema", text(type, Schemas.reference(schema)));
        content.withObject("examples").putObject("example").put("value", example);
        return this;
    }

    /** An answer without a body; a header with a question mark may be missing. */
    Operation answers(int status, String description, String... headers) {
        var answer = Json.MAPPER.createObjectNode().put("description", description);
        for (var header : headers) {
            answer.withObject("headers")
                    .putObject(header.replace("?", ""))
                    .put("$ref", "#/components/headers/" + header.replace("?", "-if-any"));
        }
        answers.put(Integer.toString(status), answer);
        return this;
    }

    /** One more form of an answer, which is described elsewhere. */
    Operation answersIn(int status, String type, ObjectNode schema) {
        answers.computeIfAbsent(Integer.toString(status), _ -> Json.MAPPER.createObjectNode());
        content(status, type).set("schema", schema);
        return this;
    }

    /** What an answer means whose forms are told already. */
    Operation describe(int status, String description, String... headers) {
        var forms = answer(status).get("content");
        answers(status, description, headers);
        answer(status).set("content", forms);
        return this;
    }

    /** An answer in JSON. */
    Operation answersJson(int status, String schema, String description, String... headers) {
        answers(status, description, headers);
        content(status, JSON).set("schema", Schemas.reference(schema));
        return this;
    }

    /** An answer in text, whose parts are of this schema. */
    Operation answersText(
            int status, String type, ObjectNode part, String description, String... headers) {
        answers(status, description, headers);
        content(status, type).set("schema", text(type, part));
        return this;
    }

    /** An answer in some other form. */
    Operation answersText(int status, String type, String description, String... headers) {
        answers(status, description, headers);
        content(status, type).putObject("schema").put("type", "string");
        return this;
    }

    /** What can go wrong in a way of its own; problems that tell no more than a problem does. */
    Operation problem(int status, String description, String... headers) {
        return problemOf(status, "Problem", description, headers);
    }

    /** What can go wrong, told by a problem that tells more. */
    Operation problemOf(int status, String schema, String description, String... headers) {
        answers(status, description, headers);
        content(status, PROBLEM).set("schema", Schemas.reference(schema));
        return this;
    }

    /** What can go wrong in the same way elsewhere. */
    Operation shared(int status, String name) {
        answers.put(
                Integer.toString(status),
                Json.MAPPER.createObjectNode().put("$ref", "#/components/responses/" + name));
        return this;
    }

    /** Whatever writes a body: it may be too large, of another type, or the database away. */
    Operation takesBody() {
        return shared(413, "ContentTooLarge").shared(415, "UnsupportedMediaType");
    }

    private ObjectNode content(int status, String type) {
        return answer(status).withObject("content").withObject("/" + type.replace("/", "~1"));
    }

    private ObjectNode answer(int status) {
        var answer = answers.get(Integer.toString(status));
        if (answer == null) {
            throw new IllegalStateException(id() + " has no answer " + status);
        }
        return answer;
    }

    /** The schema of a text of that type. */
    static ObjectNode text(String type) {
        return Json.MAPPER.createObjectNode().put("type", "string").put("contentMediaType", type);
    }

    /** The schema of a text whose parts, such as its lines, are of this schema. */
    static ObjectNode text(String type, ObjectNode part) {
        var text = text(type);
        text.set("contentSchema", part);
        return text;
    }

    /** With an example of every answer. */
    ObjectNode written(Examples examples) {
        var sorted = node.putObject("responses");
        new TreeMap<>(answers)
                .forEach((status, answer) -> {
                    examples.into(answer, id(), status);
                    sorted.set(status, answer);
                });
        return node;
    }
}
