package io.crier.board.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.Decoder;
import io.crier.CrierTest;
import io.crier.announcement.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrierTest
class FilesIntegrationTests {
    @LocalServerPort private int port;

    private Browser browser;

    @BeforeEach
    void connect() {
        browser = new Browser(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/js/board.js|text/javascript;charset=UTF-8",
                "/css/crier.css|text/css;charset=UTF-8",
                "/css/frame.css|text/css;charset=UTF-8",
                "/icons/crier.svg|image/svg+xml",
                "/manifest.webmanifest|application/manifest+json",
                "/messages/el.json|application/json",
            })
    void filesAreKeptByBrowsersAndAskedAfter(String path, String type) {
        var plain = browser.get(path);
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.header("Content-Type")).contains(type);
        assertThat(plain.header("Cache-Control")).contains("no-cache");
        assertThat(plain.header("X-Content-Type-Options")).contains("nosniff");
        var tag = plain.header("ETag").orElseThrow();
        assertThat(tag).startsWith("\"");
        assertThat(browser.get(path, "If-None-Match", tag).status()).isEqualTo(304);
    }

    @Test
    void filesComeInTheCodingThatIsTaken() throws IOException {
        var path = "/css/crier.css";
        var plain = browser.get(path).response().body();
        var brotli = browser.get(path, "Accept-Encoding", "gzip, br");
        assertThat(brotli.header("Content-Encoding")).contains("br");
        assertThat(Decoder.decompress(brotli.response().body()).getDecompressedData())
                .isEqualTo(plain);
        var gzip = browser.get(path, "Accept-Encoding", "gzip");
        assertThat(gzip.header("Content-Encoding")).contains("gzip");
        assertThat(
                        new GZIPInputStream(new ByteArrayInputStream(gzip.response().body()))
                                .readAllBytes())
                .isEqualTo(plain);
        assertThat(gzip.header("ETag")).isNotEqualTo(brotli.header("ETag"));
        assertThat(gzip.header("Vary")).contains("Accept-Encoding");
    }

    @Test
    void textsComeMergedForScripts() {
        var texts = Json.MAPPER.readTree(browser.get("/messages/fr.json").response().body());
        assertThat(texts.get("status.cancelled").asString()).isEqualTo("Annulé");
        assertThat(texts.get("change.status.cancelled").asString()).isEqualTo("annulé");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/js/nothing.js",
                "/js/",
                "/css/../application.properties",
                "/js/%2e%2e/css/crier.css",
                "/messages/pt.json",
                "/favicon.ico"
            })
    void nothingElseIsThere(String path) {
        assertThat(browser.get(path).status()).isIn(400, 404);
    }
}
