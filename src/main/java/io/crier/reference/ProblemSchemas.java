package io.crier.reference;

import io.crier.announcement.Json;
import java.util.List;

/** Problems (RFC 9457), and those that tell a fact more. */
final class ProblemSchemas {
    private static final String PROBLEM = "Problem";

    private final Schemas schemas;

    ProblemSchemas(Schemas schemas) {
        this.schemas = schemas;
    }

    void add() {
        schemas.property(PROBLEM, "type").put("const", "about:blank");
        // It is left out where it is empty, which no type tells.
        var required = Json.MAPPER.createArrayNode();
        schemas.get(PROBLEM)
                .get(Schemas.REQUIRED)
                .forEach(name -> {
                    if (!name.stringValue().equals("errors")) {
                        required.add(name);
                    }
                });
        schemas.get(PROBLEM).set(Schemas.REQUIRED, required);
        List.of("StaleVersion", "RemovedAnnouncement", "ExpiredCursor", "KnownSource")
                .forEach(this::extend);
    }

    /** What a problem has, besides the facts that are there already, none of which may miss. */
    private void extend(String name) {
        var facts = schemas.get(name);
        var problem = schemas.get(PROBLEM).deepCopy();
        for (var fact : facts.get(Schemas.PROPERTIES).properties()) {
            problem.withObject(Schemas.PROPERTIES).set(fact.getKey(), fact.getValue());
            problem.withArray(Schemas.REQUIRED).add(fact.getKey());
        }
        schemas.put(name, facts.get(Schemas.DESCRIPTION).stringValue(), problem);
    }
}
