package io.crier.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierClient.Answer;
import io.crier.CrierTest;
import io.crier.announcement.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The description against the server that it describes. */
@CrierTest
class ReferenceIntegrationTests {
    private static final String SOME = "01a20733-9cd3-760e-bef3-fd89e948d480";

    @LocalServerPort int port;

    @Autowired
    @org.springframework.beans.factory.annotation.Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private CrierClient crier;
    private JsonNode document;

    @BeforeEach
    void connect() throws Exception {
        crier = new CrierClient(port);
        document = crier.contract().document();
    }

    /** An operation of the description. */
    private record Described(String method, String path, JsonNode node) {
        String address() {
            return path.replaceAll("\\{[^}]+\\}", SOME);
        }

        boolean answers(int status) {
            return node.get("responses").has(Integer.toString(status));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private List<Described> operations() {
        var operations = new ArrayList<Described>();
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                operations.add(
                        new Described(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.getValue()));
            }
        }
        return operations;
    }

    /** Pages and their files are no part of the API, and HEAD comes with GET. */
    @Test
    void whatIsMappedIsDescribedAndWhatIsDescribedIsMapped() {
        var mapped = new TreeMap<String, List<String>>();
        for (var mapping : mappings.getHandlerMethods().keySet()) {
            for (var path : mapping.getPatternsCondition().getPatterns()) {
                for (var method : mapping.getMethodsCondition().getMethods()) {
                    if (method != RequestMethod.HEAD && isOfTheApi(path.getPatternString())) {
                        mapped.put(
                                method + " " + path.getPatternString().replace("{name}", "{id}"),
                                types(mapping));
                    }
                }
            }
        }
        var described = new TreeMap<String, List<String>>();
        for (var operation : operations()) {
            described.put(
                    generic(operation.toString()),
                    operation.node().at("/requestBody/content").propertyNames().stream()
                            .sorted()
                            .toList());
        }
        assertThat(described).isEqualTo(mapped);
    }

    private static boolean isOfTheApi(String path) {
        return path.startsWith("/v1/") || path.equals("/openapi.json") || path.equals("/docs");
    }

    /** Forms are written out, where the mapping has a variable. */
    private static String generic(String operation) {
        return operation
                .replaceFirst("/v1/announcements\\.[a-z.]+$", "/v1/announcements.{suffix}")
                .replaceFirst("\\{id}\\.[a-z]+$", "{id}");
    }

    private static List<String> types(RequestMappingInfo mapping) {
        return mapping.getConsumesCondition().getConsumableMediaTypes().stream()
                .map(MediaType::toString)
                .sorted()
                .toList();
    }

    /** A parameter that is not known is refused with the names of all that are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/announcements.json",
                "/v1/announcements.atom",
                "/v1/stream",
                "/v1/changes",
                "/v1/sources"
            })
    void theParametersAreThoseThatAreAccepted(String path) {
        var refused = crier.get(path + "?colour=red");
        assertThat(refused.status()).isEqualTo(400);
        var operation = document.get("paths").get(path).get("get");
        var described = new TreeSet<String>();
        for (var reference : operation.get("parameters")) {
            var parameter = document.at(reference.get("$ref").stringValue().substring(1));
            if (parameter.get("in").stringValue().equals("query")) {
                described.add(parameter.get("name").stringValue());
            }
        }
        assertThat(described).isEqualTo(listed(refused));
    }

    /** A field that is not known is refused with the names of all that are. */
    @ParameterizedTest
    @CsvSource({
        "POST, /v1/announcements, AnnouncementDraft",
        "POST, /v1/sources, SourceDraft",
        "PATCH, /v1/sources/" + SOME + ", SourcePatch",
        "POST, /v1/sources/preview, PreviewRequest",
        "POST, /v1/tokens, TokenDraft"
    })
    void theFieldsAreThoseThatAreAccepted(String method, String path, String schema) {
        var body = "{\"title\":\"a\",\"url\":\"https://example.org/feed\",\"colour\":\"red\"}";
        var refused = method.equals("POST") ? crier.post(path, body) : crier.patch(path, body);
        assertThat(refused.status()).isEqualTo(400);
        var fields = new TreeSet<String>();
        for (var field :
                document.at("/components/schemas/" + schema + "/properties").properties()) {
            if (field.getValue().has("type") || field.getValue().has("anyOf")) {
                fields.add(field.getKey());
            }
        }
        assertThat(fields).isEqualTo(listed(refused));
    }

    private static Set<String> listed(Answer refused) {
        for (var error : refused.json().get("errors")) {
            if (error.get("field").stringValue().equals("colour")) {
                var accepted = error.get("accepted").stringValue();
                return new TreeSet<>(
                        Arrays.asList(
                                accepted.substring(accepted.indexOf(" any of ") + 8)
                                        .split(", ", -1)));
            }
        }
        throw new AssertionError(refused.json());
    }

    @Test
    void theLimitsOfTextsAreWhereTheyAreSaidToBe() {
        var fields = document.at("/components/schemas/AnnouncementDraft/properties");
        var tried = 0;
        for (var field : List.of("title", "summary", "body")) {
            var most = fields.get(field).get("maxLength").intValue();
            assertThat(creating(field, "\"" + "x".repeat(most) + "\"")).as(field).isEqualTo(201);
            assertThat(creating(field, "\"" + "x".repeat(most + 1) + "\""))
                    .as(field)
                    .isEqualTo(400);
            tried++;
        }
        for (var field : List.of("topics", "accessibility")) {
            var most = fields.get(field).get("maxItems").intValue();
            assertThat(creating(field, list(most))).as(field).isEqualTo(201);
            assertThat(creating(field, list(most + 1))).as(field).isEqualTo(400);
            var longest = fields.get(field).at("/items/maxLength").intValue();
            assertThat(creating(field, "[\"" + "x".repeat(longest) + "\"]")).isEqualTo(201);
            assertThat(creating(field, "[\"" + "x".repeat(longest + 1) + "\"]")).isEqualTo(400);
            tried++;
        }
        assertThat(tried).isEqualTo(5);
    }

    private int creating(String field, String value) {
        var title = field.equals("title") ? "" : "\"title\":\"a\",";
        return crier.post("/v1/announcements", "{%s\"%s\":%s}".formatted(title, field, value))
                .status();
    }

    private static String list(int size) {
        var words = new ArrayList<String>();
        for (var i = 0; i < size; i++) {
            words.add("\"w" + i + "\"");
        }
        return words.toString();
    }

    @Test
    void theLimitsOfNumbersAreWhereTheyAreSaidToBe() {
        for (var operation : operations()) {
            for (var reference : operation.node().path("parameters")) {
                var parameter = document.at(reference.get("$ref").stringValue().substring(1));
                var schema = parameter.get("schema");
                if (schema.has("minimum") && !parameter.get("name").stringValue().equals("wait")) {
                    var path =
                            operation.address() + "?" + parameter.get("name").stringValue() + "=";
                    assertThat(crier.get(path + schema.get("maximum").intValue()).status())
                            .isEqualTo(200);
                    assertThat(crier.get(path + (schema.get("maximum").intValue() + 1)).status())
                            .isEqualTo(400);
                    assertThat(crier.get(path + (schema.get("minimum").intValue() - 1)).status())
                            .isEqualTo(400);
                }
            }
        }
    }

    @Test
    void whatNeedsTheTokenSaysSo() {
        var guarded = 0;
        for (var operation : operations()) {
            var security = operation.node().get("security");
            assertThat(operation.answers(401))
                    .as(operation.toString())
                    .isEqualTo(!security.isEmpty());
            // What may be had with nothing needs something only where reads are closed.
            if (security.valueStream().noneMatch(JsonNode::isEmpty) && !security.isEmpty()) {
                assertThat(crier.anonymously(operation.method(), operation.address()).status())
                        .as(operation.toString())
                        .isEqualTo(401);
                guarded++;
            }
        }
        assertThat(guarded).isGreaterThan(12);
    }

    /** Whatever is said to be refused for its form is, before anything is done. */
    @Test
    void whatIsRefusedForItsFormIsRefused() {
        var there = crier.create("{\"title\":\"There\"}").get("id").stringValue();
        for (var operation : operations()) {
            var types = operation.node().at("/requestBody/content").propertyNames();
            var type = types.isEmpty() ? "application/json" : types.iterator().next();
            if (operation.answers(406)) {
                assertThat(form(operation, there, type, "image/png", "{}"))
                        .as(operation.toString())
                        .isEqualTo(406);
            }
            if (operation.answers(415)) {
                assertThat(form(operation, there, "text/plain", "*/*", "{}"))
                        .as(operation.toString())
                        .isEqualTo(415);
            }
            if (operation.answers(413)) {
                assertThat(form(operation, there, type, "*/*", " ".repeat(2 << 20)))
                        .as(operation.toString())
                        .isEqualTo(413);
            }
        }
        assertThat(crier.get("/v1/announcements?topic=form").json().get("items")).isEmpty();
    }

    private int form(Described operation, String there, String type, String accept, String body) {
        var address =
                operation.path().startsWith("/v1/ann")
                        ? operation.address().replace(SOME, there)
                        : operation.address();
        var sent = body.equals("{}") ? "{\"title\":\"a\",\"topics\":[\"form\"]}" : body;
        return crier.send(operation.method(), address, type, sent, "Accept", accept).status();
    }

    @Test
    void theDescriptionIsCachedAndCompressed() throws Exception {
        var plain = get("/openapi.json", _ -> {});
        var tag = plain.headers().firstValue("ETag").orElseThrow();
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(
                        get("/openapi.json", request -> request.header("If-None-Match", tag))
                                .statusCode())
                .isEqualTo(304);

        var packed =
                get(
                        "/openapi.json",
                        request -> request.header("Accept-Encoding", "br;q=0.5, gzip"));
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(packed.body().length).isLessThan(plain.body().length / 4);

        for (var none : List.of("gzip;q=0", "zstd", "gzip;q=0.0, zstd")) {
            assertThat(
                            get("/openapi.json", request -> request.header("Accept-Encoding", none))
                                    .headers()
                                    .firstValue("Content-Encoding"))
                    .as(none)
                    .isEmpty();
        }
    }

    /** Whatever the page asks for is there, and comes from here. */
    @Test
    void thePageIsComplete() throws Exception {
        var page = crier.get("/docs", "Accept", "text/html,*/*;q=0.1");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "https:");
        var named = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.response().body());
        var files = new ArrayList<String>();
        while (named.find()) {
            files.add(named.group(1));
        }
        assertThat(files)
                .hasSizeGreaterThan(4)
                .noneMatch(file -> file.contains(":") || file.startsWith("/"));
        for (var file : files) {
            var answer = get("/" + file, _ -> {});
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(file)
                    .matches("(text/(css|javascript);charset=UTF-8|image/png|application/json)");
        }
        assertThat(crier.get("/docs/index.html").status()).isEqualTo(404);
    }

    private HttpResponse<byte[]> get(String path, Consumer<HttpRequest.Builder> more)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        more.accept(request);
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    @Test
    void theServedDescriptionIsTheOneThatWasChecked() {
        var served = crier.get("/openapi.json").json();
        var checked =
                Reference.written(served.at("/info/version").stringValue(), Examples.recorded());
        assertThat(served).isEqualTo(Json.MAPPER.readTree(checked.toString()));
    }
}
