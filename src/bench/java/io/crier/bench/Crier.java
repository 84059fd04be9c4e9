package io.crier.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** Crier as it is shipped, its jar, in a process of its own with its embedded database. */
final class Crier implements AutoCloseable {
    /** Nothing is published but by the benchmark, and all that it asks comes from one address. */
    private static final List<String> SETTINGS =
            List.of(
                    "crier.token=" + Target.TOKEN,
                    "crier.demo=false",
                    "crier.feed.max-streams=19500",
                    "crier.feed.max-streams-per-client=0",
                    "crier.limits.reads-per-second=0",
                    "crier.limits.writes-per-second=0");

    private static final List<String> FLAGS =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private final Process process;
    private final Path directory;
    private final int port;
    private final long postmaster;
    private final boolean keeping;

    private Crier(Process process, Path directory, int port, boolean keeping) throws IOException {
        this.process = process;
        this.directory = directory;
        this.port = port;
        this.keeping = keeping;
        this.postmaster = Long.parseLong(postmasterLine(0));
    }

    /** Returns when it is healthy. */
    static Crier start(Options options, Cores cores, String on, String... settings)
            throws IOException {
        var directory = Files.createTempDirectory("crier-bench");
        return start(directory, false, options, cores, on, settings);
    }

    /** The same, with the data of that directory, which stay. */
    static Crier startIn(
            Path directory, Options options, Cores cores, String on, String... settings)
            throws IOException {
        return start(directory, true, options, cores, on, settings);
    }

    private static Crier start(
            Path directory,
            boolean keeping,
            Options options,
            Cores cores,
            String on,
            String... settings)
            throws IOException {
        var port = freePort();
        var managementPort = freePort();
        var command = new ArrayList<>(List.of(Programs.ofJdk("java")));
        command.addAll(FLAGS);
        command.addAll(options.jvm());
        command.addAll(List.of("-jar", options.jar().toString()));
        var all = new ArrayList<>(SETTINGS);
        all.add("crier.data-directory=" + directory.resolve("data"));
        all.add("server.port=" + port);
        all.add("management.server.port=" + managementPort);
        all.addAll(List.of(settings));
        all.addAll(options.settings());
        all.forEach(setting -> command.add("--" + setting));
        var log = directory.resolve("log");
        var process = Programs.start(cores.on(on, command), log);
        Programs.await(process, log, () -> isHealthy(managementPort));
        return new Crier(process, directory, port, keeping);
    }

    private static boolean isHealthy(int port) {
        try {
            return io.crier.bench.Connection.get(port, "/actuator/health").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    Target target() {
        return target("/v1/announcements");
    }

    Target target(String publishPath) {
        return new Target(
                "Crier",
                port,
                "/v1/stream",
                publishPath,
                Target.AUTHORIZATION,
                List.of(process.pid(), postmaster));
    }

    /** The server's process, without its database's. */
    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    /** Where PostgreSQL says what it has to say, since this start. */
    Path databaseLog() {
        return directory.resolve("data/postgres.log");
    }

    /** Bytes of heap that are held, of which nothing could be let go. */
    long liveHeap() throws IOException {
        var histogram =
                Programs.run(Programs.ofJdk("jcmd"), Long.toString(pid()), "GC.class_histogram");
        var total = histogram.strip().lines().reduce("", (_, line) -> line).strip().split(" +", -1);
        return Long.parseLong(total[total.length - 1]);
    }

    /** Lets go of what nobody holds, so that memory is measured and not the collector's habits. */
    void collect() throws IOException {
        Programs.run(Programs.ofJdk("jcmd"), Long.toString(pid()), "GC.run");
    }

    Connection database() throws IOException, SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%s/crier".formatted(Target.HOST, postmasterLine(3)),
                "postgres",
                Files.readString(directory.resolve("data/postgres.password")).strip());
    }

    /** The process is named in the first line, the port in the fourth. */
    private String postmasterLine(int line) throws IOException {
        return Files.readAllLines(directory.resolve("data/postgres/postmaster.pid"))
                .get(line)
                .strip();
    }

    @Override
    public void close() {
        Programs.stop(process);
        if (keeping) {
            return;
        }
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            System.err.println("Left behind: " + directory + ", " + e);
        }
    }
}
