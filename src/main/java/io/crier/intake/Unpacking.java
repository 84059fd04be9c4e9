package io.crier.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.springframework.http.HttpHeaders;

/** Undoes the compression of a body, up to a size. */
final class Unpacking {
    private Unpacking() {}

    static byte[] unpacked(byte[] bytes, HttpHeaders headers, int limit) {
        var told = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        var encoding = told == null ? "" : told.strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> bytes;
            case "gzip", "x-gzip" -> gunzipped(bytes, limit);
            default ->
                    throw new SourceUnreadable(
                            "answers in the encoding '%s', though only gzip was asked for"
                                    .formatted(Texts.cut(encoding, 30)));
        };
    }

    static SourceUnreadable tooLarge(long limit) {
        return new SourceUnreadable("answers more than %d MiB".formatted(limit >> 20));
    }

    private static byte[] gunzipped(byte[] bytes, int limit) {
        if (bytes.length == 0) {
            return bytes;
        }
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            var unpacked = stream.readNBytes(limit + 1);
            if (unpacked.length > limit) {
                throw tooLarge(limit);
            }
            return unpacked;
        } catch (IOException broken) {
            throw new SourceUnreadable("answers gzip that is broken: " + broken.getMessage());
        }
    }
}
