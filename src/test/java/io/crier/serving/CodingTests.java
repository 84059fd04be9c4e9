package io.crier.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.Decoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class CodingTests {
    private static final byte[] TEXT =
            "{\"title\":\"Bridging the gap\"},".repeat(500).getBytes(StandardCharsets.UTF_8);

    private static byte[] gunzip(byte[] coded) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(coded)).readAllBytes();
    }

    @Test
    void gzipIsReadBack() throws IOException {
        var coded = Coding.GZIP.encoded(TEXT).orElseThrow();
        assertThat(gunzip(coded)).isEqualTo(TEXT);
        assertThat(coded.length).isLessThan(TEXT.length / 10);
    }

    @Test
    void brotliIsReadBack() throws IOException {
        assertThat(Coding.BROTLI.isKnown()).isTrue();
        var coded = Coding.BROTLI.encoded(TEXT).orElseThrow();
        assertThat(Decoder.decompress(coded).getDecompressedData()).isEqualTo(TEXT);
    }

    @Test
    void whatIsNotHalvedIsLeft() {
        var noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        assertThat(Coding.GZIP.encoded(noise)).isEmpty();
        assertThat(Coding.BROTLI.encoded(noise)).isEmpty();
        assertThat(Coding.GZIP.encoded(new byte[100])).isEmpty();
    }

    @Test
    void gzipIsTheSameHoweverItWasCut() throws IOException {
        var random = new Random(2);
        var noisy = Arrays.copyOf(TEXT, 300_000);
        for (var at = TEXT.length; at < noisy.length; at++) {
            noisy[at] = (byte) ('a' + random.nextInt(4));
        }
        var whole = Coding.GZIP.encoded(noisy).orElseThrow();
        var cut = new ByteArrayOutputStream();
        try (var stream = new GzipStream()) {
            for (var from = 0; from < noisy.length; ) {
                var to = Math.min(noisy.length, from + 1 + random.nextInt(50_000));
                cut.writeBytes(stream.next(Arrays.copyOfRange(noisy, from, to)));
                from = to;
            }
            cut.writeBytes(stream.last());
        }
        assertThat(cut.toByteArray()).isEqualTo(whole);
        assertThat(gunzip(whole)).isEqualTo(noisy);
    }

    @Test
    void nothingIsAGzipToo() throws IOException {
        try (var stream = new GzipStream()) {
            assertThat(gunzip(stream.last())).isEmpty();
        }
    }
}
