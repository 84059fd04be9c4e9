package io.crier.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One kept HTTP/1.1 connection that waits for each answer. A client library would take more of the
 * processor than this, and here that would be taken from the server.
 */
final class Connection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;

    Connection(int port) throws IOException {
        var address = Target.address(port);
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    /**
     * @param headers by their names in lower case
     * @param bytes of the body, without the chunks that it came in
     */
    // Nobody compares answers.
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, Map<String, String> headers, byte[] bytes) {
        String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        Answer require(int expected) throws IOException {
            if (status != expected) {
                throw new IOException(
                        "Answered %d, expected %d: %s".formatted(status, expected, body()));
            }
            return this;
        }
    }

    static boolean isOpen(int port) {
        try (var connection = new Connection(port)) {
            return connection.socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** On a connection of its own; further headers each with its line end. */
    static Answer get(int port, String path, String... headers) throws IOException {
        try (var connection = new Connection(port)) {
            return connection.get(path, headers);
        }
    }

    Answer get(String path, String... headers) throws IOException {
        return send(
                "GET %s HTTP/1.1\r\nHost: %s:%d\r\n%s\r\n"
                        .formatted(path, Target.HOST, socket.getPort(), String.join("", headers)));
    }

    /** The request's text is ASCII. */
    Answer send(String request) throws IOException {
        out().write(Texts.ascii(request));
        return answer();
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    Answer answer() throws IOException {
        var statusLine = line();
        var headers = new HashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var chunked = headers.getOrDefault("transfer-encoding", "").endsWith("chunked");
        return new Answer(
                Integer.parseInt(statusLine.split(" ", 3)[1]),
                headers,
                chunked ? chunks() : in.readNBytes(length));
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (var size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (var character = in.read(); character != '\n'; character = in.read()) {
            if (character < 0) {
                throw new EOFException("The server closed the connection within an answer");
            }
            if (character != '\r') {
                line.append((char) character);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
