package io.crier.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.load.Demand;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/** However an address is written that leads to the same controller. */
class SheddingTests {
    private static MockServerHttpRequest request(String method, String path) {
        return MockServerHttpRequest.method(HttpMethod.valueOf(method), URI.create(path)).build();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/stream, STREAM",
        "GET, /v1/stream?topic=a, STREAM",
        "GET, /v1/strea%6d, STREAM",
        "GET, /%761/stream, STREAM",
        "GET, /v1/stream;a=b, STREAM",
        "GET, /v1/changes?wait=1, STREAM",
        "GET, /v1/change%73?wait=1, STREAM",
        "POST, /v1/announcements, WRITE",
        "POST, /%761/announcements, WRITE",
        "PROPFIND, /v1/anything, WRITE",
        "POST, /v1/sources, WRITE",
        "POST, /v1/sources/1/poll, WRITE",
        "PATCH, /v1/sources/1,",
        "DELETE, /v1/sources/1,",
        "POST, /v1/tokens,",
        "DELETE, /v1/tokens/1,",
        "GET, /v1/changes,",
        "GET, /v1/streams,",
        "GET, /v1/announcements,",
        "HEAD, /v1/stream,",
        "OPTIONS, /v1/announcements,",
        "POST, /v2/announcements,",
    })
    void tellsWhatIsAskedFor(String method, String path, Demand demand) {
        assertThat(Shedding.demand(request(method, path))).isEqualTo(demand);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/announcements, true",
        "/%761/announcements, true",
        "/v%31/stream, true",
        "/, false",
        "/announcements/1, false",
    })
    void whatTheApiAnswersIsData(String path, boolean data) {
        var builder =
                WebHttpHandlerBuilder.webHandler(exchange -> exchange.getResponse().setComplete());
        new SecurityHeaders().customize(builder);
        var response = new MockServerHttpResponse();
        builder.build().handle(request("GET", path), response).block();
        assertThat(response.getHeaders().containsHeader("Content-Security-Policy")).isEqualTo(data);
        assertThat(response.getHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getHeaders().containsHeader("Strict-Transport-Security")).isFalse();
    }
}
