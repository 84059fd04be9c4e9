package io.crier.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories for the eyes of Crier's own user, where the file system knows of users. */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY =
            PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /** For a new file beside or under {@code place}. */
    static FileAttribute<?>[] file(Path place) {
        return attributes(place, FILE);
    }

    /** For a new directory beside or under {@code place}. */
    static FileAttribute<?>[] directory(Path place) {
        return attributes(place, DIRECTORY);
    }

    private static FileAttribute<?>[] attributes(Path place, Set<PosixFilePermission> permissions) {
        return knowsUsers(place)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsUsers(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Makes a directory of ours; those above it that are missing are made as the user makes any.
     */
    public static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        var parent = directory.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectory(directory, directory(directory));
    }

    /**
     * Closes a directory to others that is plainly meant for us: it is empty, or our {@code mark}
     * lies in it. Any other is somebody's, may be {@code /tmp}, and is refused rather than closed.
     */
    static void tighten(Path directory, Path mark) throws IOException {
        if (!knowsUsers(directory) || Files.getPosixFilePermissions(directory).equals(DIRECTORY)) {
            return;
        }
        if (!Files.exists(mark)) {
            try (var entries = Files.list(directory)) {
                if (entries.findAny().isPresent()) {
                    throw new DatabaseNotStarted(
                            "The data directory %s is open to other users and holds files that are not Crier's."
                                    .formatted(directory),
                            "Set crier.data-directory to a new or an empty directory, or close this one with chmod 700 if it is meant for Crier alone.");
                }
            }
        }
        Files.setPosixFilePermissions(directory, DIRECTORY);
    }

    /** Writes the whole text or, if this process dies meanwhile, nothing. */
    public static void write(Path file, String text) throws IOException {
        var whole = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(whole);
        Files.createFile(whole, file(file));
        Files.writeString(whole, text);
        Durable.sync(whole);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        Durable.sync(file.toAbsolutePath().getParent());
    }
}
