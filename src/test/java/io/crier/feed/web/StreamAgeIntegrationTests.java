package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import io.crier.EventStream.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@CrierTest
@TestPropertySource(properties = {"crier.feed.max-age=1500ms", "crier.feed.heartbeat=200ms"})
class StreamAgeIntegrationTests {
    @LocalServerPort int port;

    @ParameterizedTest
    @ValueSource(strings = {"", "?topic=gardening"})
    void aStreamThatHasLivedLongEnoughEndsWithWhereToGoOn(String query) throws IOException {
        var begun = System.nanoTime();
        try (var stream = new CrierClient(port).stream(query)) {
            var events = new ArrayList<Event>();
            do {
                events.add(stream.next());
            } while (!events.getLast().type().equals("goaway"));
            var lived = Duration.ofNanos(System.nanoTime() - begun);
            assertThat(lived).isBetween(Duration.ofMillis(1100), Duration.ofSeconds(5));

            assertThat(events.subList(0, events.size() - 1))
                    .hasSizeGreaterThan(3)
                    .allSatisfy(event -> assertThat(event.type()).isEqualTo("bookmark"));
            assertThat(events.getLast().id()).isEqualTo(events.get(events.size() - 2).id());
            assertThat(stream.isOver()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0", "HTTP/1.1"})
    void theFarewellIsSaidOnceAndTheConnectionEnds(String version) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            ("GET /v1/stream " + version + "\r\nHost: x\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            var all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).containsOnlyOnce("event: goaway\n").contains("\nevent: bookmark\n");
            var chunked = version.equals("HTTP/1.1");
            assertThat(all.endsWith("\r\n0\r\n\r\n")).isEqualTo(chunked);
            assertThat(all.contains("transfer-encoding: chunked")).isEqualTo(chunked);
        }
    }

    @Test
    void whoComesBackEachTimeMissesNothingAndHearsNothingTwice() throws Exception {
        var crier = new CrierClient(port);
        var cursor = crier.get("/v1/announcements").text("/cursor");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var created =
                    threads.submit(() -> {
                        var cursors = new ArrayList<String>();
                        for (var i = 0; i < 300; i++) {
                            cursors.add(
                                    crier.create("{\"title\":\"n" + i + "\"}")
                                            .get("cursor")
                                            .asString());
                        }
                        return cursors;
                    });
            var heard = new ArrayList<String>();
            var comings = 0;
            while (comings < 2 || !created.isDone() || !created.get().getLast().equals(cursor)) {
                comings++;
                try (var stream = crier.stream("", "Last-Event-ID", cursor)) {
                    for (var event = stream.next();
                            !event.type().equals("goaway");
                            event = stream.next()) {
                        cursor = event.id();
                        if (event.isChange()) {
                            heard.add(event.id());
                        }
                    }
                }
            }
            assertThat(heard).isEqualTo(created.get());
        }
    }
}
