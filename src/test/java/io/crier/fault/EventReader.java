package io.crier.fault;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Server-sent events off a raw HTTP/1.1 connection, chunked (RFC 9112 §7.1), as they come and
 * nothing further: what is not asked for stays in the socket.
 */
final class EventReader {
    private static final int LONGEST_LINE = 4 * 1024 * 1024;

    private final InputStream in;
    private final byte[] buffer;
    private int next;
    private int end;

    /** Bytes left of the chunk. */
    private long chunk;

    private byte[] line = new byte[1024];
    private int length;

    private String type = "";
    private String id = "";
    private byte[] data = {};
    private int dataLength;
    private long retryMillis = -1;

    /**
     * @param bufferSize bytes taken off the socket at once
     */
    EventReader(InputStream in, int bufferSize) {
        this.in = in;
        this.buffer = new byte[bufferSize];
    }

    /** The status; the events follow if it is 200. */
    int head() throws IOException {
        readRawLine();
        var status = new String(line, 0, length, StandardCharsets.ISO_8859_1).split(" ", 3);
        var chunked = false;
        for (readRawLine(); length > 0; readRawLine()) {
            var header =
                    new String(line, 0, length, StandardCharsets.ISO_8859_1)
                            .toLowerCase(Locale.ROOT);
            chunked |= header.startsWith("transfer-encoding:") && header.endsWith("chunked");
        }
        var code = status.length > 1 ? Integer.parseInt(status[1]) : 0;
        if (code == 200 && !chunked) {
            throw new IOException("a stream that is not chunked");
        }
        return code;
    }

    /** Whether there was one more event, which is to be asked for then. */
    boolean next() throws IOException {
        type = "message";
        dataLength = 0;
        while (readLine()) {
            if (length == 0) {
                if (dataLength > 0) {
                    return true;
                }
                type = "message";
            } else if (startsWith("event: ")) {
                type = text(7);
            } else if (startsWith("id: ")) {
                id = text(4);
            } else if (startsWith("data: ")) {
                takeData();
            } else if (startsWith("retry: ")) {
                retryMillis = Long.parseLong(text(7));
            }
        }
        return false;
    }

    String type() {
        return type;
    }

    String id() {
        return id;
    }

    /** The data, of which {@link #dataLength} bytes count. */
    byte[] data() {
        return data;
    }

    int dataLength() {
        return dataLength;
    }

    /** What the server last asked for, or -1. */
    long retryMillis() {
        return retryMillis;
    }

    private void takeData() {
        if (data.length < length) {
            data = new byte[line.length];
        }
        System.arraycopy(line, 6, data, 0, length - 6);
        dataLength = length - 6;
    }

    private boolean startsWith(String prefix) {
        if (length < prefix.length()) {
            return false;
        }
        for (var at = 0; at < prefix.length(); at++) {
            if (line[at] != prefix.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    private String text(int from) {
        return new String(line, from, length - from, StandardCharsets.UTF_8);
    }

    /** A line of the body; false at its end. */
    private boolean readLine() throws IOException {
        length = 0;
        while (true) {
            while (chunk == 0) {
                var begun = length;
                if (!beginChunk()) {
                    return false;
                }
                length = begun;
            }
            var one = read();
            chunk--;
            if (chunk == 0) {
                expect('\r');
                expect('\n');
            }
            if (one == '\n') {
                return true;
            }
            add(one);
        }
    }

    /** The size comes on a line of its own, put behind what there is of the line being read. */
    private boolean beginChunk() throws IOException {
        var begun = length;
        readRawRest();
        chunk =
                Long.parseLong(
                        new String(line, begun, length - begun, StandardCharsets.US_ASCII), 16);
        return chunk > 0;
    }

    private void readRawLine() throws IOException {
        length = 0;
        readRawRest();
    }

    private void readRawRest() throws IOException {
        for (var one = read(); one != '\r'; one = read()) {
            add(one);
        }
        expect('\n');
    }

    private void expect(char expected) throws IOException {
        var one = read();
        if (one != expected) {
            throw new IOException("expected %d, got %d".formatted((int) expected, one));
        }
    }

    private void add(int one) throws IOException {
        if (length == line.length) {
            if (length >= LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE);
            }
            line = Arrays.copyOf(line, 2 * length);
        }
        line[length++] = (byte) one;
    }

    private int read() throws IOException {
        if (next == end) {
            end = in.read(buffer);
            next = 0;
            if (end < 0) {
                end = 0;
                throw new EOFException("the connection was closed");
            }
        }
        return buffer[next++];
    }
}
