package io.crier.announcement;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.crier.announcement.Change.FieldChange;
import io.crier.refusal.InvalidInput;
import io.crier.refusal.Violation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which fields of announcements somebody wants to be told. What it leaves of an announcement has
 * them in their usual order; it always has the id and the version, by which copies are kept.
 *
 * @param names as they are written in JSON
 */
public record FieldSelection(Set<String> names) {
    /** The parameter that a selection is read from. */
    public static final String PARAMETER = "fields";

    private static final SequencedSet<String> KNOWN =
            Collections.unmodifiableSequencedSet(
                    new LinkedHashSet<>(names(AnnouncementView.class).toList()));

    private static final Set<String> ALWAYS = Set.of("id", "version");

    /** Leaves announcements as they are. */
    public static final FieldSelection ALL = new FieldSelection(KNOWN);

    public FieldSelection {
        var all = new LinkedHashSet<>(names);
        all.addAll(ALWAYS);
        if (!KNOWN.containsAll(all)) {
            throw new IllegalArgumentException("%s: there are only %s".formatted(names, KNOWN));
        }
        names = Set.copyOf(all);
    }

    /**
     * A selection from the values of a parameter, each a list of names with commas between them;
     * everything where there is no value.
     *
     * @throws InvalidInput telling each name that is none
     */
    public static FieldSelection read(List<String> values) {
        var names =
                values.stream()
                        .map(value -> value == null ? "" : value)
                        .flatMap(value -> Arrays.stream(value.split(",", -1)))
                        .map(String::strip)
                        .distinct()
                        .toList();
        var violations =
                names.stream()
                        .filter(name -> !KNOWN.contains(name))
                        .map(name -> new Violation(PARAMETER, name, accepted()))
                        .toList();
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
        return names.isEmpty() ? ALL : new FieldSelection(Set.copyOf(names));
    }

    private static String accepted() {
        return "any of " + String.join(", ", KNOWN);
    }

    /** The names that there are, in the order in which they are written. */
    public static Collection<String> known() {
        return KNOWN;
    }

    /** Whether announcements are left as they are. */
    public boolean isAll() {
        return names.size() == KNOWN.size();
    }

    /** What is left of an announcement, to be written as JSON by {@link Json#MAPPER}. */
    public Object of(AnnouncementView view) {
        if (isAll()) {
            return view;
        }
        JsonNode tree = Json.MAPPER.valueToTree(view);
        return ((ObjectNode) tree).retain(names);
    }

    /** What is left of changes of fields. */
    public List<FieldChange> of(List<FieldChange> changed) {
        return isAll()
                ? changed
                : changed.stream().filter(change -> names.contains(change.field())).toList();
    }

    /**
     * Those of a record as they are written, with those of the records that are unwrapped in it.
     */
    private static Stream<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                // Of the answer, and never there among others.
                .filter(component -> !component.getName().equals("cursor"))
                .flatMap(FieldSelection::names);
    }

    private static Stream<String> names(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                ? names(component.getType())
                : Stream.of(component.getName());
    }
}
