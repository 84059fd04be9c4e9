package io.crier.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

class CrossOriginIntegrationTests {
    private static final String ORIGIN = "https://www.example.org";

    /** Of an answer whose body, which may be a stream, was not read. */
    private record Told(int statusCode, HttpHeaders headers) {}

    private static Told ask(String method, int port, String path, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var response = http.send(request.build(), BodyHandlers.ofInputStream());
            response.body().close();
            return new Told(response.statusCode(), response.headers());
        }
    }

    private static Optional<String> allowed(Told told) {
        return told.headers().firstValue("Access-Control-Allow-Origin");
    }

    @Nested
    @CrierTest
    class Usually {
        @LocalServerPort int port;

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/v1/announcements",
                    "/v1/announcements.ics",
                    "/v1/announcements?colour=red",
                    "/v1/announcements/01a20733-9cd3-760e-bef3-fd89e948d480",
                    "/v1/changes",
                    "/v1/facets",
                    "/v1/stream",
                    "/js/board.js",
                    "/messages/en.json"
                })
        void whatAnybodyMayReadAnyScriptMayRead(String path) throws Exception {
            // The second is answered from memory, before all filters.
            for (var time = 0; time < 2; time++) {
                var read = ask("GET", port, path, "Origin", ORIGIN);
                assertThat(allowed(read)).contains("*");
                assertThat(read.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
                        .contains("ETag", "Link", "Last-Modified", "Retry-After", "RateLimit");
                assertThat(read.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
            }
        }

        @Test
        void anAnswerThatNothingChangedMayBeReadToo() throws Exception {
            var tag =
                    ask("GET", port, "/v1/announcements")
                            .headers()
                            .firstValue("ETag")
                            .orElseThrow();
            var unchanged = ask("GET", port, "/v1/announcements", "If-None-Match", tag);
            assertThat(unchanged.statusCode()).isEqualTo(304);
            assertThat(allowed(unchanged)).contains("*");
        }

        @Test
        void aBrowserThatAsksIsToldThatItMayRead() throws Exception {
            var told =
                    ask(
                            "OPTIONS",
                            port,
                            "/v1/announcements",
                            "Origin",
                            ORIGIN,
                            "Access-Control-Request-Method",
                            "GET",
                            "Access-Control-Request-Headers",
                            "if-none-match");
            assertThat(told.statusCode()).isEqualTo(204);
            assertThat(allowed(told)).contains("*");
            assertThat(told.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                    .contains("If-None-Match", "Last-Event-ID");
        }

        @ParameterizedTest
        @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
        void nobodyMayWriteFromElsewhere(String method) throws Exception {
            var told =
                    ask(
                            "OPTIONS",
                            port,
                            "/v1/announcements",
                            "Origin",
                            ORIGIN,
                            "Access-Control-Request-Method",
                            method);
            assertThat(allowed(told)).isEmpty();
            assertThat(allowed(ask(method, port, "/v1/announcements", "Origin", ORIGIN))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"/", "/docs", "/announcements/1"})
        void pagesAreForPeople(String path) throws Exception {
            assertThat(allowed(ask("GET", port, path, "Origin", ORIGIN))).isEmpty();
        }
    }

    @Nested
    @CrierTest
    @TestPropertySource(properties = "crier.cors.allowed-origins=" + ORIGIN)
    class WhereSomeAreNamed {
        @LocalServerPort int port;

        @Test
        void onlyTheirScriptsMayRead() throws Exception {
            for (var time = 0; time < 2; time++) {
                var theirs = ask("GET", port, "/v1/announcements", "Origin", ORIGIN);
                assertThat(allowed(theirs)).contains(ORIGIN);
                assertThat(String.join(", ", theirs.headers().allValues("Vary")))
                        .contains("Origin", "Accept-Encoding");
                assertThat(
                                allowed(
                                        ask(
                                                "GET",
                                                port,
                                                "/v1/announcements",
                                                "Origin",
                                                "https://other.example")))
                        .isEmpty();
            }
        }
    }
}
