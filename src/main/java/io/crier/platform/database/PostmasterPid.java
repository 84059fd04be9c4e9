package io.crier.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The file in which a PostgreSQL server says that it runs: its process id in the first line, and in
 * the seventh the shared memory by which a next server tells whether any process of it is left.
 */
final class PostmasterPid {
    private final Path file;

    PostmasterPid(Path cluster) {
        this.file = cluster.resolve("postmaster.pid");
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** The process that wrote it, alive or not; empty where there is none that can be read. */
    Optional<Long> pid() throws IOException {
        return exists() ? parse(Files.readString(file)) : Optional.empty();
    }

    static Optional<Long> parse(String content) {
        return content.lines()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("[1-9][0-9]{0,9}"))
                .map(Long::valueOf);
    }

    /**
     * Makes a stale file harmless. Its process id may by now be another process's, and a new server
     * would refuse to start beside it; our own process id it knows for no server's. The rest stays,
     * for the sake of the shared memory: processes of a killed server may be at work still, and a
     * new server must see that.
     */
    void disown() throws IOException {
        var content = Files.readString(file);
        if (parse(content).isEmpty()) {
            Files.delete(file);
            return;
        }
        Files.writeString(
                file,
                content.replaceFirst("[^\n]*", Long.toString(ProcessHandle.current().pid())),
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }
}
