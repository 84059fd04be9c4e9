package io.crier.intake;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read from a source's document, whatever its format.
 *
 * @param title of the feed, plain text
 * @param site the site that the feed speaks for, which its relative links are relative to
 * @param items in the order of the document
 */
record Feed(@Nullable String title, URI site, List<Item> items) {
    /** Four times what is usual for a large calendar; more is a fault, or an attack. */
    static final int MAX_ITEMS = 20_000;

    Feed {
        items = List.copyOf(items);
        if (items.size() > MAX_ITEMS) {
            throw new SourceUnreadable("has more than %,d items".formatted(MAX_ITEMS));
        }
    }
}
