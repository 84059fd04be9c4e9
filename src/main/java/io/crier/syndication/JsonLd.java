package io.crier.syndication;

import io.crier.announcement.Announcement;
import io.crier.announcement.Json;
import java.nio.charset.StandardCharsets;

/**
 * Events in the vocabulary of schema.org, as search engines want it: one event, or a page of them
 * as a graph. It is no list of items: search engines take those for carousels, which they have none
 * of for events, and a page does not know at which place of the list it begins.
 *
 * <p>The bytes may stand between the tags of an HTML script as they are: there is no {@code <} in
 * them.
 */
final class JsonLd implements Format {
    private static final String CONTEXT = "\"@context\":\"https://schema.org\"";

    @Override
    public String suffix() {
        return "jsonld";
    }

    @Override
    public String mediaType() {
        return "application/ld+json";
    }

    @Override
    public boolean whole() {
        return false;
    }

    @Override
    public boolean tellsPhase() {
        return false;
    }

    @Override
    public Document open(Listing listing) {
        return listing.single()
                ? new Parts("{" + CONTEXT + ",", one -> written(one, listing, 1), "", "\n")
                : new Parts(
                        "{" + CONTEXT + ",\"@graph\":[\n",
                        one -> written(one, listing, 0),
                        ",\n",
                        "\n]}\n");
    }

    /** In JSON, a {@code <} stands in strings alone, where it may be written as an escape. */
    private static byte[] written(Announcement announcement, Listing listing, int from) {
        return Json.MAPPER
                .writeValueAsString(SchemaEvent.of(announcement, listing))
                .substring(from)
                .replace("<", "\\u003c")
                .getBytes(StandardCharsets.UTF_8);
    }
}
