package io.crier.board.web;

import io.crier.serving.Served;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The files in {@code static/} on the class path, each in memory once it was asked for. */
@Component
class StaticFiles {
    static final MediaType SCRIPT = text("javascript");
    static final MediaType STYLE = text("css");

    private static final String FOLDER = "static/";

    private static final Map<String, MediaType> TYPES =
            Map.of(
                    "js", SCRIPT,
                    "css", STYLE,
                    "txt", text("plain"),
                    "svg", MediaType.parseMediaType("image/svg+xml"),
                    "png", MediaType.IMAGE_PNG,
                    "ico", MediaType.parseMediaType("image/vnd.microsoft.icon"),
                    "webmanifest", MediaType.parseMediaType("application/manifest+json"));

    private final Map<String, Mono<Served>> files = new TreeMap<>();

    StaticFiles() {
        try {
            for (var file :
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath:" + FOLDER + "**")) {
                add(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the pages cannot be found", e);
        }
    }

    private void add(Resource file) throws IOException {
        var address = file.getURL().toString();
        var path = address.substring(address.lastIndexOf('/' + FOLDER) + FOLDER.length());
        var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type != null) {
            files.put(path, Served.kept(() -> new Served(type, file.getContentAsByteArray())));
        }
    }

    /** The file at the path, which begins with a slash; empty where there is none. */
    Mono<Served> find(String path) {
        return files.getOrDefault(path, Mono.empty());
    }

    private static MediaType text(String subtype) {
        return new MediaType("text", subtype, StandardCharsets.UTF_8);
    }
}
