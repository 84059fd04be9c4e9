package io.crier.intake;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item of a feed, as told: nothing is cleaned or cut yet.
 *
 * @param guid what the feed calls the item
 * @param title HTML, as are all texts: most feeds write entities or markup even where plain text is
 *     asked for
 * @param summary HTML
 * @param body HTML
 * @param link absolute, http or https
 * @param categories HTML
 * @param published when the item was first published
 * @param language as told, perhaps no language tag at all
 */
record Item(
        @Nullable String guid,
        @Nullable String title,
        @Nullable String summary,
        @Nullable String body,
        @Nullable URI link,
        List<String> categories,
        @Nullable Instant published,
        @Nullable String language) {

    Item {
        categories = List.copyOf(categories);
    }
}
