package io.crier.platform.server;

import io.crier.TestCertificate;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A connection of HTTP/2, frame by frame (RFC 9113 §4.1), which obeys nobody. */
final class RawHttp2 implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_OF_STREAM = 1;
    private static final int END_OF_HEADERS = 4;

    /**
     * @param payload in hexadecimal digits
     */
    record Frame(int type, int stream, String payload) {}

    private final SSLSocket socket;
    private final DataOutputStream out;
    private final LinkedBlockingQueue<Frame> heard = new LinkedBlockingQueue<>();

    /**
     * @param window that each stream has at first, in bytes
     */
    RawHttp2(int port, int window) throws IOException {
        socket =
                (SSLSocket)
                        TestCertificate.trusting()
                                .getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        // What is said first goes with it.
        out.write(
                frame(
                        SETTINGS,
                        0,
                        0,
                        new byte[] {0, 4, 0, 0, (byte) (window >> 8), (byte) window}));
    }

    /** Begins to read, which goes on until the connection is closed. */
    RawHttp2 listening() {
        Thread.ofVirtual().start(this::listen);
        return this;
    }

    private void listen() {
        try {
            var in = new DataInputStream(socket.getInputStream());
            while (true) {
                var length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                var type = in.readUnsignedByte();
                in.skipNBytes(1);
                var stream = in.readInt();
                heard.add(new Frame(type, stream, HexFormat.of().formatHex(in.readNBytes(length))));
            }
        } catch (IOException closed) {
            // That is all there was.
        }
    }

    /** All at once, as one record of TLS. */
    private void send(int type, int flags, int stream, byte[] payload) throws IOException {
        out.write(frame(type, flags, stream, payload));
        out.flush();
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        var frame = new DataOutputStream(bytes);
        frame.writeByte(0);
        frame.writeShort(payload.length);
        frame.writeByte(type);
        frame.writeByte(flags);
        frame.writeInt(stream);
        frame.write(payload);
        return bytes.toByteArray();
    }

    void get(int stream, String path) throws IOException {
        send(HEADERS, END_OF_HEADERS | END_OF_STREAM, stream, head("GET", path));
    }

    /** Asks for the heads alone, on so many streams from this one on. */
    void head(int firstStream, int count, String path) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var i = 0; i < count; i++) {
            bytes.write(
                    frame(
                            HEADERS,
                            END_OF_HEADERS | END_OF_STREAM,
                            firstStream + 2 * i,
                            head("HEAD", path)));
        }
        out.write(bytes.toByteArray());
        out.flush();
    }

    void beginPost(int stream, String path) throws IOException {
        send(HEADERS, END_OF_HEADERS, stream, head("POST", path));
    }

    void data(int stream, String text) throws IOException {
        send(DATA, 0, stream, text.getBytes(StandardCharsets.US_ASCII));
    }

    void open(int stream, int bytes) throws IOException {
        send(
                WINDOW_UPDATE,
                0,
                stream,
                new byte[] {0, (byte) (bytes >> 16), (byte) (bytes >> 8), (byte) bytes});
    }

    private static byte[] head(String method, String path) throws IOException {
        var block = new ByteArrayOutputStream();
        field(block, ":method", method);
        field(block, ":scheme", "https");
        field(block, ":authority", "127.0.0.1");
        field(block, ":path", path);
        field(block, "authorization", "Bearer test");
        if (method.equals("POST")) {
            field(block, "content-type", "application/json");
        }
        return block.toByteArray();
    }

    /** Literal, not indexed, with a new name (RFC 7541 §6.2.2). */
    private static void field(ByteArrayOutputStream block, String name, String value)
            throws IOException {
        block.write(0);
        block.write(name.length());
        block.write(name.getBytes(StandardCharsets.US_ASCII));
        block.write(value.length());
        block.write(value.getBytes(StandardCharsets.US_ASCII));
    }

    /** The next frame of that type on the stream, or none in so much time. */
    @Nullable Frame next(int type, int stream, Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        while (true) {
            var frame = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (frame == null || (frame.type() == type && frame.stream() == stream)) {
                return frame;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
