package io.crier.reading;

import io.crier.announcement.Cursor;
import io.crier.feed.Interest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * An answer as it was read, before anybody has its bytes.
 *
 * @param parts its bytes in order; made when they are asked for, and anew for each subscriber
 */
public record Telling(Facts facts, Flux<byte[]> parts) {

    /**
     * What is known of an answer beside its bytes.
     *
     * @param mediaType with its parameters
     * @param tag the opaque part of its entity tag, without a coding
     * @param place in the log, at which it is true
     * @param interest which changes after that place make something else of it
     * @param made the time at which it is true
     * @param until when the clock alone makes something else of it; {@code null} for never
     * @param cursor where to follow the log from, {@code null} if there is no such place
     * @param links as HTTP writes them (RFC 8288 §3)
     */
    public record Facts(
            String mediaType,
            String tag,
            Cursor place,
            Interest interest,
            Instant made,
            @Nullable Instant until,
            @Nullable Cursor cursor,
            List<String> links) {
        public Facts {
            links = List.copyOf(links);
        }
    }
}
