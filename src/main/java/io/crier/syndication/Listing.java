package io.crier.syndication;

import io.crier.announcement.Cursor;
import io.crier.announcement.Filter;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a document is about.
 *
 * @param base scheme and authority under which clients reach Crier, without a path
 * @param self the absolute address of this very document
 * @param filter what was asked for; tells what the document is called
 * @param single whether it is about one announcement, asked for by its id, rather than a list
 * @param next the absolute address of the page after it, and its token; {@code null} after the last
 * @param previous the same, of the page before it
 * @param cursor the place in the log that it is true at
 * @param at the time that phases are told at
 * @param updated the latest change of what is listed, {@link Instant#EPOCH} where nothing is
 * @param cancelled what becomes of events that will not take place
 */
public record Listing(
        URI base,
        URI self,
        Filter filter,
        boolean single,
        @Nullable Turn next,
        @Nullable Turn previous,
        Cursor cursor,
        Instant at,
        Instant updated,
        Cancelled cancelled) {

    /** Another page. */
    public record Turn(String token, URI address) {}
}
