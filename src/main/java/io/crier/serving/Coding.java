package io.crier.serving;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.Deflater;

/** How the bytes of an answer are coded on their way. */
public enum Coding {
    PLAIN("", ""),
    GZIP("gzip", ".gz"),
    BROTLI("br", ".br");

    /** Below it the headers weigh more than what is saved. */
    private static final int LEAST = 512;

    /** A good half of the way to the best, in a tenth of its time. */
    private static final int BROTLI_QUALITY = 5;

    private static final boolean HAS_BROTLI = Brotli4jLoader.isAvailable();

    private final String word;
    private final String mark;

    Coding(String word, String mark) {
        this.word = word;
        this.mark = mark;
    }

    /** Its registered name; empty for none. */
    public String word() {
        return word;
    }

    /** What it adds to the tag of an answer, which is another one in each coding. */
    public String mark() {
        return mark;
    }

    /** Whether it is meant by the name, of which gzip has an older one (RFC 9110 §8.4.1.3). */
    boolean isCalled(String name) {
        return !word.isEmpty()
                && (name.equalsIgnoreCase(word)
                        || (this == GZIP && name.equalsIgnoreCase("x-gzip")));
    }

    /** Whether this machine knows it: brotli is a library of the platform. */
    public boolean isKnown() {
        return this != BROTLI || HAS_BROTLI;
    }

    /**
     * The bytes in this coding; nothing where it would not halve them. Takes some milliseconds for
     * a hundred kilobytes.
     */
    public Optional<byte[]> encoded(byte[] plain) {
        if (this == PLAIN || plain.length < LEAST) {
            return Optional.empty();
        }
        try {
            var coded = this == GZIP ? gzip(plain) : Encoder.compress(plain, parameters());
            return Optional.of(coded).filter(bytes -> bytes.length <= plain.length / 2);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing can go wrong in memory", e);
        }
    }

    private static Encoder.Parameters parameters() {
        return new Encoder.Parameters().setQuality(BROTLI_QUALITY);
    }

    private static byte[] gzip(byte[] plain) {
        var coded = new ByteArrayOutputStream(plain.length / 3);
        try (var stream = new GzipStream()) {
            coded.writeBytes(stream.next(plain));
            coded.writeBytes(stream.last());
        }
        return coded.toByteArray();
    }

    /** Its level of compression, the usual one. */
    static int gzipLevel() {
        return Deflater.DEFAULT_COMPRESSION;
    }
}
