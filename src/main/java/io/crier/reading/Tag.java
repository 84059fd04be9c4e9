package io.crier.reading;

import io.crier.announcement.Cursor;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The opaque part of an entity tag that says by itself what an answer is: the place in the log that
 * it is true at, when the clock makes another of it, and its form. So whoever knows the log can
 * tell whether it is still the answer, though it never saw it.
 *
 * @param until {@code null} if the clock makes nothing else of it
 * @param made the time of the reading, where that stands in the answer: two that were made at one
 *     place then differ; says nothing on whether either holds
 * @param variant tells the forms of one resource apart, in letters and digits
 */
public record Tag(Cursor place, @Nullable Instant until, String variant, @Nullable Instant made) {
    public Tag(Cursor place, @Nullable Instant until, String variant) {
        this(place, until, variant, null);
    }

    private static final int RADIX = 36;

    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(?<place>[0-9A-Za-z]{1,64}-[0-9]{1,18})-(?<until>[0-9a-z]{1,11})-(?<variant>[0-9a-z]{1,20})(?:-(?<made>[0-9a-z]{1,11}))?");

    /** The tag that the text is, or nothing where it is none. */
    static Optional<Tag> parse(String text) {
        var written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        var until = Long.parseLong(written.group("until"), RADIX);
        return Cursor.parse(written.group("place"))
                .map(place ->
                        new Tag(
                                place,
                                until == 0 ? null : Instant.ofEpochMilli(until),
                                written.group("variant"),
                                time(written.group("made"))));
    }

    /** An answer that changes within a millisecond is told to change at its beginning. */
    @Override
    public String toString() {
        return "%s-%s-%s%s"
                .formatted(
                        place,
                        until == null ? "0" : Long.toString(until.toEpochMilli(), RADIX),
                        variant,
                        made == null ? "" : "-" + Long.toString(made.toEpochMilli(), RADIX));
    }

    private static @Nullable Instant time(@Nullable String written) {
        return written == null ? null : Instant.ofEpochMilli(Long.parseLong(written, RADIX));
    }
}
