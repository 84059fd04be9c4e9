package io.crier.platform.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Requests written by hand, for what no proper client sends. */
final class Asking {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

    private Asking() {}

    /**
     * The beginning of the answer to a request.
     *
     * @param line such as {@code GET / HTTP/1.1}
     * @param headers besides Host and Connection
     */
    static String answer(int port, String line, String... headers) {
        var request = new StringBuilder(line).append("\r\nHost: x\r\nConnection: close\r\n");
        for (var header : headers) {
            request.append(header).append("\r\n");
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readNBytes(4_096), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int status(int port, String line, String... headers) {
        var answer = STATUS.matcher(answer(port, line, headers));
        if (!answer.lookingAt()) {
            throw new AssertionError(line + " is not answered");
        }
        return Integer.parseInt(answer.group(1));
    }
}
