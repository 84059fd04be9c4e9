package io.crier.reference;

import io.crier.announcement.Json;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsonFormatVisitors.JsonAnyFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonArrayFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonBooleanFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatTypes;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonIntegerFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonNumberFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonStringFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonValueFormat;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.BeanPropertyWriter;

/**
 * JSON schemas of records and enums, as told by the mapper that writes them: its names, its words,
 * its forms of times. Objects are strict, and what is never {@code null} is required, for a value
 * that is {@code null} is left out.
 */
final class Shapes {
    /** By name, in its order. */
    private final Map<String, ObjectNode> named = new TreeMap<>();

    private final Map<Class<?>, String> names;

    /**
     * @param names of types that are called otherwise here than in the code
     */
    Shapes(Map<Class<?>, String> names) {
        this.names = Map.copyOf(names);
    }

    /** All schemas that were asked for by now, and those that they refer to. */
    Map<String, ObjectNode> named() {
        return named;
    }

    /** A reference to the schema of the type, which is made if there is none yet. */
    ObjectNode of(Class<?> type) {
        var made = new Made();
        Json.MAPPER.acceptJsonFormatVisitor(type, made);
        return made.schema;
    }

    private ObjectNode reference(JavaType type) {
        var name = names.getOrDefault(type.getRawClass(), type.getRawClass().getSimpleName());
        return Json.MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private ObjectNode place(ObjectNode reference) {
        var path = reference.get("$ref").stringValue();
        return named.computeIfAbsent(
                path.substring(path.lastIndexOf('/') + 1), _ -> Json.MAPPER.createObjectNode());
    }

    /** The schema of one value, filled in as the mapper tells of it. */
    private final class Made extends JsonFormatVisitorWrapper.Base {
        private ObjectNode schema = Json.MAPPER.createObjectNode();

        @Override
        public JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
            schema = reference(type);
            var object = place(schema);
            return object.has("type")
                    ? new JsonObjectFormatVisitor.Base(getContext())
                    : new Properties(object, getContext());
        }

        @Override
        public JsonArrayFormatVisitor expectArrayFormat(JavaType type) {
            schema.put("type", "array");
            return new JsonArrayFormatVisitor.Base(getContext()) {
                @Override
                public void itemsFormat(JsonFormatVisitable handler, JavaType element) {
                    var item = new Made();
                    item.setContext(getContext());
                    handler.acceptJsonFormatVisitor(item, element);
                    schema.set("items", item.schema);
                }

                @Override
                public void itemsFormat(JsonFormatTypes element) {
                    schema.putObject("items").put("type", element.value());
                }
            };
        }

        @Override
        public JsonStringFormatVisitor expectStringFormat(JavaType type) {
            if (type.isEnumType()) {
                schema = reference(type);
            }
            var text = type.isEnumType() ? place(schema) : schema;
            text.put("type", "string");
            if (type.hasRawClass(URI.class)) {
                text.put("format", "uri");
            }
            if (type.hasRawClass(Duration.class)) {
                text.put("format", "duration");
            }
            return new JsonStringFormatVisitor.Base() {
                @Override
                public void format(JsonValueFormat format) {
                    // The mapper takes a duration for a time.
                    if (!type.hasRawClass(Duration.class)) {
                        text.put("format", format.toString());
                    }
                }

                @Override
                public void enumTypes(Set<String> words) {
                    words.forEach(text.withArray("enum")::add);
                }
            };
        }

        @Override
        public JsonIntegerFormatVisitor expectIntegerFormat(JavaType type) {
            schema.put("type", "integer");
            return new JsonIntegerFormatVisitor.Base() {
                @Override
                public void numberType(NumberType number) {
                    schema.put("format", number == NumberType.LONG ? "int64" : "int32");
                }
            };
        }

        @Override
        public JsonNumberFormatVisitor expectNumberFormat(JavaType type) {
            schema.put("type", "number");
            return new JsonNumberFormatVisitor.Base();
        }

        @Override
        public JsonBooleanFormatVisitor expectBooleanFormat(JavaType type) {
            schema.put("type", "boolean");
            return new JsonBooleanFormatVisitor.Base();
        }

        @Override
        public JsonAnyFormatVisitor expectAnyFormat(JavaType type) {
            return new JsonAnyFormatVisitor.Base();
        }
    }

    /** The properties of an object, those of its unwrapped parts among them. */
    private final class Properties extends JsonObjectFormatVisitor.Base {
        private final ObjectNode object;

        Properties(ObjectNode object, SerializationContext context) {
            super(context);
            this.object = object.put("type", "object").put("additionalProperties", false);
        }

        @Override
        public void property(BeanProperty property) {
            var made = new Made();
            made.setContext(getContext());
            serializer(property).acceptJsonFormatVisitor(made, property.getType());
            object.withObject("properties").set(property.getName(), made.schema);
            if (!isNullable(property.getMember().getAnnotated())) {
                object.withArray("required").add(property.getName());
            }
        }

        @Override
        public void optionalProperty(BeanProperty property) {
            property(property);
        }

        private JsonFormatVisitable serializer(BeanProperty property) {
            var known =
                    property instanceof BeanPropertyWriter writer ? writer.getSerializer() : null;
            return known == null
                    ? getContext().findPrimaryPropertySerializer(property.getType(), property)
                    : known;
        }
    }

    private static boolean isNullable(@Nullable AnnotatedElement member) {
        return switch (member) {
            case Field field -> field.getAnnotatedType().isAnnotationPresent(Nullable.class);
            case Method method ->
                    method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class);
            case null, default -> false;
        };
    }
}
