package io.crier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A relay to another port, on which connections can fall silent without being closed, as on a
 * network that loses packets: what is sent, and that a side has closed, arrives when it is whole
 * again, or never.
 */
public final class TcpProxy implements AutoCloseable {
    private static final byte[] END = {};

    private final ServerSocket listening;
    private final InetSocketAddress target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private boolean frozen;

    private TcpProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Relays to the address until it is closed. */
    public static TcpProxy to(String host, int port) {
        try {
            return new TcpProxy(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On 127.0.0.1. */
    public int port() {
        return listening.getLocalPort();
    }

    /** From now on nothing passes; who connects is taken, and hears nothing. */
    public synchronized void freeze() {
        frozen = true;
    }

    /** What was held back passes, and so does what follows. */
    public synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    /** The connections that are open now stay silent for good; new ones are sound. */
    public synchronized void strand() {
        links.forEach(link -> link.stranded = true);
    }

    /** Closes all connections, so that both sides learn of it. */
    public void cut() {
        links.forEach(Link::close);
    }

    /** How many connections there have been. */
    public int accepted() {
        return accepted.get();
    }

    /** How many connections are open that their client has not closed. */
    public long open() {
        return links.stream().filter(link -> !link.left).count();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> relay(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void relay(Socket client) {
        var server = new Socket();
        var link = new Link(client, server);
        links.add(link);
        try {
            server.connect(target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        } catch (IOException unreachable) {
            link.close();
            return;
        }
        link.relay(client, server);
        link.relay(server, client);
    }

    private synchronized void awaitPassage(Link link) throws InterruptedException {
        while (frozen || link.stranded) {
            wait();
        }
    }

    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean stranded;
        private volatile boolean left;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void relay(Socket from, Socket to) {
            var onTheWay = new LinkedBlockingQueue<byte[]>();
            Thread.ofVirtual().start(() -> read(from, onTheWay));
            Thread.ofVirtual().start(() -> write(onTheWay, to));
        }

        private void read(Socket from, BlockingQueue<byte[]> onTheWay) {
            var buffer = new byte[16 * 1024];
            try {
                var in = from.getInputStream();
                for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    onTheWay.add(Arrays.copyOf(buffer, length));
                }
            } catch (IOException reset) {
                // Told to the other side like any other end.
            }
            left |= from.equals(client);
            onTheWay.add(END);
        }

        private void write(BlockingQueue<byte[]> onTheWay, Socket to) {
            try {
                for (var next = onTheWay.take(); next.length > 0; next = onTheWay.take()) {
                    awaitPassage(this);
                    to.getOutputStream().write(next);
                }
                awaitPassage(this);
            } catch (IOException gone) {
                // Told to the other side below.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            close();
        }

        void close() {
            try (client;
                    server) {
                left = true;
                links.remove(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
