package io.crier.reading;

import io.crier.announcement.Cursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What whoever asks is told. */
public sealed interface Answer {
    /**
     * All of it.
     *
     * @param kept whether it was in memory, or else was read from the database, by whoever asked
     *     first
     */
    record Told(Representation representation, Representation.Body body, boolean kept)
            implements Answer {}

    /**
     * What he has already is still the answer.
     *
     * @param tag the entity tag of what he has, in quotes
     * @param until when the clock makes something else of it; {@code null} for never
     * @param cursor where he may follow the log from
     */
    record Unchanged(String tag, @Nullable Instant until, Cursor cursor) implements Answer {}

    /** More than is kept, to be read while it is sent. */
    record TooLong() implements Answer {}
}
