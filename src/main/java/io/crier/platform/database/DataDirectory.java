package io.crier.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Crier's data directory, and what lies where in it. Whoever has one of these has it alone: a
 * second Crier is refused until this one is closed or its process is gone.
 */
final class DataDirectory implements AutoCloseable {
    /**
     * Those held by this process. The operating system's lock is the process's, not the channel's:
     * a second attempt from within would be let through or, closing its channel, let go of the
     * first one's lock.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private static final String BINARIES = "binaries-";

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static DataDirectory hold(Path directory) {
        var asked = directory.toAbsolutePath().normalize();
        requireShellSafe(asked);
        if (Files.exists(asked) && !Files.isDirectory(asked)) {
            throw new DatabaseNotStarted(
                    "The data directory %s is a file.".formatted(asked),
                    "Move it away, or set crier.data-directory to a directory.");
        }
        try {
            OwnerOnly.createDirectories(asked);
            var path = asked.toRealPath();
            OwnerOnly.tighten(path, path.resolve("lock"));
            if (!HELD_HERE.add(path)) {
                throw inUse(path, "this same process");
            }
            return lock(path);
        } catch (IOException e) {
            throw new DatabaseNotStarted(
                    "The data directory %s can't be used: %s.".formatted(asked, reason(e)),
                    "Give the user that runs Crier the right to write there, or set"
                            + " crier.data-directory to a place where it may.",
                    e);
        }
    }

    private static DataDirectory lock(Path path) throws IOException {
        FileChannel channel = null;
        var locked = false;
        try {
            channel =
                    FileChannel.open(
                            path.resolve("lock"),
                            Set.of(
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.READ,
                                    StandardOpenOption.WRITE),
                            OwnerOnly.file(path));
            locked = channel.tryLock() != null;
            if (!locked) {
                var holder = Files.readString(path.resolve("lock")).strip();
                throw inUse(path, holder.isEmpty() ? "another process" : "process " + holder);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(
                            Long.toString(ProcessHandle.current().pid())
                                    .getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectory(path, channel);
        } finally {
            if (!locked) {
                HELD_HERE.remove(path);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static DatabaseNotStarted inUse(Path path, String holder) {
        return new DatabaseNotStarted(
                "The data directory %s is in use by another Crier (%s).".formatted(path, holder),
                "Stop that one first, or give this one a directory of its own with"
                        + " crier.data-directory. Several Criers share one database by setting"
                        + " spring.r2dbc.url.");
    }

    /** pg_ctl hands its paths to a shell between double quotes, as they are. */
    private static void requireShellSafe(Path path) {
        var refused = path.getFileSystem().getSeparator().equals("\\") ? "\"$`\n" : "\"$`\n\\";
        if (path.toString().chars().anyMatch(character -> refused.indexOf(character) >= 0)) {
            throw new DatabaseNotStarted(
                    "The data directory %s has a quote, a dollar sign, a back quote, a backslash or a line break in its path, which PostgreSQL's programs can't take."
                            .formatted(path),
                    "Set crier.data-directory to a path without them.");
        }
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException failed
                ? failed.getClass().getSimpleName() + " on " + failed.getMessage()
                : String.valueOf(e.getMessage());
    }

    /** The real path, without symbolic links. */
    Path path() {
        return path;
    }

    /** PostgreSQL's own data directory. */
    Path cluster() {
        return path.resolve("postgres");
    }

    /** What {@link #cluster()} is made as; what is found here at a start is half done. */
    Path clusterInMaking() {
        return path.resolve("postgres.new");
    }

    Path log() {
        return path.resolve("postgres.log");
    }

    Path previousLog() {
        return path.resolve("postgres.log.old");
    }

    Path superuserPassword() {
        return path.resolve("postgres.password");
    }

    /** Of the role that Crier runs as. */
    Path password() {
        return path.resolve("crier.password");
    }

    /** Of the role that owns the tables. */
    Path ownerPassword() {
        return path.resolve("owner.password");
    }

    /** Where the programs of that archive are. */
    Path binaries(String digest) {
        return path.resolve(BINARIES + digest);
    }

    /** What {@link #binaries(String)} is made as. */
    Path binariesInMaking() {
        return path.resolve("binaries.new");
    }

    /** Whether a program is one that was unpacked here, and so is of nobody but this Crier. */
    boolean isBinary(Path program) {
        return program.startsWith(path)
                && path.relativize(program).getName(0).toString().startsWith(BINARIES);
    }

    boolean hasCluster() {
        return Files.exists(cluster(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Lets the next one have it. The lock file stays: deleting it would open a race. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(path);
        }
    }
}
