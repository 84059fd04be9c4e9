package io.crier;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks the Crier in the same container whether it is ready: a program for a container's health
 * check, which finds neither a shell nor curl there. It ends with 0 if so, otherwise with 1 and a
 * line that says why.
 */
final class Probe {
    private static final String PORT = "MANAGEMENT_SERVER_PORT";
    private static final String DEFAULT_PORT = "8081";

    /** Less than the health check itself is given. */
    private static final int PATIENCE_MILLIS = 4_000;

    private static final byte[] REQUEST =
            "GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private Probe() {}

    /** The port is that of the environment's MANAGEMENT_SERVER_PORT, or 8081. */
    static void main() {
        var answer = ask(System.getenv().getOrDefault(PORT, DEFAULT_PORT));
        System.out.println(answer);
        System.exit(isReady(answer) ? 0 : 1);
    }

    static boolean isReady(String answer) {
        return answer.startsWith("HTTP/1.1 200");
    }

    /** The first line of the answer, or why there is none. */
    static String ask(String port) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var here = InetAddress.ofLiteral("127.0.0.1");
            socket.connect(new InetSocketAddress(here, Integer.parseInt(port)), PATIENCE_MILLIS);
            socket.getOutputStream().write(REQUEST);
            var answer = socket.getInputStream().readNBytes(64);
            return new String(answer, StandardCharsets.US_ASCII)
                    .lines()
                    .findFirst()
                    .orElse("silence");
        } catch (NumberFormatException e) {
            return "%s=%s: it must be a port, such as %s".formatted(PORT, port, DEFAULT_PORT);
        } catch (IOException e) {
            return "port %s: %s".formatted(port, e.getMessage());
        }
    }
}
