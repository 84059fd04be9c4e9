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
        return sent(port, line, "", headers);
    }

    private static String sent(int port, String line, String body, String... headers) {
        var request = new StringBuilder(line).append("\r\nHost: x\r\nConnection: close\r\n");
        for (var header : headers) {
            request.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            request.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(body.length())
                    .append("\r\n");
        }
        request.append("\r\n").append(body);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readNBytes(4_096), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int status(int port, String line, String... headers) {
        return status(line, answer(port, line, headers));
    }

    /**
     * The status of what is answered to a body.
     *
     * @param json of ASCII characters
     */
    static int statusOfSending(int port, String line, String json, String... headers) {
        return status(line, sent(port, line, json, headers));
    }

    private static int status(String line, String answer) {
        var status = STATUS.matcher(answer);
        if (!status.lookingAt()) {
            throw new AssertionError(line + " is not answered");
        }
        return Integer.parseInt(status.group(1));
    }
}
