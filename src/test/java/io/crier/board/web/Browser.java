package io.crier.board.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Asks for pages as browsers do, and reads them without running their scripts. */
final class Browser {
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final String base;

    Browser(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** What came. */
    record Answer(HttpResponse<byte[]> response, String base) {
        int status() {
            return response.statusCode();
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        Document page() {
            try {
                return Jsoup.parse(new ByteArrayInputStream(response.body()), "UTF-8", base + "/");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The titles of the cards in a section, in their order. */
        List<String> titles(String section) {
            return page().select("[data-section=" + section + "] .card .title").eachText();
        }

        Element one(String selector) {
            return page().expectFirst(selector);
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, headers);
    }

    Answer send(String method, String path, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(60))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        try {
            return new Answer(
                    http.send(
                            (headers.length == 0 ? request : request.headers(headers)).build(),
                            BodyHandlers.ofByteArray()),
                    base);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
