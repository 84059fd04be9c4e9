package io.crier.fault;

import io.crier.announcement.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Requests to replicas; unlike in other tests, they may fail. */
final class Api implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    /** A list that was read whole, and the cursor that it is true at. */
    record Listed(String cursor, List<JsonNode> items) {}

    HttpResponse<String> put(int port, String id, String json) throws IOException {
        return send(writing(port, "/" + id, "application/json").PUT(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> post(int port, String json) throws IOException {
        return send(writing(port, "", "application/json").POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> batch(int port, String lines) throws IOException {
        return send(
                writing(port, "/batch", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(lines)));
    }

    HttpResponse<String> delete(int port, String id) throws IOException {
        return send(writing(port, "/" + id, "application/json").DELETE());
    }

    int status(int port, String path) throws IOException {
        return send(request(port, path).GET()).statusCode();
    }

    String text(int port, String path) throws IOException {
        return send(request(port, path).GET()).body();
    }

    /** All pages. */
    Listed list(int port, String query) throws IOException {
        var items = new ArrayList<JsonNode>();
        var cursor = "";
        var page = "";
        do {
            var answer = send(request(port, "/v1/announcements?limit=100&" + query + page).GET());
            if (answer.statusCode() != 200) {
                throw new IOException("the list answered " + answer.statusCode());
            }
            var json = Json.MAPPER.readTree(answer.body());
            json.get("items").forEach(items::add);
            cursor = cursor.isEmpty() ? json.get("cursor").asString() : cursor;
            page = json.get("next").isNull() ? "" : "&page=" + json.get("next").asString();
        } while (!page.isEmpty());
        return new Listed(cursor, items);
    }

    private HttpRequest.Builder writing(int port, String path, String type) {
        return request(port, "/v1/announcements" + path)
                .header("Authorization", "Bearer test")
                .header("Content-Type", type);
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
