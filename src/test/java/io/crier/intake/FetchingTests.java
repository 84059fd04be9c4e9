package io.crier.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.crier.refusal.InvalidInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.boot.info.BuildProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class FetchingTests {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Scheduler reading = Schedulers.newBoundedElastic(2, 10, "test-reading");
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Headers> requests = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server = start();

    @BeforeEach
    void serve() {
        server.start();
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
        reading.dispose();
    }

    @Test
    void getsADocumentWithItsValidators() {
        at(
                "/feed",
                exchange -> {
                    exchange.getResponseHeaders()
                            .set("Content-Type", "text/xml; charset=iso-8859-1");
                    exchange.getResponseHeaders().set("ETag", "W/\"1\"");
                    exchange.getResponseHeaders()
                            .set("Last-Modified", "Mon, 23 Nov 2026 10:00:00 GMT");
                    answer(exchange, 200, "<rss>é</rss>".getBytes(StandardCharsets.ISO_8859_1));
                });
        expect(
                fetch("/feed"),
                new Fetched(
                        at("/feed"),
                        "<rss>é</rss>",
                        new Validators("W/\"1\"", "Mon, 23 Nov 2026 10:00:00 GMT")));
        assertThat(requests).hasSize(1);
        assertThat(requests.getFirst().getFirst("User-Agent")).isEqualTo("Crier/0");
        assertThat(requests.getFirst().getFirst("Accept")).startsWith("application/rss+xml");
        assertThat(requests.getFirst().get("Accept-Encoding")).containsExactly("gzip");
        assertThat(requests.getFirst()).doesNotContainKeys("If-none-match", "If-modified-since");
    }

    @Test
    void asksOnlyForWhatHasChanged() {
        at("/feed", exchange -> answer(exchange, 304, null));
        var known = new Validators("\"1\"", "Mon, 23 Nov 2026 10:00:00 GMT");
        expect(fetching(true).fetch(at("/feed"), known), new Answer.NotModified());
        assertThat(requests.getFirst().getFirst("If-None-Match")).isEqualTo("\"1\"");
        assertThat(requests.getFirst().getFirst("If-Modified-Since"))
                .isEqualTo("Mon, 23 Nov 2026 10:00:00 GMT");
        expectFailure(fetch("/feed"), "the address answers 304 Not Modified, though nothing was");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|the address answers 404 Not Found",
                "410|the address answers 410 Gone; the feed is no more",
                "401|the address answers 401 Unauthorized; it must be readable without signing in",
                "500|the address answers 500 Internal Server Error",
                "429|the address answers 429 Too Many Requests",
                "599|the address answers 599",
            })
    void tellsStatusesThatAreNoSuccess(int status, String message) {
        at("/feed", exchange -> answer(exchange, status, new byte[1 << 20]));
        expectFailure(fetch("/feed"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "120|PT2M",
                "Mon, 23 Nov 2026 13:00:00 GMT|PT1H",
                "Mon, 23 Nov 2026 11:00:00 GMT|PT0S",
                "soon|-",
            })
    void hearsHowLongToWait(String told, @Nullable Duration wait) {
        at(
                "/feed",
                exchange -> {
                    exchange.getResponseHeaders().set("Retry-After", told);
                    answer(exchange, 503, null);
                });
        StepVerifier.create(fetch("/feed"))
                .expectErrorSatisfies(failure ->
                        assertThat(((SourceUnreadable) failure).retryAfter()).isEqualTo(wait))
                .verify(PATIENCE);
    }

    @Test
    void doesNotWaitForever() {
        at("/silent", _ -> rest());
        at(
                "/slow",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write("<rss>".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    rest();
                });
        at(
                "/endless",
                exchange -> {
                    exchange.sendResponseHeaders(404, 0);
                    exchange.getResponseBody().write(new byte[100_000]);
                    exchange.getResponseBody().flush();
                    rest();
                });
        var hurried = fetching(true, Duration.ofMillis(500));
        for (var path : List.of("/silent", "/slow")) {
            expectFailure(
                    hurried.fetch(at(path), Validators.NONE),
                    "the address did not answer in full within 500 ms");
        }
        expectFailure(fetch("/endless"), "the address answers 404 Not Found");
    }

    @Test
    void takesNoMoreThanItsMeasure() {
        at("/large", exchange -> answer(exchange, 200, new byte[10 << 20]));
        at(
                "/most",
                exchange ->
                        answer(
                                exchange,
                                200,
                                "x".repeat(8 << 20).getBytes(StandardCharsets.US_ASCII)));
        at(
                "/bomb",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    answer(exchange, 200, gzip(new byte[128 << 20]));
                });
        expectFailure(fetch("/large"), "the address answers more than 8 MiB");
        expectFailure(fetch("/bomb"), "the address answers more than 8 MiB");
        StepVerifier.create(fetch("/most"))
                .assertNext(answer -> assertThat(((Fetched) answer).text()).hasSize(8 << 20))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void unpacksGzipAndNothingElse() {
        at(
                "/gzip",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "GZIP");
                    answer(exchange, 200, gzip("<rss/>".getBytes(StandardCharsets.UTF_8)));
                });
        at(
                "/broken",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    answer(exchange, 200, "<rss/>".getBytes(StandardCharsets.UTF_8));
                });
        at(
                "/brotli",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "br");
                    answer(exchange, 200, new byte[1]);
                });
        expect(fetch("/gzip"), new Fetched(at("/gzip"), "<rss/>", Validators.NONE));
        expectFailure(fetch("/broken"), "the address answers gzip that is broken");
        expectFailure(fetch("/brotli"), "the address answers in the encoding 'br'");
    }

    @Test
    void readsAnEmptyBody() {
        at("/empty", exchange -> answer(exchange, 200, null));
        expect(fetch("/empty"), new Fetched(at("/empty"), "", Validators.NONE));
    }

    @Test
    void followsAFewRedirects() {
        at("/a", exchange -> redirect(exchange, 301, "/b"));
        at("/b", exchange -> redirect(exchange, 302, at("/c").toString()));
        at("/c", exchange -> redirect(exchange, 308, "d"));
        at("/d", exchange -> answer(exchange, 200, new byte[] {'d'}));
        at("/loop", exchange -> redirect(exchange, 302, "/loop"));
        at("/file", exchange -> redirect(exchange, 302, "file:///etc/passwd"));
        at("/nowhere", exchange -> answer(exchange, 302, null));
        expect(fetch("/a"), new Fetched(at("/d"), "d", Validators.NONE));
        expectFailure(fetch("/loop"), "the address redirects more than 3 times");
        expectFailure(fetch("/file"), "a redirect to what is no web address: file:///etc/passwd");
        expectFailure(fetch("/nowhere"), "a redirect to what is no web address: nothing");
    }

    @Test
    void tellsWhyThereIsNoConnection() throws IOException {
        expectFailure(
                fetching(true).fetch(URI.create("http://no-such-host.invalid/"), Validators.NONE),
                "the address has a host that is not known");
        expectFailure(
                fetching(true)
                        .fetch(URI.create("http://127.0.0.1:" + closedPort()), Validators.NONE),
                "the address refused the connection");
        try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> speakNoTls(plain));
            var address = URI.create("https://127.0.0.1:%d/".formatted(plain.getLocalPort()));
            expectFailure(
                    fetching(true).fetch(address, Validators.NONE),
                    "the address could not be read securely (TLS)");
        }
    }

    @Test
    void tellsOfAnAnswerThatBreaksOff() {
        at(
                "/broken",
                exchange -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                    exchange.close();
                });
        expectFailure(fetch("/broken"), "the address closed the connection before its answer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/feed",
                "http://2130706433:%d/feed",
                "http://0.0.0.0:%d/feed",
                "http://[::1]:%d/feed",
                "http://[::]:%d/feed",
                "http://[::ffff:127.0.0.1]:%d/feed",
                "http://[0:0:0:0:0:ffff:7f00:1]:%d/feed",
                // Of the old kind that embeds an IPv4 address, and with a zone: clients disagree on
                // both.
                "http://[::127.0.0.1]:%d/feed",
                "http://[::7f00:1]:%d/feed",
                "http://[::ffff:127.0.0.1%%25x]:%d/feed",
                "http://[::ffff:127.0.0.1%%x]:%d/feed",
                "http://[::1%%25lo]:%d/feed",
                "http://localhost:%d/feed",
                "http://LOCALHOST:%d/feed",
            })
    void reachesNothingOnThisMachine(String pattern) {
        at("/feed", exchange -> answer(exchange, 200, new byte[1]));
        var address = URI.create(pattern.formatted(port()));
        expectFailure(fetching(false).fetch(address, Validators.NONE), "is refused unless");
        assertThat(requests).isEmpty();
        StepVerifier.create(rules(false).accepted(address.toString()))
                .expectErrorSatisfies(failure ->
                        assertThat(((InvalidInput) failure).violations())
                                .singleElement()
                                .satisfies(violation -> {
                                    assertThat(violation.field()).isEqualTo("url");
                                    assertThat(violation.accepted()).contains("public network");
                                }))
                .verify(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/",
                "http://172.16.0.1/",
                "http://192.168.1.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://100.64.0.1/",
                "http://[fd00::1]/",
                "http://[fe80::1]/",
                "http://[fec0::1]/",
                "http://[::169.254.169.254]/latest/meta-data/",
                "http://[::ffff:169.254.169.254%25x]/latest/meta-data/",
                "http://[::ffff:0:169.254.169.254]/latest/meta-data/",
                "http://[64:ff9b::7f00:1]/",
                "http://[64:ff9b:1::a9fe:a9fe]/",
                "http://[2002:a9fe:a9fe::1]/",
                "http://[5f00::1]/",
                "http://224.0.0.1/",
            })
    void reachesNothingOnThePrivateNetwork(String address) {
        expectFailure(
                fetching(false).fetch(URI.create(address), Validators.NONE), "is refused unless");
        StepVerifier.create(rules(false).accepted(address))
                .expectError(InvalidInput.class)
                .verify(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.2",
                "[::1]",
                "10.0.0.1",
                "2130706434",
                "[::ffff:127.0.0.2]",
                "[::127.0.0.2]",
                "[::ffff:127.0.0.2%25x]",
            })
    void checksWhereARedirectLeads(String host) {
        var here = new AddressRules(InetAddressFilter.of("127.0.0.1"), reading);
        at(
                "/away",
                exchange -> redirect(exchange, 302, "http://%s:%d/feed".formatted(host, port())));
        at("/feed", exchange -> answer(exchange, 200, new byte[1]));
        expectFailure(
                fetching(here, settings(false, PATIENCE)).fetch(at("/away"), Validators.NONE),
                "on a private or loopback network, which is refused unless");
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org/feed",
                "/feed",
                "ftp://example.org/feed",
                "file:///etc/passwd",
                "gopher://example.org/",
                "javascript:alert(1)",
                "https://user:secret@example.org/feed",
                "https://example.org:99999/feed",
                "https:///feed",
                "http://127.1/feed",
                "https://exa mple.org/feed",
                "https://example.org/\nfeed",
                "https://[::1/feed",
            })
    void acceptsNoAddressThatIsNotOfTheWeb(String address) {
        StepVerifier.create(rules(true).accepted(address))
                .expectErrorSatisfies(failure ->
                        assertThat(((InvalidInput) failure).violations())
                                .singleElement()
                                .satisfies(violation -> {
                                    assertThat(violation.field()).isEqualTo("url");
                                    assertThat(violation.value()).isNotNull();
                                    assertThat(violation.accepted())
                                            .startsWith("an http or https address");
                                }))
                .verify(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://93.184.215.14/feed", "http://[2606:2800:21f:cb07::1]/feed"})
    void acceptsAddressesOfThePublicNetwork(String address) {
        expect(rules(false).accepted(address), URI.create(address));
    }

    @Test
    void keepsAnAddressInOneForm() {
        expect(
                rules(true).accepted("HTTPS://No-Such-Host.INVALID:8443?feed=rss2#top"),
                URI.create("https://no-such-host.invalid:8443/?feed=rss2"));
    }

    private Mono<Answer> fetch(String path) {
        return fetching(true).fetch(at(path), Validators.NONE);
    }

    private static <T> void expect(Mono<T> answer, Object expected) {
        StepVerifier.create(answer)
                .assertNext(actual -> assertThat(actual).isEqualTo(expected))
                .expectComplete()
                .verify(PATIENCE);
    }

    private static void expectFailure(Mono<Answer> answer, String message) {
        StepVerifier.create(answer)
                .expectErrorSatisfies(failure ->
                        assertThat(failure)
                                .isInstanceOf(SourceUnreadable.class)
                                .hasMessageContaining(message))
                .verify(PATIENCE);
    }

    private Fetching fetching(boolean allowPrivate) {
        return fetching(allowPrivate, PATIENCE);
    }

    private Fetching fetching(boolean allowPrivate, Duration timeout) {
        return fetching(rules(allowPrivate), settings(allowPrivate, timeout));
    }

    private Fetching fetching(AddressRules rules, IntakeSettings settings) {
        return new Fetching(
                WebClient.builder(),
                HttpClientSettings.defaults(),
                new StaticListableBeanFactory().getBeanProvider(BuildProperties.class),
                rules,
                settings,
                InstantSource.fixed(NOW),
                Schedulers.parallel(),
                reading);
    }

    private AddressRules rules(boolean allowPrivate) {
        return new AddressRules(settings(allowPrivate, PATIENCE), reading);
    }

    private static IntakeSettings settings(boolean allowPrivate, Duration timeout) {
        return new IntakeSettings(
                allowPrivate,
                Duration.ofMinutes(15),
                Duration.ofSeconds(5),
                4,
                Duration.ofSeconds(5),
                timeout,
                DataSize.ofMegabytes(8));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port(), path));
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void at(String path, HttpHandler handler) {
        server.createContext(
                path,
                exchange -> {
                    requests.add(exchange.getRequestHeaders());
                    try (exchange) {
                        handler.handle(exchange);
                    }
                });
    }

    private static void answer(HttpExchange exchange, int status, byte @Nullable [] body)
            throws IOException {
        if (body == null) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void redirect(HttpExchange exchange, int status, String target)
            throws IOException {
        exchange.getResponseHeaders().set("Location", target);
        answer(exchange, status, new byte[100]);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void speakNoTls(ServerSocket server) {
        try (var connection = server.accept()) {
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().flush();
            rest();
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the test is over. */
    private void rest() {
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpServer start() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var started = HttpServer.create(address, 0);
            started.setExecutor(threads);
            return started;
        } catch (IOException broken) {
            throw new IllegalStateException("no server could be started", broken);
        }
    }
}
