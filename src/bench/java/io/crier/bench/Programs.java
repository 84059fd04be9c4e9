package io.crier.bench;

import java.io.File;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of this machine: found, run to their end, or started and stopped again. */
final class Programs {
    private static final long STOP_SECONDS = 30;

    private Programs() {}

    static Optional<Path> find(String name) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .stream()
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** One of the JDK that this program runs on. */
    static String ofJdk(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** Returns what the command says; one that fails is an exception with that. */
    static String run(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            var ended = process.waitFor();
            if (ended != 0) {
                throw new IOException(
                        "%s ended with %d: %s".formatted(String.join(" ", command), ended, said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + command[0], e);
        }
        return said;
    }

    /** What a file has from that byte on. */
    static String tail(Path file, long position) throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            channel.position(position);
            return new String(
                    Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Runs it to its end and lets what it says through; one that fails is an exception. */
    static void show(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(process)));
        try {
            var ended = process.waitFor();
            if (ended != 0) {
                throw new IOException("%s ended with %d".formatted(command.getFirst(), ended));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + command.getFirst(), e);
        }
    }

    /** It is stopped at the latest when this program ends. */
    static Process start(List<String> command, Path log) throws IOException {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(process)));
        return process;
    }

    static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** Waits until it takes connections on that port. */
    static void awaitPort(Process process, Path log, int port) throws IOException {
        await(process, log, () -> Connection.isOpen(port));
    }

    /** What has to become true of a program that was started. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    static void await(Process process, Path log, Condition condition) throws IOException {
        var giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() > giveUp) {
                stop(process);
                throw new IOException(
                        "%s did not start: %s"
                                .formatted(
                                        process.info().command().orElse("The server"),
                                        Files.readString(log)));
            }
            pause(100);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Until the time that {@link System#nanoTime} tells then; not at all where that is over. */
    static void pauseUntil(long nanoTime) {
        var rest = (nanoTime - System.nanoTime()) / 1_000_000;
        if (rest > 0) {
            pause(rest);
        }
    }
}
