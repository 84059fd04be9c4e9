package io.crier.reference;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.MediaType;

/**
 * Bytes that stay the same for as long as this Crier runs, in both codings.
 *
 * @param tag a strong entity tag without its quotes, of the plain bytes; the compressed ones have a
 *     tag of their own (RFC 9110 §8.8.3.3)
 */
record Served(MediaType type, byte[] plain, byte[] gzip, String tag) {
    static Served of(MediaType type, byte[] bytes) {
        return new Served(type, bytes, compressed(bytes), hash(bytes));
    }

    String eTag(boolean compressed) {
        return "\"%s%s\"".formatted(tag, compressed ? "-gz" : "");
    }

    byte[] body(boolean compressed) {
        return compressed ? gzip : plain;
    }

    private static byte[] compressed(byte[] bytes) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return compressed.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
