package io.crier.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Replica;
import io.crier.announcement.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Asks a Crier how it does, as the page does. */
final class StatusClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;

    StatusClient(Replica replica) {
        var port = replica.context().getEnvironment().getRequiredProperty("local.server.port");
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        var request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(Duration.ofSeconds(10))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        try {
            return http.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What there is to be known now. */
    JsonNode data() {
        var answer = get("/status/data", "Authorization", "Bearer test");
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }
}
