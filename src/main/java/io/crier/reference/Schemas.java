package io.crier.reference;

import io.crier.announcement.AnnouncementView;
import io.crier.announcement.Change;
import io.crier.announcement.FacetCounts;
import io.crier.announcement.Json;
import io.crier.intake.Source;
import io.crier.platform.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * All schemas of the reference. What the records look like that are written, they tell themselves;
 * what their fields mean, and what is put together without a record, stands in {@code
 * schemas.json}.
 */
final class Schemas {
    static final String PROPERTIES = "properties";
    static final String REQUIRED = "required";
    static final String DESCRIPTION = "description";

    private static final String WRITTEN = "/reference/schemas.json";

    /** Types that are called otherwise here than in the code. */
    private static final Map<Class<?>, String> NAMES =
            Map.of(
                    AnnouncementView.class, "Announcement",
                    Change.Kind.class, "ChangeKind",
                    FacetCounts.Count.class, "FacetCount");

    private final Map<String, ObjectNode> schemas = new TreeMap<>();

    private Schemas() {
        var shapes = new Shapes(NAMES);
        for (var type :
                List.of(
                        AnnouncementView.class,
                        Change.FieldChange.class,
                        Change.Kind.class,
                        FacetCounts.Count.class,
                        Source.class,
                        Problem.class)) {
            shapes.of(type);
        }
        schemas.putAll(shapes.named());
    }

    /** By name. */
    static Map<String, ObjectNode> all() {
        var schemas = new Schemas();
        schemas.explain(written());
        new Drafts(schemas).add();
        new ProblemSchemas(schemas).add();
        return schemas.schemas;
    }

    static ObjectNode reference(String name) {
        return Json.MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    ObjectNode get(String name) {
        var schema = schemas.get(name);
        if (schema == null) {
            throw new IllegalStateException("there is no schema " + name);
        }
        return schema;
    }

    void put(String name, String description, ObjectNode schema) {
        schemas.put(name, schema.put(DESCRIPTION, description));
    }

    /** The properties of an object. */
    ObjectNode properties(String name) {
        return get(name).withObject(PROPERTIES);
    }

    ObjectNode property(String name, String field) {
        if (properties(name).get(field) instanceof ObjectNode property) {
            return property;
        }
        throw new IllegalStateException(name + " has no field " + field);
    }

    private static ObjectNode written() {
        try (var json = Schemas.class.getResourceAsStream(WRITTEN)) {
            if (json == null) {
                throw new IllegalStateException(WRITTEN + " is missing");
            }
            return (ObjectNode) Json.read(json.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void explain(ObjectNode written) {
        for (var schema : written.properties()) {
            var known = schemas.get(schema.getKey());
            if (known == null) {
                schemas.put(schema.getKey(), (ObjectNode) schema.getValue());
            } else {
                explain(schema.getKey(), known, (ObjectNode) schema.getValue());
            }
        }
    }

    /** Every field of a record, and no other one, is explained; nothing is said of its shape. */
    private void explain(String name, ObjectNode known, ObjectNode words) {
        known.set(DESCRIPTION, words.get(DESCRIPTION));
        var explained = words.path(PROPERTIES);
        if (!List.copyOf(explained.propertyNames())
                .containsAll(known.path(PROPERTIES).propertyNames())) {
            throw new IllegalStateException(name + " has fields that nobody explains");
        }
        for (var field : explained.properties()) {
            property(name, field.getKey()).setAll((ObjectNode) field.getValue());
        }
    }
}
