package io.crier.reference;

import io.crier.announcement.Json;
import io.crier.serving.Served;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Puts the description of the API together, once, when it is first asked for. */
@Component
class Reference {
    private static final String ABOUT =
            """
            A live feed of event announcements: kept, listed, and told to everyone who listens, in order and without gaps.

            JSON is UTF-8, in camelCase; times are RFC 3339 with an offset; a field without a value is left out. Reads are \
            open unless they were closed, writes need a token. Whatever can be got with GET answers HEAD too. What goes wrong is \
            told by a problem (RFC 9457) that names each field or parameter at fault and what would be accepted; \
            a parameter or field that is not known is refused rather than ignored.

            Every answer about announcements carries the `cursor` that it is true at: a place in the one log of changes. \
            Whoever reads a list, all its pages, and goes on from its cursor with `/v1/stream` or `/v1/changes` has exactly \
            the table.
            """;

    private final Mono<Served> document;

    Reference(ObjectProvider<BuildProperties> build) {
        var version =
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("development");
        document = Served.kept(() -> new Served(MediaType.APPLICATION_JSON, bytes(version)));
    }

    /** The description, in JSON; made off the event loop. */
    Mono<Served> document() {
        return document;
    }

    private static byte[] bytes(String version) {
        return Json.MAPPER.writeValueAsBytes(written(version, Examples.recorded()));
    }

    static ObjectNode written(String version, Examples examples) {
        var root = Json.MAPPER.createObjectNode().put("openapi", "3.1.0");
        var info =
                root.putObject("info")
                        .put("title", "Crier")
                        .put("version", version)
                        .put("description", ABOUT.strip());
        info.putObject("contact").put("name", "Crier");
        info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
        root.putArray("servers").addObject().put("url", "/").put("description", "This Crier");
        var paths = root.putObject("paths");
        for (var chapter : chapters()) {
            root.withArray("tags")
                    .addObject()
                    .put("name", chapter.tag())
                    .put("description", chapter.about());
            for (var operation : chapter.operations()) {
                paths.withObject("/" + operation.path().replace("~", "~0").replace("/", "~1"))
                        .set(operation.method(), operation.tag(chapter.tag()).written(examples));
            }
        }
        root.set("components", Components.written(examples));
        return root;
    }

    static List<Chapter> chapters() {
        return List.of(
                Reading.chapter(),
                Following.chapter(),
                Publishing.chapter(),
                Intake.chapter(),
                Access.chapter(),
                Itself.chapter());
    }

    /** Operations that belong together. */
    record Chapter(String tag, String about, List<Operation> operations) {}
}
