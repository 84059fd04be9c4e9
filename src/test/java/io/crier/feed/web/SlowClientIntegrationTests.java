package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** A client that reads late, on either lane; the ring is long past when it does. */
@CrierTest
@TestPropertySource(properties = "crier.feed.ring.max-changes=20")
class SlowClientIntegrationTests {
    @LocalServerPort int port;
    private CrierClient crier;

    @BeforeEach
    void connect() {
        crier = new CrierClient(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0", "HTTP/1.1"})
    void aClientThatDoesNotReadHoldsUpNobodyAndMissesNothing(String version) throws IOException {
        var body = "<p>" + "x".repeat(30_000) + "</p>";
        try (var socket = new Socket();
                var other = crier.stream("")) {
            socket.setReceiveBufferSize(4 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream()
                    .write(
                            ("GET /v1/stream " + version + "\r\nHost: x\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(10_000);
            var slow =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8),
                            1024);
            nextId(slow);

            var created = new ArrayList<String>();
            for (var i = 0; i < 300; i++) {
                created.add(
                        crier.create("{\"title\":\"n%d\",\"body\":\"%s\"}".formatted(i, body))
                                .get("cursor")
                                .asString());
            }
            for (var cursor : created) {
                assertThat(other.nextChange().id()).isEqualTo(cursor);
            }
            for (var cursor : created) {
                var id = nextId(slow);
                while (!id.equals(cursor) && position(id) <= position(cursor)) {
                    id = nextId(slow);
                }
                assertThat(id).isEqualTo(cursor);
            }
        }
    }

    private static String nextId(BufferedReader stream) throws IOException {
        for (var line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.startsWith("id: ")) {
                return line.substring(4);
            }
        }
        throw new AssertionError("the stream has ended");
    }

    private static long position(String cursor) {
        return Long.parseLong(cursor.substring(cursor.indexOf('-') + 1));
    }
}
