package io.crier.feed.web;

import io.crier.announcement.Cursor;
import io.crier.feed.Delta;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.springframework.http.HttpHeaders;

/**
 * The entity tag of an answer with changes (RFC 9110 §8.8.3), {@code
 * "<cursor>[+].<checksum>[.gzip]"}: it says up to where the answer tells, and a plus that more
 * followed, which is all that must be known to tell whether the answer still holds. The checksum
 * makes it a strong one, for the same changes are written otherwise once an event has begun.
 *
 * @param end where the answer ended; for one in the midst of a walk, where the walk began
 * @param more whether something followed already
 * @param zipped whether it was compressed
 * @param text as it is written
 */
record AnswerTag(Cursor end, boolean more, boolean zipped, String text) {
    private static final String ZIPPED = ".gzip";

    private static final Pattern WRITTEN =
            Pattern.compile(
                    "\"(?<cursor>[0-9A-Za-z]{1,64}-[0-9]{1,18}(?:\\.[0-9]{1,18})?)(?<more>\\+?)\\.[0-9a-f]{8}(?<zipped>\\.gzip)?\"");

    /** Nobody holds more answers to one question; each is looked up. */
    private static final int MOST = 4;

    /** The tag of an answer with this body, as it is sent. */
    static String of(Delta delta, byte[] body, boolean zipped) {
        var checksum = new CRC32C();
        checksum.update(body);
        return "\"%s%s.%08x%s\""
                .formatted(
                        delta.cursor(),
                        delta.more() ? "+" : "",
                        checksum.getValue(),
                        zipped ? ZIPPED : "");
    }

    /**
     * The answers that a client tells that it holds by {@code If-None-Match}. Those that a proxy
     * made weak count too (RFC 9110 §13.1.2). Tags that are none of ours are passed over.
     */
    static List<AnswerTag> held(HttpHeaders headers) {
        var tags = String.join(",", headers.getOrEmpty(HttpHeaders.IF_NONE_MATCH));
        return WRITTEN.matcher(tags).results().limit(MOST).flatMap(AnswerTag::read).toList();
    }

    private static Stream<AnswerTag> read(MatchResult tag) {
        return Cursor.parse(tag.group("cursor")).stream()
                .map(end ->
                        new AnswerTag(
                                end,
                                !tag.group("more").isEmpty(),
                                tag.group("zipped") != null,
                                tag.group()));
    }
}
