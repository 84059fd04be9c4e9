package io.crier.cluster;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The manifests of this repository. */
final class Manifests {
    static final Path HOME = Path.of("k8s");
    static final List<String> OVERLAYS = List.of("demo", "production");

    private static final YAMLMapper YAML =
            new YAMLMapper(
                    YAMLFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build());

    private Manifests() {}

    /** All that is written, patches too, which are objects with something left out. */
    static List<Manifest> written() throws IOException {
        List<Path> files;
        try (var all = Files.walk(HOME)) {
            files =
                    all.filter(file -> file.toString().endsWith(".yaml"))
                            .filter(file -> !file.endsWith("kustomization.yaml"))
                            .sorted()
                            .toList();
        }
        var manifests = new ArrayList<Manifest>();
        for (var file : files) {
            manifests.addAll(read(HOME.relativize(file).toString(), Files.readString(file)));
        }
        return manifests;
    }

    /** What {@code kubectl apply -k} would send. */
    static List<Manifest> rendered(String overlay) throws IOException {
        return read(overlay, Programs.kustomize(HOME.resolve("overlays").resolve(overlay)));
    }

    static List<Manifest> read(String origin, String yaml) throws IOException {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return documents.readAll().stream()
                    .filter(document -> !document.isNull() && !document.isMissingNode())
                    .map(document -> new Manifest(origin, document))
                    .toList();
        }
    }
}
