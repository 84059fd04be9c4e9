package io.crier.fault;

import io.crier.history.Write;
import io.crier.platform.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL of its own, two replicas of Crier each with its own way there, and all that was ever
 * written. Starting takes seconds, so scenarios follow each other on one; the log goes on.
 */
final class Rig implements Site, AutoCloseable {
    /** How long a replica takes to send its streams away when it stops. */
    static final Duration DRAIN = Duration.ofSeconds(1);

    private static final int REPLICAS = 2;

    /**
     * A ring that is small, so that many resume from the log, and a heartbeat that soon tells
     * filtered clients how far they are; no client has an address of its own here.
     */
    private static final List<String> SETTINGS =
            List.of(
                    "--crier.feed.heartbeat=1s",
                    "--crier.feed.drain=" + DRAIN.toSeconds() + "s",
                    "--crier.feed.ring.max-changes=100",
                    "--crier.feed.max-streams-per-client=15000",
                    "--crier.limits.reads-per-second=0",
                    "--crier.limits.writes-per-second=0",
                    "--spring.r2dbc.pool.max-size=8",
                    "--logging.level.root=WARN");

    private final Path directory;
    private final EmbeddedDatabase database;
    private final List<Replica> replicas = new ArrayList<>();
    private final Api api = new Api();
    private final Fingerprints fingerprints = new Fingerprints();
    private final Auditor auditor = new Auditor(this, fingerprints);
    private final Queue<Write> writes = new ConcurrentLinkedQueue<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile boolean kept;

    private Rig(Path directory, EmbeddedDatabase database) {
        this.directory = directory;
        this.database = database;
    }

    static Rig start() throws IOException {
        var directory = Files.createTempDirectory("crier-faults");
        var rig = new Rig(directory, EmbeddedDatabase.start(directory.resolve("database")));
        var ready = false;
        try {
            for (var number = 1; number <= REPLICAS; number++) {
                rig.addReplica("replica-" + number);
            }
            for (var replica : rig.replicas) {
                replica.awaitReady();
            }
            ready = true;
            return rig;
        } finally {
            if (!ready) {
                rig.close();
            }
        }
    }

    private void addReplica(String name) throws IOException {
        var way = new Proxy(database.port());
        var settings = new ArrayList<>(SETTINGS);
        settings.add(
                "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:%d/%s"
                        .formatted(way.port(), database.database()));
        settings.add("--spring.r2dbc.username=" + database.user());
        settings.add("--spring.r2dbc.password=" + database.password());
        settings.add("--spring.flyway.user=" + database.owner());
        settings.add("--spring.flyway.password=" + database.ownerPassword());
        var replica = new Replica(name, directory.resolve(name), way, settings, api);
        replicas.add(replica);
        replica.start();
    }

    EmbeddedDatabase database() {
        return database;
    }

    Path directory() {
        return directory;
    }

    List<Replica> replicas() {
        return replicas;
    }

    @Override
    public List<Replica> doors() {
        return replicas;
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password());
    }

    @Override
    public Api api() {
        return api;
    }

    @Override
    public Fingerprints fingerprints() {
        return fingerprints;
    }

    Auditor auditor() {
        return auditor;
    }

    Queue<Write> writes() {
        return writes;
    }

    @Override
    public void written(Write write) {
        writes.add(write);
        if (write.result() == Write.Result.OK) {
            acknowledged.incrementAndGet();
        }
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** What is in the directory is not deleted: what clients were told, and the processes' logs. */
    void keepEvidence() {
        kept = true;
    }

    /**
     * As kill -9 of the server; its processes end when they notice. It is started again by itself.
     */
    void killDatabase() throws IOException {
        var file = directory.resolve("database").resolve("postgres").resolve("postmaster.pid");
        var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    /** Until the database and the replicas take requests. */
    void awaitHealth() throws IOException {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(auditor::isThere);
        for (var replica : replicas) {
            replica.awaitReady();
        }
    }

    @Override
    public void close() throws IOException {
        replicas.forEach(Replica::close);
        for (var replica : replicas) {
            replica.way().close();
        }
        api.close();
        database.close();
        if (!kept) {
            FileSystemUtils.deleteRecursively(directory);
        }
    }
}
