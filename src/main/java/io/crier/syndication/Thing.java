package io.crier.syndication;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A thing of schema.org's vocabulary, with its properties in the order given. */
final class Thing {
    private final Map<String, Object> properties = new LinkedHashMap<>();

    Thing(String type) {
        properties.put("@type", type);
    }

    /** Left out where there is no value. */
    Thing with(String property, @Nullable Object value) {
        if (value != null) {
            properties.put(property, value);
        }
        return this;
    }

    /** All of them; a single one stands for itself. */
    Thing withAll(String property, List<?> values) {
        return with(
                property,
                switch (values.size()) {
                    case 0 -> null;
                    case 1 -> values.getFirst();
                    default -> values;
                });
    }

    /** Whether it says more than what kind of thing it is. */
    boolean saysAnything() {
        return properties.size() > 1;
    }

    @JsonValue
    Map<String, Object> properties() {
        return properties;
    }
}
