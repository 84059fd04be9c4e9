package io.crier.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

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

    record Answer(int status, String body) {
        Answer require(int expected) throws IOException {
            if (status != expected) {
                throw new IOException(
                        "Answered %d, expected %d: %s".formatted(status, expected, body));
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

    static Answer get(int port, String path) throws IOException {
        try (var connection = new Connection(port)) {
            return connection.send(
                    "GET %s HTTP/1.1\r\nHost: %s:%d\r\n\r\n".formatted(path, Target.HOST, port));
        }
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
        var length = -1;
        var chunked = false;
        for (var line = header(); !line.isEmpty(); line = header()) {
            if (line.startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
            chunked |= line.startsWith("transfer-encoding:") && line.endsWith("chunked");
        }
        var body = chunked ? chunks() : in.readNBytes(Math.max(0, length));
        return new Answer(
                Integer.parseInt(statusLine.split(" ", 3)[1]),
                new String(body, StandardCharsets.UTF_8));
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

    private String header() throws IOException {
        return line().toLowerCase(Locale.ROOT);
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
