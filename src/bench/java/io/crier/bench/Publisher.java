package io.crier.bench;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Publishes on one connection at a steady rate, without waiting for answers, as long as not too
 * many are missing. Answers are counted by their status lines alone.
 */
final class Publisher implements Loop.Ready, AutoCloseable {
    static final int MOST_UNANSWERED = 64;

    private static final byte[] STATUS_LINE = Texts.ascii("HTTP/1.1 ");

    private final SocketChannel channel;
    private final Texts.Request request;
    private final ByteBuffer answers = ByteBuffer.allocateDirect(64 * 1024);

    int accepted;
    int refused;
    int unanswered;
    @Nullable String firstRefusal;

    Publisher(Loop loop, Target target) throws IOException {
        request = Texts.Request.to(target);
        channel = SocketChannel.open(Target.address(target.port()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        loop.register(channel, SelectionKey.OP_READ, this);
    }

    /** The time in the marker is that of the call. */
    void publish(long sequence) throws IOException {
        var bytes = request.bytes().clear();
        Marker.put(bytes, request.marker(), sequence, System.nanoTime());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        unanswered++;
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        if (channel.read(answers) < 0) {
            throw new IOException("The server closed the publisher's connection");
        }
        var end = answers.position();
        // a status line and its number; what is less may go on in the next read
        var whole = STATUS_LINE.length + 3;
        var at = 0;
        while (at + whole <= end) {
            if (isStatusLine(at)) {
                count(at, end);
                at += whole;
            } else {
                at++;
            }
        }
        answers.limit(end).position(at).compact();
    }

    private boolean isStatusLine(int at) {
        for (var i = 0; i < STATUS_LINE.length; i++) {
            if (answers.get(at + i) != STATUS_LINE[i]) {
                return false;
            }
        }
        return true;
    }

    private void count(int at, int end) {
        unanswered--;
        if (answers.get(at + STATUS_LINE.length) == '2') {
            accepted++;
            return;
        }
        refused++;
        if (firstRefusal == null) {
            var answer = new byte[Math.min(600, end - at)];
            answers.get(at, answer);
            firstRefusal = new String(answer, StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
