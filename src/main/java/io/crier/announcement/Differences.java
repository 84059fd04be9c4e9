package io.crier.announcement;

import io.crier.announcement.Change.FieldChange;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/** Differences between two contents, field by field, as JSON shows them. */
final class Differences {
    private static final ObjectReader CONTENT = Json.MAPPER.readerFor(Content.class);

    private Differences() {}

    /** The fields whose values differ, in the order of {@link Content}. */
    static List<FieldChange> between(Content before, Content after) {
        if (before.equals(after)) {
            return List.of();
        }
        var old = tree(before);
        var differences = new ArrayList<FieldChange>();
        for (var field : tree(after).properties()) {
            var was = old.path(field.getKey());
            if (!was.equals(field.getValue())) {
                differences.add(new FieldChange(field.getKey(), was, field.getValue()));
            }
        }
        return differences;
    }

    /** The content as it was before the differences were made. */
    static Content undo(Content after, List<FieldChange> differences) {
        if (differences.isEmpty()) {
            return after;
        }
        var tree = tree(after);
        differences.forEach(difference -> tree.set(difference.field(), difference.from()));
        return CONTENT.readValue(tree);
    }

    /** Every field of the content, JSON null where it has no value. */
    private static ObjectNode tree(Content content) {
        JsonNode tree = Json.WITH_NULLS.valueToTree(content);
        return (ObjectNode) tree;
    }
}
