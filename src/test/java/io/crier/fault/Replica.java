package io.crier.fault;

import io.crier.CrierApplication;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Crier as a process of its own, which keeps its ports when it is started again. */
final class Replica implements Site.Door, AutoCloseable {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final String name;
    private final Path directory;
    private final Proxy way;
    private final List<String> settings;
    private final Api api;
    private final Limits limits;
    private final int port;
    private final int managementPort;
    private volatile @Nullable Process process;

    /**
     * What the process may take.
     *
     * @param descriptors as many files and connections; 0 for as many as this process
     */
    record Limits(int heapMegabytes, int descriptors) {
        static final Limits USUAL = new Limits(256, 0);
    }

    /**
     * @param way to its database
     * @param settings as command line arguments
     */
    Replica(String name, Path directory, Proxy way, List<String> settings, Api api)
            throws IOException {
        this(name, directory, way, settings, api, Limits.USUAL);
    }

    Replica(String name, Path directory, Proxy way, List<String> settings, Api api, Limits limits)
            throws IOException {
        this.limits = limits;
        this.name = name;
        this.directory = directory;
        this.way = way;
        this.settings = settings;
        this.api = api;
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

    int managementPort() {
        return managementPort;
    }

    Proxy way() {
        return way;
    }

    private Process running() {
        var running = process;
        if (running == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return running;
    }

    long pid() {
        return running().pid();
    }

    /** Returns at once; see {@link #awaitReady}. */
    void start() throws IOException {
        Files.createDirectories(directory);
        var command = new ArrayList<String>();
        if (limits.descriptors() > 0) {
            var limited = "ulimit -n %d && exec \"$@\"".formatted(limits.descriptors());
            command.addAll(List.of("sh", "-c", limited, "sh"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx%dm".formatted(limits.heapMegabytes()),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        classPath(),
                        CrierApplication.class.getName(),
                        "--server.port=" + port,
                        "--management.server.port=" + managementPort,
                        "--crier.data-directory=" + directory.resolve("data")));
        command.addAll(settings);
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        directory.resolve("log").toFile()));
        builder.environment().put("CRIER_TOKEN", "test");
        builder.environment().put("CRIER_DEMO", "false");
        process = builder.start();
    }

    /** What Crier's tests run on, without the tests. */
    private static String classPath() {
        var path =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Fails with the last lines of its log if it ends or takes too long. */
    void awaitReady() throws IOException {
        try {
            Awaitility.await()
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !running().isAlive() || isReady());
        } finally {
            if (!running().isAlive() || !isReady()) {
                System.out.println(name + " is not ready:\n" + lastLines());
            }
        }
        if (!running().isAlive()) {
            throw new AssertionError(name + " ended by itself");
        }
    }

    boolean isReady() {
        try {
            return api.status(managementPort, "/actuator/health") == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String lastLines() throws IOException {
        var lines = Files.readAllLines(directory.resolve("log"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    /** As by kill -9. */
    void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    /** As an orderly stop; gives how long it took. */
    Duration terminate() throws InterruptedException {
        var begun = System.nanoTime();
        running().destroy();
        if (!running().waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("%s did not end within %s".formatted(name, STOP));
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Resident memory, in bytes. */
    long memory() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .map(line -> line.replaceAll("[^0-9]", ""))
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElseThrow(() -> new IOException("no VmRSS"))
                * 1024;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, HERE)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        var running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }
}
