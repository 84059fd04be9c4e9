package io.crier.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that belongs to this process: started durable and behind a password in a data
 * directory, started again should it die, and stopped by {@link #close()}. It has no shutdown hook;
 * whoever made it closes it, after everything that uses it.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Executor REVIVAL =
            task -> Thread.ofVirtual().name("database-revival").start(task);
    private static final int SECONDS_BETWEEN_REVIVALS = 10;

    private final DataDirectory data;
    private final Path home;
    private final Server server;
    private final Cluster.Passwords passwords;
    private CompletableFuture<?> revival = CompletableFuture.completedFuture(null);
    private boolean closed;

    private EmbeddedDatabase(DataDirectory data) throws IOException {
        this.data = data;
        this.home = Binaries.in(data);
        var programs = new Programs(home, data);
        this.server = new Server(data, programs);
        server.clear();
        Binaries.removeOthers(data, home);
        this.passwords = new Cluster(data, programs).ready();
        startDurable();
        log.info("Embedded PostgreSQL on {}:{}, data in {}", host(), port(), data.cluster());
    }

    /**
     * Blocks until it takes connections, which on a first start takes seconds and after a crash as
     * long as recovery does.
     *
     * @throws DatabaseNotStarted if it can't be had; nothing of it runs then
     */
    public static EmbeddedDatabase start(Path directory) {
        var data = DataDirectory.hold(directory);
        EmbeddedDatabase started = null;
        try {
            started = new EmbeddedDatabase(data);
            return started;
        } catch (IOException e) {
            throw new DatabaseNotStarted(
                    "The embedded PostgreSQL could not be started in %s: %s."
                            .formatted(data.path(), e),
                    "See that the disk has room and that Crier's user may write there.",
                    e);
        } finally {
            if (started == null) {
                data.close();
            }
        }
    }

    private void startDurable() throws IOException {
        server.start();
        var durable = false;
        try {
            Durability.require(this, home);
            durable = true;
        } finally {
            if (!durable) {
                server.stop();
            }
        }
        watch();
    }

    private void watch() throws IOException {
        var process = server.process();
        if (process.isPresent()) {
            revival = process.get().onExit().thenRunAsync(this::revive, REVIVAL);
        }
    }

    /** On the same port, so that those who are connected find it again. */
    private synchronized void revive() {
        if (closed) {
            return;
        }
        log.error("The embedded PostgreSQL died; its log is {}. Starting it again", data.log());
        try {
            server.clear();
            startDurable();
            log.info("The embedded PostgreSQL is back on {}:{}", host(), port());
        } catch (IOException | DatabaseNotStarted e) {
            log.error("The embedded PostgreSQL did not come back", e);
            CompletableFuture.delayedExecutor(SECONDS_BETWEEN_REVIVALS, TimeUnit.SECONDS, REVIVAL)
                    .execute(this::revive);
        }
    }

    /** Whether its server runs; between its death and its revival it does not. */
    boolean isRunning() throws IOException {
        return server.process().isPresent();
    }

    /** Bytes that its disk has left. */
    long usableSpace() throws IOException {
        return Files.getFileStore(data.path()).getUsableSpace();
    }

    public String host() {
        return Server.HOST;
    }

    public int port() {
        return server.port();
    }

    public String database() {
        return Cluster.DATABASE;
    }

    /** A role that may read and write rows, and change nothing else. */
    public String user() {
        return Cluster.ROLE;
    }

    public String password() {
        return passwords.role();
    }

    /** A role that owns the database and is no superuser; migrations are made as this one. */
    public String owner() {
        return Cluster.OWNER;
    }

    public String ownerPassword() {
        return passwords.owner();
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(host(), port(), database());
    }

    /** Where its data is. */
    public Path directory() {
        return data.path();
    }

    /** Stops the server, waits for it, and lets go of the data directory. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        revival.cancel(false);
        try {
            server.stop();
        } finally {
            data.close();
        }
    }
}
