package io.crier.platform.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server of one data directory, started and stopped with {@code pg_ctl}: that gives
 * it a session of its own, so that a Ctrl-C meant for Crier doesn't reach it before Crier has
 * drained.
 */
final class Server {
    static final String HOST = "127.0.0.1";

    private static final Logger log = LoggerFactory.getLogger(Server.class);

    /** Recovery after a crash reads up to a gigabyte of log (max_wal_size) before it is ready. */
    private static final Duration START = Duration.ofMinutes(2);

    private static final Duration FAST_STOP = Duration.ofMinutes(1);
    private static final Duration IMMEDIATE_STOP = Duration.ofSeconds(10);

    private static final int PORTS_TRIED = 3;
    private static final int LOG_LINES = 20;

    /**
     * On the command line, where no configuration file overrides them. The log keeps what matters
     * to an operator, and no statement, so that it stays small; it begins anew with each start.
     */
    private static final List<String> SETTINGS =
            List.of(
                    "listen_addresses=" + HOST,
                    "unix_socket_directories=",
                    "fsync=on",
                    "synchronous_commit=on",
                    "full_page_writes=on",
                    "log_destination=stderr",
                    "logging_collector=off",
                    "log_min_messages=warning",
                    "log_min_error_statement=panic",
                    "log_checkpoints=off");

    private final DataDirectory data;
    private final Programs programs;
    private final PostmasterPid pidFile;
    private int port;

    Server(DataDirectory data, Programs programs) {
        this.data = data;
        this.programs = programs;
        this.pidFile = new PostmasterPid(data.cluster());
    }

    int port() {
        return port;
    }

    /** The server's process, if it runs; one whose program is ours, no other. */
    Optional<ProcessHandle> process() throws IOException {
        return pidFile.pid().flatMap(ProcessHandle::of).filter(this::isOurs);
    }

    private boolean isOurs(ProcessHandle process) {
        return process.isAlive()
                && process.info().command().map(Path::of).filter(data::isBinary).isPresent();
    }

    /**
     * Stops what an earlier Crier or a killed server left running, and makes way for a new start: a
     * whole server, and single processes, which notice that their server is gone only when their
     * query is done, and of which one may still be making the data directory.
     */
    void clear() throws IOException {
        var orphan = process();
        if (orphan.isPresent()) {
            log.warn(
                    "Stopping the PostgreSQL that an earlier Crier left running (process {})",
                    orphan.get().pid());
            stop();
        }
        end(ProcessHandle.allProcesses().filter(this::isOurs).toList());
        if (pidFile.exists() && pidFile.pid().map(Server::isAlive).orElse(true)) {
            pidFile.disown();
        }
    }

    private void end(List<ProcessHandle> leftovers) {
        for (var leftover : leftovers) {
            log.warn("Ending what is left of an earlier PostgreSQL (process {})", leftover.pid());
            leftover.destroy();
        }
        for (var leftover : leftovers) {
            if (!hasEnded(leftover, IMMEDIATE_STOP, () -> !isOurs(leftover))) {
                leftover.destroyForcibly();
                hasEnded(leftover, IMMEDIATE_STOP, () -> !isOurs(leftover));
            }
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /**
     * Returns when it takes connections: on the port that it had before if it had one, or one that
     * is free now.
     */
    void start() throws IOException {
        for (var attempt = 1; ; attempt++) {
            var tried = port != 0 ? port : freePort();
            var ending = launch(tried);
            if (ending.well()) {
                port = tried;
                return;
            }
            var lines = lastLogLines();
            var lostThePort = port == 0 && attempt < PORTS_TRIED && !isFree(tried);
            if (!lostThePort) {
                stop();
                throw didNotStart(ending, lines);
            }
        }
    }

    private DatabaseNotStarted didNotStart(Programs.Ending ending, String lines) {
        return new DatabaseNotStarted(
                "PostgreSQL did not start in %s: %s\nIts last log lines:\n%s"
                        .formatted(data.cluster(), ending.output(), lines),
                "What it says there is the reason. The whole log is %s.".formatted(data.log()));
    }

    private Programs.Ending launch(int tried) throws IOException {
        if (Files.exists(data.log())) {
            Files.move(data.log(), data.previousLog(), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.createFile(data.log(), OwnerOnly.file(data.log()));
        var options = new StringBuilder("-c port=" + tried);
        SETTINGS.forEach(setting -> options.append(" -c ").append(setting));
        return programs.run(
                START.plusSeconds(10),
                "",
                "pg_ctl",
                "start",
                "--wait",
                "--timeout=" + START.toSeconds(),
                "--pgdata=" + data.cluster(),
                "--log=" + data.log(),
                "--options=" + options);
    }

    /** Ends connections, writes a checkpoint, and returns when it is gone. */
    void stop() throws IOException {
        if (stop("fast", FAST_STOP)) {
            return;
        }
        log.warn("PostgreSQL did not stop within {}: stopping it without a checkpoint", FAST_STOP);
        if (!stop("immediate", IMMEDIATE_STOP)) {
            log.error(
                    "PostgreSQL (process {}) did not stop; the next start of Crier deals with it",
                    process().map(ProcessHandle::pid).orElse(0L));
        }
    }

    private boolean stop(String mode, Duration limit) throws IOException {
        var process = process();
        if (process.isEmpty()) {
            return true;
        }
        programs.run(
                IMMEDIATE_STOP,
                "",
                "pg_ctl",
                "stop",
                "--no-wait",
                "--mode=" + mode,
                "--pgdata=" + data.cluster());
        return hasEnded(process.get(), limit, () -> !pidFile.exists());
    }

    /**
     * Where nobody collects ended processes, as in a container without an init, an ended one looks
     * alive: {@code traceless} tells of it too. A server's file goes last.
     */
    private static boolean hasEnded(
            ProcessHandle process, Duration limit, BooleanSupplier traceless) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                process.onExit().get(50, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                if (traceless.getAsBoolean()) {
                    return true;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return false;
    }

    private String lastLogLines() throws IOException {
        var lines =
                new String(Files.readAllBytes(data.log()), StandardCharsets.UTF_8).lines().toList();
        return String.join(
                "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
