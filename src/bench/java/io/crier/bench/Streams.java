package io.crier.bench;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Many streams to one server, held open by one thread, without an object a message. */
final class Streams implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 30_000;

    /** Connections asked for at once; as many as a server's backlog surely takes. */
    private static final int AT_ONCE = 200;

    /** As small as the system lets it be, so that who does not read holds the server up soon. */
    private static final int NEVER_READING_BUFFER = 4096;

    final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    final Deliveries deliveries = new Deliveries();

    private final Loop loop;
    private final Target target;
    private final List<Subscriber> all = new ArrayList<>();
    private final List<SocketChannel> neverReading = new ArrayList<>();
    private int requested;
    private int answered;

    /**
     * How a stream is asked for.
     *
     * @param headers further ones, each with its line end
     * @param from number of the first change that it is to get
     */
    record Subscription(String headers, long from) {
        /** For what comes; what is to be counted is told later. */
        static final Subscription LIVE = new Subscription("", Long.MAX_VALUE);
    }

    Streams(Loop loop, Target target) {
        this.loop = loop;
        this.target = target;
    }

    /** Opens streams that are read; returns when each was answered. */
    void open(int count, IntFunction<Subscription> subscriptions) throws IOException {
        for (var opened = 0; answered < count; ) {
            while (opened < count && opened - requested < AT_ONCE) {
                connect(subscriptions.apply(opened));
                opened++;
            }
            if (loop.turn(PATIENCE_MILLIS) == 0) {
                throw new IOException(
                        "Only %d of %d streams were answered, and none for %d s"
                                .formatted(answered, count, PATIENCE_MILLIS / 1000));
            }
        }
    }

    private void connect(Subscription subscription) throws IOException {
        var channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.connect(Target.address(target.port()));
        var stream = new Subscriber(channel, this, request(subscription.headers()));
        stream.expect(subscription.from());
        all.add(stream);
        loop.register(channel, SelectionKey.OP_CONNECT, stream);
    }

    /** Opens streams that ask and then read nothing. */
    void openNeverReading(int count) throws IOException {
        for (var i = 0; i < count; i++) {
            var channel = SocketChannel.open();
            neverReading.add(channel);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, NEVER_READING_BUFFER);
            channel.connect(Target.address(target.port()));
            channel.write(request(""));
        }
    }

    private ByteBuffer request(String headers) {
        var request =
                "GET %s HTTP/1.1\r\nHost: %s:%d\r\nAccept: text/event-stream\r\nCache-Control: no-cache\r\n%s\r\n"
                        .formatted(target.streamPath(), Target.HOST, target.port(), headers);
        return ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** From here on every stream is to get what has this number or a higher one. */
    void expectFrom(long sequence) {
        all.forEach(stream -> stream.expect(sequence));
    }

    /** Changes that are still to come until every stream has all below that number. */
    long missing(long sequence) {
        return all.stream().mapToLong(stream -> Math.max(0, sequence - stream.next)).sum()
                + deliveries.gaps;
    }

    int count() {
        return all.size();
    }

    /**
     * The streams that never read begin to; each is to get what has this number or a higher one.
     */
    Streams readAtLast(long sequence) throws IOException {
        var late = new Streams(loop, target);
        for (var channel : neverReading) {
            var stream = new Subscriber(channel, late, ByteBuffer.allocate(0));
            stream.expect(sequence);
            late.all.add(stream);
            loop.register(channel, SelectionKey.OP_READ, stream);
        }
        neverReading.clear();
        return late;
    }

    void requested() {
        requested++;
    }

    void answered() {
        answered++;
    }

    void closed(boolean afterAnswer) throws IOException {
        deliveries.closed++;
        if (!afterAnswer) {
            throw new IOException("A stream was closed before it was answered");
        }
    }

    @Override
    public void close() throws IOException {
        for (var stream : all) {
            stream.close();
        }
        for (var channel : neverReading) {
            channel.close();
        }
    }
}
