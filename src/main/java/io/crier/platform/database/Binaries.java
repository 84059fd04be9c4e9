package io.crier.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's programs, unpacked from the archive on the class path into the data directory: a
 * place of our own, where nobody else puts a program for us to run, and where one that runs is
 * known to be ours. The directory's name holds the archive's digest, so another archive is another
 * directory.
 */
final class Binaries {
    private static final Logger log = LoggerFactory.getLogger(Binaries.class);

    private Binaries() {}

    /** The directory with {@code bin}, {@code lib} and {@code share}, unpacked if it isn't yet. */
    static Path in(DataDirectory data) throws IOException {
        var archive = archive();
        var home = data.binaries(digest(archive));
        if (!Files.isDirectory(home)) {
            var made = data.binariesInMaking();
            Durable.delete(made);
            unpack(archive, made);
            Durable.rename(made, home);
            log.info("Unpacked PostgreSQL into {}", home);
        }
        return home;
    }

    /** Removes what earlier versions unpacked; only while no server runs from it. */
    static void removeOthers(DataDirectory data, Path home) throws IOException {
        try (var stale = Files.newDirectoryStream(data.path(), "binaries[.-]*")) {
            for (var directory : stale) {
                if (!directory.equals(home)) {
                    Durable.delete(directory);
                }
            }
        }
    }

    private static URL archive() {
        var name =
                archiveName(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        var found = Binaries.class.getClassLoader().getResource(name);
        if (found == null) {
            throw new DatabaseNotStarted(
                    "This Crier has no embedded PostgreSQL for %s on %s: %s is not on its class path."
                            .formatted(
                                    System.getProperty("os.name"),
                                    System.getProperty("os.arch"),
                                    name),
                    "Set spring.r2dbc.url, spring.r2dbc.username and spring.r2dbc.password to a"
                            + " PostgreSQL 18, or build Crier on this platform without"
                            + " -Dembedded.skip.");
        }
        return found;
    }

    static String archiveName(String system, String architecture) {
        var lower = system.toLowerCase(Locale.ROOT);
        var family = lower.startsWith("mac") ? "darwin" : lower.replaceFirst(" .*", "");
        var machine =
                switch (architecture) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> architecture;
                };
        return "postgres-%s-%s.txz".formatted(family, machine);
    }

    private static String digest(URL archive) throws IOException {
        try (var in = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(URL archive, Path into) throws IOException {
        Files.createDirectory(into, OwnerOnly.directory(into));
        try (var tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(open(archive))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, into);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path into)
            throws IOException {
        var target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("The archive's %s leads out of it".formatted(entry.getName()));
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        Durable.sync(target);
        if (OwnerOnly.file(target).length > 0) {
            var executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target,
                    PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
        }
    }

    /** Without the URL cache, which would keep the archive's jar file open for good. */
    private static InputStream open(URL archive) throws IOException {
        var connection = archive.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }
}
