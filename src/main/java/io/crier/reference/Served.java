package io.crier.reference;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.MediaType;

/** Bytes that stay the same for as long as this Crier runs, in both codings. */
final class Served {
    private final MediaType type;
    private final byte[] plain;
    private final byte[] gzip;
    private final String tag;

    Served(MediaType type, byte[] plain) {
        this.type = type;
        this.plain = plain;
        this.gzip = compressed(plain);
        this.tag = hash(plain);
    }

    MediaType type() {
        return type;
    }

    /** Strong, with its quotes; each coding has its own (RFC 9110 §8.8.3.3). */
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
