package io.crier.reference;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes up values: mostly such as a schema has them, and now and then what it does not have. */
final class Drivel {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 5;
    private static final int MUCH = 20_000;

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "0",
                    "-1",
                    "1e400",
                    "null",
                    "true",
                    "NaN",
                    "climate",
                    "Ünïcödé ἀρχή שלום 会議 \uD83C\uDF89",
                    "\u0000",
                    "\uD800",
                    "a\r\nSet-Cookie: b=c",
                    "'; DROP TABLE announcement; --",
                    "%00%0d%0a%2e%2e",
                    "../../etc/passwd",
                    "${jndi:ldap://localhost.invalid/a}",
                    "<script>alert(1)</script>",
                    "\\\" & | ! ( ) : * <-> \"",
                    "(((((((((((((((((((((((((((((((((",
                    "9999999999999999999999999999",
                    "2026-02-30T25:61:61Z",
                    "+999999999-01-01T00:00:00Z",
                    "-999999999-12-31T23:59:59+18:00",
                    "2027-03-28T02:30:00[Europe/Berlin]",
                    "Mars/Olympus",
                    "52.5,13.4",
                    "91,181",
                    "Infinity,NaN",
                    "en-x-",
                    "start",
                    "0-0",
                    "abc-999999999999999999",
                    "x".repeat(MUCH));

    private final Random random;
    private final JsonNode schemas;
    private final List<String> known;

    /**
     * @param schemas those that others refer to
     * @param known names of what is there, to be mixed in
     */
    Drivel(Random random, JsonNode schemas, List<String> known) {
        this.random = random;
        this.schemas = schemas;
        this.known = known;
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    String text() {
        return once(3) && !known.isEmpty() ? one(known) : one(TEXTS);
    }

    /** A value of the schema, or of none. */
    JsonNode value(JsonNode schema) {
        return value(schema, 0);
    }

    private JsonNode value(JsonNode schema, int depth) {
        if (once(8) || depth > DEEPEST) {
            return anything(depth);
        }
        if (schema.has("$ref")) {
            var name = schema.get("$ref").asString();
            return value(schemas.path(name.substring(name.lastIndexOf('/') + 1)), depth);
        }
        for (var choice : List.of("enum", "oneOf", "anyOf", "allOf")) {
            if (schema.has(choice)) {
                var chosen = schema.get(choice).get(random.nextInt(schema.get(choice).size()));
                return choice.equals("enum") ? chosen : value(chosen, depth);
            }
        }
        var type = schema.path("type");
        var name = type.isArray() ? type.get(random.nextInt(type.size())) : type;
        return switch (name.asString("")) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema.path("items"), depth);
            case "integer" -> NODES.numberNode(once(2) ? random.nextInt(100) : random.nextInt());
            case "number" -> NODES.numberNode(random.nextGaussian() * 100);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "null" -> NODES.nullNode();
            default -> NODES.stringNode(string(schema));
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        var object = NODES.objectNode();
        for (var property : schema.path("properties").properties()) {
            if (once(2)) {
                object.set(property.getKey(), value(property.getValue(), depth + 1));
            }
        }
        if (once(8)) {
            object.set(text(), anything(depth + 1));
        }
        return object;
    }

    private JsonNode array(JsonNode items, int depth) {
        var array = NODES.arrayNode();
        for (var left = random.nextInt(4); left > 0; left--) {
            array.add(value(items, depth + 1));
        }
        return array;
    }

    private String string(JsonNode schema) {
        if (once(3)) {
            return text();
        }
        return switch (schema.path("format").asString("")) {
            case "date-time" ->
                    "2027-0%d-1%dT10:00:00Z".formatted(1 + random.nextInt(9), random.nextInt(9));
            case "date" -> "2027-0%d-11".formatted(1 + random.nextInt(9));
            case "uri", "uri-reference" -> "https://somewhere.invalid/" + random.nextInt(9);
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            default -> "Some " + random.nextInt(1_000);
        };
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(depth > DEEPEST ? 5 : 7)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(random.nextLong());
            case 2 -> NODES.numberNode(Double.MAX_VALUE);
            case 3 -> NODES.booleanNode(random.nextBoolean());
            case 4 -> NODES.stringNode(text());
            case 5 -> NODES.arrayNode().add(anything(depth + 1)).add(anything(depth + 1));
            default -> NODES.objectNode().set(one(TEXTS.subList(0, 8)), anything(depth + 1));
        };
    }

    /** Text that may be cut, doubled or mangled, so that it is often no JSON at all. */
    String mangled(String text) {
        if (!once(6) || text.isEmpty()) {
            return text;
        }
        var at = random.nextInt(text.length());
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at);
            case 1 -> text + text;
            case 2 -> text.substring(0, at) + one(TEXTS) + text.substring(at);
            default -> "[".repeat(2_000) + text;
        };
    }
}
