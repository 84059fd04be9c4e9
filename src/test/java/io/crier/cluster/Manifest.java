package io.crier.cluster;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One object as it is written down.
 *
 * @param origin the file or overlay that it is in
 */
record Manifest(String origin, JsonNode tree) {
    String type() {
        return "%s %s".formatted(tree.path("apiVersion").asText(), kind());
    }

    String kind() {
        return tree.path("kind").asText();
    }

    String name() {
        return tree.at("/metadata/name").asText();
    }

    @Override
    public String toString() {
        return "%s: %s %s".formatted(origin, kind(), name());
    }
}
