package io.crier.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * The way from a replica to the database, which can be blocked: without a word to either side, as
 * by a broken network, or by closing what is open.
 */
final class Proxy implements AutoCloseable {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final int PIECE = 16 * 1024;

    private final InetSocketAddress target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> stranded = ConcurrentHashMap.newKeySet();
    private final Pausing pausing = new Pausing();

    /** Passed by every piece; shut while the way is frozen. */
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private volatile Duration delay = Duration.ZERO;
    private volatile boolean cut;

    Proxy(int targetPort) throws IOException {
        this.target = new InetSocketAddress(HERE, targetPort);
        this.server = new ServerSocket(0, 100, HERE);
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Nothing comes through any more, and nobody is told: connections stay, new ones hang. */
    void freeze() {
        gate = new CountDownLatch(1);
    }

    /** Closes what is open, and all that comes. */
    void cut() {
        cut = true;
        open.forEach(Proxy::close);
    }

    /** What is open now falls silent for good, and nobody is told; new connections are well. */
    void strand() {
        stranded.addAll(open);
    }

    /** Every piece takes that much longer, in each direction. */
    void delay(Duration by) {
        delay = by;
    }

    void heal() {
        cut = false;
        delay = Duration.ZERO;
        gate.countDown();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        var database = new Socket();
        open.add(client);
        open.add(database);
        try {
            gate.await();
            if (cut) {
                throw new IOException("cut");
            }
            database.connect(target);
            database.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(client, database));
            pump(database, client);
        } catch (IOException failure) {
            close(client);
            close(database);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            open.remove(database);
            stranded.remove(client);
            stranded.remove(database);
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            var piece = new byte[PIECE];
            for (var length = in.read(piece); length >= 0; length = in.read(piece)) {
                gate.await();
                if (!delay.isZero()) {
                    pausing.pause(delay);
                }
                if (!stranded.contains(from)) {
                    out.write(piece, 0, length);
                }
            }
        } catch (IOException closed) {
            // by one side, and so it is for the other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
        heal();
        pausing.stop();
    }
}
