package io.crier.intake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A web site with a feed that a test writes. */
final class FeedServer implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger reads = new AtomicInteger();
    private final Semaphore gate = new Semaphore(Integer.MAX_VALUE / 2);
    private final String path = "/feed-" + COUNT.incrementAndGet();
    private final HttpServer server;
    private volatile String document = "";
    private volatile int status = 200;

    FeedServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new IllegalStateException("no server could be started", broken);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    }

    void serve(String newDocument) {
        document = newDocument;
        status = 200;
    }

    void fail(int newStatus) {
        status = newStatus;
    }

    /** Lets no request through until it is opened. */
    void shut() {
        gate.drainPermits();
    }

    void open() {
        gate.release(Integer.MAX_VALUE / 4);
    }

    /** How often the whole document was given. */
    int reads() {
        return reads.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            gate.acquireUninterruptibly();
            var tag = "\"" + document.hashCode() + "\"";
            if (status != 200) {
                exchange.sendResponseHeaders(status, -1);
            } else if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                reads.incrementAndGet();
                exchange.getResponseHeaders().set("ETag", tag);
                var bytes = document.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        open();
        server.stop(0);
        threads.shutdownNow();
    }
}
