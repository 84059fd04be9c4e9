package io.crier.fault;

import io.crier.history.Write;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/**
 * A PostgreSQL and Criers in containers on a network of their own, each Crier of the image as it is
 * meant to be run: as nobody in particular, on a root that can't be written, without any power. Two
 * addresses are taken in turns.
 */
final class Containers implements Site, AutoCloseable {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final String PASSWORD = "roll";
    private static final Duration START = Duration.ofSeconds(90);

    private static final List<String> AS_IT_IS_MEANT =
            List.of(
                    "--read-only",
                    "--tmpfs=/tmp",
                    "--cap-drop=ALL",
                    "--security-opt=no-new-privileges",
                    "--memory=768m");

    /**
     * A heartbeat that soon tells filtered clients how far they are; and a start that fails where
     * the JVM doesn't take the image's cache, which would only be slow otherwise.
     */
    private static final List<String> SETTINGS =
            List.of(
                    "--env=JAVA_TOOL_OPTIONS=-XX:AOTMode=on",
                    "--env=CRIER_TOKEN=test",
                    "--env=CRIER_DEMO=false",
                    "--env=CRIER_FEED_HEARTBEAT=1s",
                    "--env=CRIER_FEED_DRAIN=2s",
                    "--env=SPRING_R2DBC_URL=r2dbc:postgresql://database/crier",
                    "--env=SPRING_R2DBC_USERNAME=crier",
                    "--env=SPRING_R2DBC_PASSWORD=" + PASSWORD);

    private final String image;
    private final String network = "crier-" + UUID.randomUUID();
    private final int databasePort = freePort();
    private final List<Slot> slots = List.of(new Slot(), new Slot());
    private final List<String> started = new ArrayList<>();
    private final Api api = new Api();
    private final Fingerprints fingerprints = new Fingerprints();
    private final Queue<Write> writes = new ConcurrentLinkedQueue<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private int turn;

    /** An address that containers come and go at. */
    private static final class Slot implements Door {
        private final int port;
        private final int managementPort;
        private String container = "";

        Slot() throws IOException {
            this.port = freePort();
            this.managementPort = freePort();
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public InetSocketAddress address() {
            return new InetSocketAddress(HERE, port);
        }
    }

    Containers(String image) throws IOException {
        this.image = image;
    }

    /** The database, and one Crier that is ready. */
    void start() throws IOException {
        Docker.run("network", "create", network);
        started.add(
                Docker.run(
                        "run",
                        "--detach",
                        "--network=" + network,
                        "--network-alias=database",
                        "--publish=127.0.0.1:%d:5432".formatted(databasePort),
                        "--env=POSTGRES_DB=crier",
                        "--env=POSTGRES_USER=crier",
                        "--env=POSTGRES_PASSWORD=" + PASSWORD,
                        "postgres:18"));
        Awaitility.await()
                .atMost(START)
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(() -> {
                    try (var connection = connect()) {
                        return connection.isValid(5);
                    }
                });
        start(slots.getFirst());
    }

    /** Returns when it is ready. */
    private void start(Slot slot) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                "run",
                                "--detach",
                                "--network=" + network,
                                "--publish=127.0.0.1:%d:8080".formatted(slot.port),
                                "--publish=127.0.0.1:%d:8081".formatted(slot.managementPort)));
        command.addAll(AS_IT_IS_MEANT);
        command.addAll(SETTINGS);
        command.add(image);
        slot.container = Docker.run(command);
        started.add(slot.container);
        Awaitility.await()
                .atMost(START)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> isReady(slot) || !isRunning(slot.container));
        if (!isReady(slot)) {
            throw new AssertionError("it ended:\n" + Docker.run("logs", slot.container));
        }
    }

    private boolean isReady(Slot slot) {
        try {
            return api.status(slot.managementPort, "/actuator/health/readiness") == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean isRunning(String container) throws IOException {
        return inspect(container, "{{.State.Running}}").equals("true");
    }

    static String inspect(String container, String format) throws IOException {
        return Docker.run("inspect", "--format", format, container);
    }

    /** The one that serves now. */
    String serving() {
        return slots.get(turn).container;
    }

    /**
     * A new one takes over: it is ready before the old one is told to stop. Gives how long that one
     * took to end; it must end by itself.
     */
    Duration roll() throws IOException {
        var old = slots.get(turn);
        turn = 1 - turn;
        start(slots.get(turn));
        var begun = System.nanoTime();
        Docker.run("stop", "--time=60", old.container);
        var took = Duration.ofNanos(System.nanoTime() - begun);
        var status = inspect(old.container, "{{.State.ExitCode}}");
        if (!status.equals("143") && !status.equals("0")) {
            throw new AssertionError(
                    "it ended with %s:\n%s".formatted(status, Docker.run("logs", old.container)));
        }
        return took;
    }

    @Override
    public List<? extends Door> doors() {
        return slots;
    }

    /** Where one answers now. */
    int port() {
        return slots.get(turn).port;
    }

    /** What operators are told of the one that serves now. */
    String info() throws IOException {
        return api.text(slots.get(turn).managementPort, "/actuator/info");
    }

    @Override
    public Api api() {
        return api;
    }

    @Override
    public Fingerprints fingerprints() {
        return fingerprints;
    }

    @Override
    public void written(Write write) {
        writes.add(write);
        if (write.result() == Write.Result.OK) {
            acknowledged.incrementAndGet();
        }
    }

    Queue<Write> writes() {
        return writes;
    }

    long acknowledged() {
        return acknowledged.get();
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/crier".formatted(databasePort), "crier", PASSWORD);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, HERE)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        api.close();
        for (var container : started) {
            Docker.run("rm", "--force", "--volumes", container);
        }
        Docker.run("network", "rm", network);
    }
}
