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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Talks to a running Crier over a real socket, as its clients do. */
public final class CrierClient {
    private static final String TOKEN = "test";

    /** Of the first server that is talked to; they all are the same code. */
    private static final AtomicReference<@Nullable Contract> CONTRACT = new AtomicReference<>();

    private final HttpClient http;
    private final URI base;
    private final String token;

    private CrierClient(HttpClient.Builder http, String base) {
        this(http.connectTimeout(Duration.ofSeconds(10)).build(), URI.create(base), TOKEN);
    }

    private CrierClient(HttpClient http, URI base, String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    /** By HTTP/1.1. */
    public CrierClient(int port) {
        this(port, HttpClient.Version.HTTP_1_1);
    }

    public CrierClient(int port, HttpClient.Version version) {
        this(HttpClient.newBuilder().version(version), "http://127.0.0.1:" + port);
    }

    /** By TLS, with {@link TestCertificate}. */
    public static CrierClient secure(int port, HttpClient.Version version) {
        var http = HttpClient.newBuilder().version(version).sslContext(TestCertificate.trusting());
        return new CrierClient(http, "https://127.0.0.1:" + port);
    }

    /** The same, which writes with another token. */
    public CrierClient with(String otherToken) {
        return new CrierClient(http, base, otherToken);
    }

    /** An answer with its status, headers and JSON, if there is any. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return Json.MAPPER.readTree(response.body());
        }

        public String text(String pointer) {
            return json().at(pointer).asString();
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public Answer post(String path, String json, String... headers) {
        return send(writing(path, "application/json", headers).POST(BodyPublishers.ofString(json)));
    }

    public Answer put(String path, String json, String... headers) {
        return send(writing(path, "application/json", headers).PUT(BodyPublishers.ofString(json)));
    }

    public Answer patch(String path, String json, String... headers) {
        return send(
                writing(path, "application/merge-patch+json", headers)
                        .method("PATCH", BodyPublishers.ofString(json)));
    }

    public Answer delete(String path, String... headers) {
        return send(request(path, headers).header("Authorization", "Bearer " + token).DELETE());
    }

    /** Without the token; with JSON that says nothing. */
    public Answer anonymously(String method, String path, String... headers) {
        return send(
                request(path, headers)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString("{}")));
    }

    /** With the token; any body of any type. */
    public Answer send(String method, String path, String type, String body, String... headers) {
        return send(writing(path, type, headers).method(method, BodyPublishers.ofString(body)));
    }

    public Answer batch(String lines, String... headers) {
        return send(
                writing("/v1/announcements/batch", "application/x-ndjson", headers)
                        .POST(BodyPublishers.ofString(lines)));
    }

    /** Creates an announcement and gives its JSON. */
    public JsonNode create(String json) {
        var answer = post("/v1/announcements", json);
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.response().body());
        }
        return answer.json();
    }

    /** All pages of a list, one after the other. */
    public List<JsonNode> pages(String query) {
        var pages = new ArrayList<JsonNode>();
        var path = "/v1/announcements" + query;
        for (String next = ""; next != null; ) {
            var separator = path.contains("?") ? "&page=" : "?page=";
            var answer = get(next.isEmpty() ? path : path + separator + next);
            if (answer.status() != 200) {
                throw new AssertionError(answer.status() + " " + answer.response().body());
            }
            pages.add(answer.json());
            var token = answer.json().get("next");
            next = token.isNull() ? null : token.asString();
        }
        return pages;
    }

    /** Opens a stream; the first event is waited for with {@link EventStream#next}. */
    public EventStream stream(String query, String... headers) {
        try {
            var response =
                    http.send(
                            request("/v1/stream" + query, headers).GET().build(),
                            BodyHandlers.ofInputStream());
            contract()
                    .check(
                            "GET",
                            "/v1/stream" + query,
                            response.statusCode(),
                            response.headers(),
                            "");
            return new EventStream(response, contract());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What every answer is held against. */
    public Contract contract() throws IOException, InterruptedException {
        if (CONTRACT.get() == null) {
            var asked = http.send(request("/openapi.json").GET().build(), BodyHandlers.ofString());
            CONTRACT.compareAndSet(null, new Contract(asked.body()));
        }
        return Objects.requireNonNull(CONTRACT.get());
    }

    private HttpRequest.Builder writing(String path, String type, String... headers) {
        return request(path, headers)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            var asked = response.request();
            contract()
                    .check(
                            asked.method(),
                            asked.uri().toString().substring(base.toString().length()),
                            response.statusCode(),
                            response.headers(),
                            response.body());
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
