package io.crier.reference;

import io.crier.reference.Reference.Chapter;
import java.util.List;

/** The description, and the page to read it on. */
final class Itself {
    private Itself() {}

    static Chapter chapter() {
        return new Chapter(
                "Reference",
                "This description, and a page to read it on.",
                List.of(
                        Operation.open(
                                        "/openapi.json",
                                        "getOpenApi",
                                        "Read the description of the API")
                                .says("OpenAPI 3.1.")
                                .parameters("If-None-Match")
                                .answersJson(
                                        200, "OpenApi", "The description.", "ETag", "Cache-Control")
                                .answers(304, "It is as it was.", "ETag")
                                .shared(406, "NotAcceptable"),
                        Operation.open("/docs", "getDocs", "Read the description as a page")
                                .says("For browsers.")
                                .parameters("If-None-Match")
                                .answersText(200, "text/html", "The page.", "ETag", "Cache-Control")
                                .answers(304, "It is as it was.", "ETag")
                                .shared(406, "NotAcceptable")));
    }
}
