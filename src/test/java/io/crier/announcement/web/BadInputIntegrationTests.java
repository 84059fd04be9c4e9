package io.crier.announcement.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierClient.Answer;
import io.crier.CrierTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@CrierTest
class BadInputIntegrationTests {
    @LocalServerPort int port;
    private CrierClient crier;

    @BeforeEach
    void connect() {
        crier = new CrierClient(port);
    }

    private static void assertProblem(Answer answer, int status, String field) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.text("/detail")).isNotBlank().doesNotContain("Exception", "\tat ");
        if (!field.isEmpty()) {
            assertThat(answer.text("/errors/0/field")).isEqualTo(field);
            assertThat(answer.text("/errors/0/accepted")).isNotBlank();
        }
    }

    /** Nothing was written: the log stands where it stood. */
    private String head() {
        return crier.get("/v1/announcements?limit=1").text("/cursor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nothing",
                "[1,2]",
                "{\"title\":\"a\"} {}",
                "{\"title\":\"a\",\"title\":\"b\"}",
                "\u0000"
            })
    void aBodyThatIsNoJsonObjectIsRefused(String body) {
        var before = head();
        assertProblem(crier.post("/v1/announcements", body), 400, "");
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void aBodyThatIsNestedWithoutEndIsRefused() {
        assertProblem(
                crier.post("/v1/announcements", "{\"title\":" + "[".repeat(100_000)), 400, "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'title':'a','colour':'red'}                   | colour",
                "{'title':'a\\u0000b'}                          | title",
                "{'title':'a','startsAt':'2027-03-04T18:00:00Z','endsAt':'2027-03-04T17:00:00Z'} | endsAt",
                "{'title':'a','timeZone':'Mars/Base'}           | timeZone",
                "{'title':'a','id':'01900000-0000-7000-8000-000000000ccc'} | id",
            })
    void aFieldAtFaultIsNamed(String body, String field) {
        var before = head();
        assertProblem(crier.post("/v1/announcements", body.replace('\'', '"')), 400, field);
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        var before = head();
        assertProblem(
                crier.post("/v1/announcements", "{\"title\":\"" + "x".repeat(2 << 20) + "\"}"),
                413,
                "");
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void aTypeOtherThanJsonIsRefused() {
        assertProblem(crier.post("/v1/announcements/batch", "{\"title\":\"a\"}"), 415, "");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/announcements?limit=100000, limit",
        "/v1/announcements?page=nowhere, page",
        "/v1/announcements?colour=red, colour",
        "/v1/announcements?sort=best, sort",
        "/v1/announcements?from=soon, from",
        "/v1/announcements?phase=soon, phase",
        "/v1/announcements?topic=%00, topic",
        "/v1/announcements?language=en_US, language",
        "/v1/announcements?language=%25, language",
        "/v1/stream?since=nowhere, since",
        "/v1/stream?phase=live, phase",
        "/v1/stream?limit=3, limit",
        "/v1/stream?ticket=test, ticket",
        "/v1/stream?%74icket=test, ticket",
        "/v1/stream?ticket, ticket",
    })
    void aParameterAtFaultIsNamed(String path, String field) {
        assertProblem(crier.get(path), 400, field);
    }

    @Test
    void aNumberBeyondAllNumbersIsRefused() {
        for (var number : new String[] {"9".repeat(400), "1e400", "-1e400", "NaN"}) {
            var answer =
                    crier.post(
                            "/v1/announcements",
                            "{\"title\":\"a\",\"place\":{\"latitude\":"
                                    + number
                                    + ",\"longitude\":1}}");
            assertProblem(answer, 400, number.equals("NaN") ? "" : "place.latitude");
        }
    }

    @Test
    void aQueryOfOddCharactersHasANextPage() {
        for (var i = 0; i < 3; i++) {
            crier.create("{\"title\":\"p\",\"topics\":[\"[x]\",\"a=b&c\"]}");
        }
        for (var topic : new String[] {"[x]", "%5Bx%5D", "a%3Db%26c"}) {
            var answer = rawAnswer("GET /v1/announcements?topic=" + topic + "&limit=1 HTTP/1.1");
            assertThat(answer).startsWith("HTTP/1.1 200").contains("rel=\"next\"");
            var next = answer.substring(answer.indexOf("Link: <") + 7, answer.indexOf(">; rel"));
            assertThat(crier.get(next).status()).as(next).isEqualTo(200);
        }
    }

    @Test
    void aForgedPageIsRefused() {
        for (var i = 0; i < 3; i++) {
            crier.create("{\"title\":\"f\",\"topics\":[\"forged\"]}");
        }
        var next = crier.get("/v1/announcements?topic=forged&sort=published&limit=1").text("/next");
        var told = new String(Base64.getUrlDecoder().decode(next), StandardCharsets.US_ASCII);
        var forged = told.replaceFirst("~2[^~]*Z~", "~+1000000000-12-31T00:00:00Z~");
        assertThat(forged).isNotEqualTo(told);
        var page =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(forged.getBytes(StandardCharsets.US_ASCII));
        assertProblem(
                crier.get("/v1/announcements?topic=forged&sort=published&page=" + page),
                400,
                "page");
    }

    @Test
    void aPageOfAnotherQueryIsRefused() {
        for (var i = 0; i < 3; i++) {
            crier.create("{\"title\":\"p\",\"topics\":[\"page\"]}");
        }
        var next = crier.get("/v1/announcements?topic=page&limit=1").text("/next");
        assertThat(crier.get("/v1/announcements?topic=page&limit=2&page=" + next).status())
                .isEqualTo(200);
        assertProblem(crier.get("/v1/announcements?topic=other&page=" + next), 400, "page");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/announcements/x",
                "/v1/announcements/01900000-0000-7000-8000-00000000dddd",
                "/v1/nothing",
                "/v2/announcements"
            })
    void whatIsNotThereIsNotFound(String path) {
        assertProblem(crier.get(path), 404, "");
    }

    @Test
    void writersWithoutTheTokenAreRefused() {
        for (var authorization :
                new String[] {
                    "", "Bearer wrong", "Basic dGVzdDp0ZXN0", "Bearer", "Bearer \u0001"
                }) {
            var request = authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n";
            assertThat(
                            raw(
                                    "POST /v1/announcements HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                            + request
                                            + "Content-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"title\":\"a\"}"))
                    .containsPattern("HTTP/1.1 40[01] ");
        }
        assertProblem(crier.get("/v1/announcements/x/y/z"), 404, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/announcements?topic=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/announcements?topic=%c3%28 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/announcements/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET /v1/announcements?%01=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\nLast-Event-ID: \u00e2\u0080\u0093\r\n\r\n",
                "HEAD /v1/stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "OPTIONS /v1/announcements HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v1/stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: application/xml\r\nLast-Event-ID: \u0001\r\n\r\n",
            })
    void nonsenseIsNoFaultOfTheServer(String request) {
        assertThat(raw(request)).doesNotContain("HTTP/1.1 5");
    }

    private String rawAnswer(String requestLine) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(
                            (requestLine + "\r\nHost: x\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String raw(String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readNBytes(200), StandardCharsets.ISO_8859_1);
        } catch (IOException closed) {
            return "";
        }
    }

    @Test
    void nothingOfItReachesAnOpenStream() throws IOException {
        try (var stream = crier.stream("")) {
            var opened = stream.next();
            assertThat(opened.type()).isEqualTo("bookmark");
            crier.post("/v1/announcements", "{\"title\":");
            crier.post("/v1/announcements", "{\"title\":\"" + "x".repeat(2 << 20) + "\"}");
            crier.batch("x\ny\nz");
            var good = crier.create("{\"title\":\"good\"}");
            assertThat(stream.nextChange().id()).isEqualTo(good.get("cursor").asString());
        }
    }
}
