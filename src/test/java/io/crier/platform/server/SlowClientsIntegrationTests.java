package io.crier.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** Clients that are slow, endless or many, by their sockets. */
@TestPropertySource(
        properties = {
            "crier.server.head-timeout=1s",
            "crier.server.body-timeout=1s",
            "crier.server.min-body-rate=4KB",
            "crier.server.write-timeout=1s",
            "crier.server.min-answer-rate=100KB",
            "crier.server.max-connections=40",
            "server.netty.idle-timeout=2s"
        })
class SlowClientsIntegrationTests extends SlowClientsContract {
    private static final int DRIP_MILLIS = 150;
    private static final String AUTHORIZED = "Host: x\r\nAuthorization: Bearer test\r\n";

    @Override
    CrierClient client() {
        return new CrierClient(port);
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** All that comes until the server closes; a reset ends it too. */
    private static String answer(Socket socket) throws IOException {
        var all = new StringBuilder();
        try {
            for (var read = socket.getInputStream().read();
                    read >= 0;
                    read = socket.getInputStream().read()) {
                all.append((char) read);
            }
        } catch (SocketException reset) {
            // What had come by then is the answer.
        }
        return all.toString();
    }

    /** Sends a piece now and then until the server says something or closes; gives what it said. */
    private static String drip(Socket socket, String piece) throws IOException {
        socket.setSoTimeout(DRIP_MILLIS);
        while (true) {
            try {
                var first = socket.getInputStream().read();
                socket.setSoTimeout(5_000);
                return first < 0 ? "" : (char) first + answer(socket);
            } catch (SocketTimeoutException nothingYet) {
                try {
                    send(socket, piece);
                } catch (SocketException closed) {
                    return "";
                }
            } catch (SocketException reset) {
                return "";
            }
        }
    }

    @Test
    void aHeadThatDoesNotEndIsCutOff() throws IOException {
        var before = refusals();
        var begun = System.nanoTime();
        try (var socket = connect()) {
            send(socket, "GET /v1/announcements HTTP/1.1\r\nHost: x\r\n");
            assertThat(drip(socket, "X-A: b\r\n")).startsWith("HTTP/1.1 408 Request Timeout\r\n");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
        assertThat(refusals()).isEqualTo(before + 1);
    }

    @Test
    void aSecondHeadOnTheSameConnectionIsToo() throws IOException {
        try (var socket = connect()) {
            send(socket, "GET /v1/announcements?limit=1 HTTP/1.1\r\nHost: x\r\n\r\n");
            Awaitility.await().until(() -> socket.getInputStream().available() > 0);
            socket.getInputStream().skipNBytes(socket.getInputStream().available());
            send(socket, "GET /v1/announcements HTTP/1.1\r\n");
            assertThat(drip(socket, "X")).contains("HTTP/1.1 408 Request Timeout\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/announcements HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n",
                "POST /v1/announcements/batch HTTP/1.1\r\nContent-Type: application/x-ndjson\r\nContent-Length: 100000\r\n",
                "PUT /v1/announcements/01a20733-9cd3-760e-bef3-fd89e948d480 HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n"
            })
    void aBodyThatDripsIsCutOff(String head) throws IOException {
        var before = refusals();
        var faults = refusals("fault");
        try (var socket = connect()) {
            send(socket, head + AUTHORIZED + "\r\n");
            assertThat(drip(socket, " ")).matches("(?s)(HTTP/1.1 408 Request Timeout\r\n.*)?");
        }
        assertThat(refusals()).isEqualTo(before + 1);
        assertThat(refusals("fault")).isEqualTo(faults);
    }

    /** Longer than the time-out, but for good reason. */
    @Test
    void aLongBodyThatKeepsComingIsTaken() throws IOException {
        var before = refusals();
        var line = "{\"title\":\"A\",\"summary\":\"" + "x".repeat(2_000) + "\"}\n";
        try (var socket = connect()) {
            send(
                    socket,
                    "POST /v1/announcements/batch HTTP/1.1\r\nContent-Type: application/x-ndjson\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                            + AUTHORIZED
                            + "\r\n");
            var begun = System.nanoTime();
            socket.setSoTimeout(DRIP_MILLIS);
            var heard = new StringBuilder();
            while (System.nanoTime() - begun < Duration.ofSeconds(4).toNanos()) {
                send(socket, Integer.toHexString(line.length()) + "\r\n" + line + "\r\n");
                listen(socket.getInputStream(), heard);
            }
            send(socket, "0\r\n\r\n");
            socket.setSoTimeout(20_000);
            heard.append(answer(socket));
            assertThat(heard.toString()).startsWith("HTTP/1.1 200 OK").contains("\"status\":201");
            assertThat(heard.toString().split("\"status\":201", -1)).hasSizeGreaterThan(10);
        }
        assertThat(refusals()).isEqualTo(before);
    }

    private static void listen(InputStream in, StringBuilder heard) throws IOException {
        var buffer = new byte[8 * 1024];
        try {
            var read = in.read(buffer);
            if (read > 0) {
                heard.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketTimeoutException nothingYet) {
            // so it is time to go on
        }
    }

    @Test
    void aLongAddressAndALongHeadAreRefused() throws IOException {
        try (var socket = connect()) {
            send(socket, "GET /v1/announcements?q=" + "x".repeat(100_000) + " HTTP/1.1\r\n");
            assertThat(answer(socket)).matches("(?s)HTTP/1.1 (414|400|431) .*|");
        }
        try (var socket = connect()) {
            send(socket, "GET /v1/announcements HTTP/1.1\r\nHost: x\r\n");
            assertThat(flood(socket, "X-A: " + "b".repeat(1_000) + "\r\n"))
                    .matches("(?s)HTTP/1.1 (431|400|413) .*|");
        }
    }

    @Test
    void anEndlessBodyIsNotReadToItsEnd() throws IOException {
        var chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
        var chunked =
                "Host: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (var socket = connect()) {
            send(socket, "POST /v1/announcements HTTP/1.1\r\n" + chunked);
            assertThat(flood(socket, chunk)).matches("(?s)(HTTP/1.1 401 .*)?");
        }
        try (var socket = connect()) {
            send(
                    socket,
                    "POST /v1/announcements HTTP/1.1\r\nAuthorization: Bearer test\r\n" + chunked);
            assertThat(flood(socket, chunk)).matches("(?s)(HTTP/1.1 413 .*)?");
        }
    }

    /** Sends the piece again and again until the connection is closed. */
    private static String flood(Socket socket, String piece) throws IOException {
        var bytes = piece.getBytes(StandardCharsets.ISO_8859_1);
        OutputStream out = socket.getOutputStream();
        try {
            while (true) {
                out.write(bytes);
            }
        } catch (SocketException closed) {
            return answer(socket);
        }
    }

    /** Who asks and asks and reads nothing is not read from any more, and then cut off. */
    @Test
    void aFloodOfRequestsWhoseAnswersAreNotReadIsCutOff() throws IOException {
        crier.create("{\"title\":\"A\",\"summary\":\"%s\"}".formatted("x".repeat(900)));
        var before = refusals();
        try (var socket = connect()) {
            socket.setSendBufferSize(16 * 1024);
            flood(socket, "GET /v1/announcements?limit=100 HTTP/1.1\r\nHost: x\r\n\r\n".repeat(50));
        }
        assertThat(refusals()).isEqualTo(before + 1);
    }

    /** With more than the kernel holds. */
    private void fill() {
        var body = "x".repeat(20_000);
        for (var i = 0; i < 400; i++) {
            crier.create("{\"title\":\"A%d\",\"body\":\"<p>%s</p>\"}".formatted(i, body));
        }
    }

    @Test
    void anAnswerThatIsNotTakenIsGivenUp() throws IOException {
        fill();
        var before = refusals();
        try (var socket = connect()) {
            send(socket, "GET /v1/announcements.ndjson HTTP/1.1\r\nHost: x\r\n\r\n");
            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> refusals() == before + 1);
        }
    }

    /** Some of it now and then is not enough. */
    @Test
    void anAnswerThatIsTakenInDripsIsGivenUp() throws IOException {
        fill();
        var before = refusals();
        try (var socket = connect()) {
            send(socket, "GET /v1/announcements.ndjson HTTP/1.1\r\nHost: x\r\n\r\n");
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> {
                        socket.getInputStream().readNBytes(4_000);
                        return refusals() == before + 1;
                    });
        }
    }

    @Test
    void aConnectionOnWhichNothingComesIsClosed() throws IOException {
        var begun = System.nanoTime();
        try (var socket = connect()) {
            assertThat(answer(socket)).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(8));
    }

    @Test
    void moreConnectionsThanMayBeAreClosedAtOnceAndLaterOnesTaken() throws IOException {
        var open = new ArrayList<Socket>();
        try {
            for (var i = 0; i < 60; i++) {
                open.add(connect());
            }
            assertThat(closedAtOnce(open)).isBetween(20, 30);
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
        Awaitility.await()
                .ignoreExceptions()
                .until(() ->
                        new CrierClient(port).get("/v1/announcements?limit=1").status() == 200);
    }

    private static int closedAtOnce(List<Socket> sockets) throws IOException {
        var closed = 0;
        for (var socket : sockets) {
            socket.setSoTimeout(10);
            try {
                closed += socket.getInputStream().read() < 0 ? 1 : 0;
            } catch (SocketTimeoutException open) {
                // it was taken
            } catch (SocketException reset) {
                closed++;
            }
        }
        return closed;
    }
}
