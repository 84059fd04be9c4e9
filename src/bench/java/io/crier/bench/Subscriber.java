package io.crier.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One stream as its client sees it. What a read ends with may be the beginning of a marker and is
 * kept for the next; the buffer is one for all.
 */
final class Subscriber implements Loop.Ready {
    private static final byte[] ACCEPTED = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final Streams streams;
    private final ByteBuffer request;
    private final byte[] kept = new byte[Marker.LENGTH - 1];
    private int length;
    private boolean answered;

    /** Sequence number of the first change it is to get, and of the one that it is to get next. */
    long first = Long.MAX_VALUE;

    long next = Long.MAX_VALUE;

    Subscriber(SocketChannel channel, Streams streams, ByteBuffer request) {
        this.channel = channel;
        this.streams = streams;
        this.request = request;
    }

    void expect(long sequence) {
        first = sequence;
        next = sequence;
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            if (channel.write(request) == 0 || request.hasRemaining()) {
                throw new IOException("A new connection did not take a request whole");
            }
            streams.requested();
            key.interestOps(SelectionKey.OP_READ);
        } else {
            read(key);
        }
    }

    private void read(SelectionKey key) throws IOException {
        var buffer = streams.buffer.clear().put(kept, 0, length);
        var count = read(buffer);
        if (count < 0) {
            key.cancel();
            channel.close();
            streams.closed(answered);
            return;
        }
        var now = System.nanoTime();
        if (!answered && buffer.position() >= ACCEPTED.length) {
            answered = true;
            requireAccepted(buffer);
            streams.answered();
        }
        var deliveries = streams.deliveries;
        deliveries.bytes += count;
        var end = buffer.position();
        var from = 0;
        for (var at = Marker.find(buffer, from, end);
                at >= 0;
                at = Marker.find(buffer, from, end)) {
            deliveries.count(this, Marker.sequence(buffer, at), Marker.nanos(buffer, at), now);
            from = at + Marker.LENGTH;
        }
        length = Math.min(kept.length, end - from);
        buffer.get(end - length, kept, 0, length);
    }

    /** A connection that was reset has ended like any other. */
    private int read(ByteBuffer buffer) {
        try {
            return channel.read(buffer);
        } catch (IOException reset) {
            return -1;
        }
    }

    private static void requireAccepted(ByteBuffer buffer) throws IOException {
        for (var i = 0; i < ACCEPTED.length; i++) {
            if (buffer.get(i) != ACCEPTED[i]) {
                var answer = new byte[Math.min(buffer.position(), 300)];
                buffer.get(0, answer);
                throw new IOException(
                        "A stream was refused: " + new String(answer, StandardCharsets.UTF_8));
            }
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
