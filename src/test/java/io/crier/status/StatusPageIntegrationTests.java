package io.crier.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierTest;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The page, and who may see its figures. */
@CrierTest
class StatusPageIntegrationTests {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");
    private static final Map<String, String> TYPES = Map.of("js", "javascript", "css", "text/css");

    @LocalServerPort int port;
    private WebTestClient client;

    @BeforeEach
    void connect() {
        client =
                WebTestClient.bindToServer()
                        .baseUrl("http://127.0.0.1:" + port)
                        .defaultHeader(HttpHeaders.ACCEPT_ENCODING, "identity")
                        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(1024 * 1024))
                        .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong", "Basic dGVzdDp0ZXN0"})
    void theFiguresNeedTheToken(String authorization) {
        for (var method : List.of("GET", "HEAD", "POST", "OPTIONS")) {
            client.method(HttpMethod.valueOf(method))
                    .uri("/status/data")
                    .headers(headers -> {
                        if (!authorization.isEmpty()) {
                            headers.set(HttpHeaders.AUTHORIZATION, authorization);
                        }
                    })
                    .exchange()
                    .expectStatus()
                    .isUnauthorized()
                    .expectHeader()
                    .contentType("application/problem+json")
                    .expectHeader()
                    .exists(HttpHeaders.WWW_AUTHENTICATE);
        }
    }

    @Test
    void theFiguresAreKeptByNobody() {
        client.get()
                .uri("/status/data")
                .header(HttpHeaders.AUTHORIZATION, "Bearer test")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
                .expectBody()
                .jsonPath("$.version")
                .isNotEmpty();
    }

    @Test
    void thePageIsOpenAndHasNothingInItButItsFiles() {
        var page = text("/status", "text/html");
        assertThat(page)
                .doesNotContain("style=", "<style", "onclick=", "onload=")
                .doesNotContainPattern("<script[^>]*>[^<]");
        client.get()
                .uri("/status")
                .exchange()
                .expectHeader()
                .valueMatches(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; .*frame-ancestors 'none'");
    }

    @Test
    void everyFileThatThePageNeedsIsThere() {
        var wanted = new ArrayDeque<String>();
        LINK.matcher(text("/status", "text/html"))
                .results()
                .forEach(link -> wanted.add(link.group(1)));
        var seen = new HashSet<String>();
        while (!wanted.isEmpty()) {
            var path = wanted.remove();
            if (seen.add(path)) {
                var type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "nothing");
                var folder = path.substring(0, path.lastIndexOf('/') + 1);
                IMPORT.matcher(text(path, type))
                        .results()
                        .forEach(found -> wanted.add(folder + found.group(1)));
            }
        }
        assertThat(seen)
                .contains("/status/status.js", "/status/series.js", "/status/uplot/uPlot.esm.js");
    }

    private String text(String path, String type) {
        var answer =
                client.get()
                        .uri(path)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult();
        assertThat(String.valueOf(answer.getResponseHeaders().getContentType())).contains(type);
        var body = answer.getResponseBody();
        assertThat(body).as(path).isNotBlank();
        return body == null ? "" : body;
    }
}
