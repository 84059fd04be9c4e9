package io.crier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;

/**
 * The least that a server on epoll can do, in C: one write a stream a message, nothing kept,
 * nothing checked. What Crier takes more than this is its own.
 */
final class Floor implements AutoCloseable {
    private static final int PORT = 19002;

    private final Process process;
    private final Path directory;

    private Floor(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    /** Empty where there is no C compiler. */
    static Optional<Floor> start(Cores cores, Path source) throws IOException {
        if (Programs.find("cc").isEmpty()) {
            return Optional.empty();
        }
        var directory = Files.createTempDirectory("crier-bench-floor");
        var program = directory.resolve("floor").toString();
        Programs.run("cc", "-O2", "-Wall", "-o", program, source.toString());
        var log = directory.resolve("log");
        var process =
                Programs.start(
                        cores.on(cores.server(), List.of(program, Integer.toString(PORT))), log);
        Programs.awaitPort(process, log, PORT);
        return Optional.of(new Floor(process, directory));
    }

    Target target() {
        return new Target("floor", PORT, "/", "/", "", List.of(process.pid()));
    }

    @Override
    public void close() throws IOException {
        Programs.stop(process);
        FileSystemUtils.deleteRecursively(directory);
    }
}
