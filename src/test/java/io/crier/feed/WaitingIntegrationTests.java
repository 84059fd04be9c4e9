package io.crier.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierApplication;
import io.crier.CrierClient;
import io.crier.CrierTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Many requests that wait at once, each on a connection of its own. */
@CrierTest
@DirtiesContext
@TestPropertySource(
        properties = {"crier.feed.max-waiting=2000", "crier.feed.max-streams-per-client=0"})
class WaitingIntegrationTests {
    private static final int MANY = 2_000;
    private static final int GONE = 500;

    /** What one may cost, its connection and the other end of it in this very process included. */
    private static final long BYTES_EACH = 40 * 1024;

    private static final int MORE_THREADS = 8;

    @LocalServerPort int port;
    @Autowired Watch watch;

    private final List<Socket> sockets = new ArrayList<>();

    @Test
    void thousandsWaitAtOnceAndOneChangeAnswersThemAll() throws IOException {
        var crier = new CrierClient(port);
        crier.create("{\"title\":\"warm\",\"topics\":[\"t0\"]}");
        var cursor = upToDate(crier);
        ask(port, "/v1/changes?wait=30&topic=t0&since=" + cursor);
        awaitWaiting(watch, 1);
        var threads = ManagementFactory.getThreadMXBean().getThreadCount();
        var heap = heap();
        for (var i = 1; i < MANY; i++) {
            // Some filters are shared, others are not.
            var which = i % 2 == 0 ? "all" : "latest";
            var other = i % 4 == 0 ? "" : "&topic=t0&topic=other" + i % 100;
            ask(port, "/v1/changes?wait=30&catchup=" + which + other + "&since=" + cursor);
        }
        awaitWaiting(watch, MANY);
        System.out.printf(
                "%d wait: %d bytes each, %d more threads%n",
                MANY,
                (heap() - heap) / MANY,
                ManagementFactory.getThreadMXBean().getThreadCount() - threads);
        assertThat(heap() - heap).isLessThan(MANY * BYTES_EACH);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threads)
                .isLessThanOrEqualTo(MORE_THREADS);

        var refused = crier.get("/v1/changes?wait=1&since=" + cursor);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(crier.get("/v1/changes?since=" + cursor).status()).isEqualTo(200);

        for (var gone : sockets.subList(0, GONE)) {
            gone.close();
        }
        awaitWaiting(watch, MANY - GONE);

        var created = crier.create("{\"title\":\"A\",\"topics\":[\"t0\"]}");
        var start = System.nanoTime();
        for (var socket : sockets.subList(GONE, MANY)) {
            var answer = answer(socket);
            assertThat(answer).startsWith("HTTP/1.1 200").contains(created.get("id").asString());
            assertThat(answer).contains("\"cursor\":\"" + created.get("cursor").asString() + "\"}");
        }
        System.out.printf(
                "%d answered in %s%n", MANY - GONE, Duration.ofNanos(System.nanoTime() - start));
        awaitWaiting(watch, 0);
    }

    @Test
    void thoseWhoWaitAreAnsweredWhenCrierStops() throws IOException {
        var stopping =
                new SpringApplicationBuilder(CrierApplication.class)
                        .initializers(new CrierTest.FreshDatabase())
                        .run(
                                "--server.port=0",
                                "--management.server.port=0",
                                "--crier.token=test",
                                "--spring.r2dbc.pool.initial-size=1");
        var itsPort =
                Integer.parseInt(
                        stopping.getEnvironment().getRequiredProperty("local.server.port"));
        var cursor = upToDate(new CrierClient(itsPort));
        for (var i = 0; i < 20; i++) {
            ask(itsPort, "/v1/changes?wait=30&topic=nothing-has-it&since=" + cursor);
        }
        awaitWaiting(stopping.getBean(Watch.class), 20);
        var start = System.nanoTime();
        stopping.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        for (var socket : sockets) {
            assertThat(answer(socket))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("{\"items\":[],\"next\":null,\"cursor\":\"" + cursor + "\"}");
        }
    }

    @AfterEach
    void hangUp() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    /** The cursor of the list, once changes have come as far. */
    private static String upToDate(CrierClient crier) {
        var cursor = crier.get("/v1/announcements?limit=1").text("/cursor");
        while (!crier.get("/v1/changes").text("/cursor").equals(cursor)) {
            Thread.onSpinWait();
        }
        return cursor;
    }

    private void ask(int port, String path) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(
                        "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                .formatted(path)
                                .getBytes(StandardCharsets.US_ASCII));
        sockets.add(socket);
    }

    private static String answer(Socket socket) throws IOException {
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            return reader.readAllAsString();
        }
    }

    private static void awaitWaiting(Watch watch, int expected) {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (watch.waiting() != expected) {
            assertThat(System.nanoTime())
                    .as("%d wait, %d should", watch.waiting(), expected)
                    .isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
