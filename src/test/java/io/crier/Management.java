package io.crier;

import io.crier.announcement.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Asks a replica on the port of its operators. */
public final class Management {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;

    public Management(Replica replica) {
        var port = replica.context().getEnvironment().getRequiredProperty("local.management.port");
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path);
    }

    public HttpResponse<String> send(String method, String path) {
        var request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(Duration.ofSeconds(20))
                        .method(method, BodyPublishers.noBody())
                        .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public JsonNode json(String path) {
        return Json.MAPPER.readTree(get(path).body());
    }

    /** What a group of health answers: 200 or 503. */
    public int health(String group) {
        return get("/actuator/health/" + group).statusCode();
    }
}
