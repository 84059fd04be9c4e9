package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class GzipTests {
    private static boolean accepted(String acceptEncoding) {
        var headers = new HttpHeaders();
        headers.add(HttpHeaders.ACCEPT_ENCODING, acceptEncoding);
        return Gzip.isAcceptedBy(headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "x-gzip",
                "deflate, gzip;q=1.0, *;q=0",
                "br;q=1,gzip ; q=0.001",
                "*",
                "identity, *;q=0.5"
            })
    void isAccepted(String acceptEncoding) {
        assertThat(accepted(acceptEncoding)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "identity",
                "br, zstd",
                "gzip;q=0",
                "gzip;q=0.000, *",
                "*;q=0",
                "gzipped",
                "gzip;q=x"
            })
    void isNotAccepted(String acceptEncoding) {
        assertThat(accepted(acceptEncoding)).isFalse();
    }

    @Test
    void withoutTheHeaderNothingIsCompressed() {
        assertThat(Gzip.isAcceptedBy(new HttpHeaders())).isFalse();
    }

    @Test
    void comesOutAsItWentInAndTheSameEachTime() throws IOException {
        var body = "Bär und Café, ".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        var compressed = Gzip.of(body);
        assertThat(compressed).hasSizeLessThan(500).isEqualTo(Gzip.of(body));
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            assertThat(gzip.readAllBytes()).isEqualTo(body);
        }
    }
}
