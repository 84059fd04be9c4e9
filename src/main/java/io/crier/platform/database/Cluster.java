package io.crier.platform.database;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * PostgreSQL's data directory: made once, with a database for Crier and passwords from the first
 * moment on, and refused where another major version made it. One role owns the database and
 * changes its tables, as migrations do; another one, which Crier runs as, reads and writes rows.
 */
final class Cluster {
    static final String ROLE = "crier";
    static final String OWNER = "crier_owner";
    static final String DATABASE = "crier";
    static final String SUPERUSER = "postgres";

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern MAJOR = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    /**
     * Written into postgresql.conf, where the owner may change them. A connection costs memory, and
     * one Crier's pool takes some tens. Who misses a page in the buffers reads it himself: a small
     * machine has no cores for workers that do.
     */
    private static final List<String> SETTINGS =
            List.of("max_connections=100", "io_method=sync", "timezone=UTC", "log_timezone=UTC");

    /** Of the machine's or container's memory; taken as far as the data fill them. */
    private static final int BUFFERS_SHARE = 8;

    private static final DataSize LEAST_BUFFERS = DataSize.ofMegabytes(128);
    private static final DataSize MOST_BUFFERS = DataSize.ofGigabytes(1);

    private final DataDirectory data;
    private final Programs programs;

    Cluster(DataDirectory data, Programs programs) {
        this.data = data;
        this.programs = programs;
    }

    /** What to log in with, as each of the two roles. */
    record Passwords(String role, String owner) {}

    Passwords ready() throws IOException {
        var version = version();
        Durable.delete(data.clusterInMaking());
        if (data.hasCluster()) {
            requireVersion(version);
            if (!Files.exists(data.password())) {
                log.warn("{} is missing: Crier's role gets a new password", data.password());
                var password = newPassword();
                single(
                        data.cluster(),
                        DATABASE,
                        "ALTER ROLE %s PASSWORD '%s';".formatted(ROLE, password));
                OwnerOnly.write(data.password(), password);
            }
            if (!Files.exists(data.ownerPassword())) {
                handOver();
            }
        } else {
            make();
        }
        return new Passwords(
                Files.readString(data.password()).strip(),
                Files.readString(data.ownerPassword()).strip());
    }

    /**
     * To the owner, which there was none of in earlier versions; or a new password for it. The file
     * is last: what is broken off is done again.
     */
    private void handOver() throws IOException {
        log.info("{} is missing: the database is handed to {}", data.ownerPassword(), OWNER);
        var password = newPassword();
        single(
                data.cluster(),
                DATABASE,
                "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN CREATE ROLE %1$s; END IF; END $$;"
                        .formatted(OWNER),
                "ALTER ROLE %s LOGIN PASSWORD '%s';".formatted(OWNER, password),
                "REASSIGN OWNED BY %s TO %s;".formatted(ROLE, OWNER),
                "REVOKE ALL ON DATABASE %s FROM PUBLIC;".formatted(DATABASE),
                "GRANT CONNECT ON DATABASE %s TO %s;".formatted(DATABASE, ROLE));
        OwnerOnly.write(data.ownerPassword(), password);
    }

    /** Asked of the program itself, which also tells whether it runs here at all. */
    private String version() throws IOException {
        Programs.Ending ending;
        try {
            ending = programs.run(LIMIT, "", "postgres", "--version");
        } catch (IOException e) {
            throw cannotRun(String.valueOf(e.getMessage()), e);
        }
        var matcher = MAJOR.matcher(ending.output());
        if (!ending.well() || !matcher.find()) {
            throw cannotRun(ending.output(), null);
        }
        return matcher.group(1);
    }

    private DatabaseNotStarted cannotRun(String why, @Nullable Throwable cause) {
        return new DatabaseNotStarted(
                "PostgreSQL's programs don't run in %s: %s.".formatted(data.path(), why),
                programs.inNamespace()
                        ? "Crier runs as root, PostgreSQL without root's powers: every directory on"
                                + " the way there must belong to root or let others pass. Move the"
                                + " data directory with crier.data-directory, or run Crier as the"
                                + " plain user it belongs to."
                        : "Set crier.data-directory to a place on a file system that lets programs"
                                + " run (not mounted noexec), or set spring.r2dbc.url to a"
                                + " PostgreSQL that runs elsewhere.",
                cause);
    }

    private void requireVersion(String needed) throws IOException {
        var file = data.cluster().resolve("PG_VERSION");
        var found = Files.isReadable(file) ? Files.readString(file).strip() : "";
        if (found.isEmpty()) {
            throw new DatabaseNotStarted(
                    "%s is no PostgreSQL data directory that Crier can read: PG_VERSION is missing in it, or not for the user that runs Crier."
                            .formatted(data.cluster()),
                    "Run Crier as the user it belongs to, or move it away and Crier makes a new"
                            + " one.");
        }
        if (!found.equals(needed)) {
            throw new DatabaseNotStarted(
                    "The data in %s is PostgreSQL %s's, and this Crier brings PostgreSQL %s, which can't read it."
                            .formatted(data.cluster(), found, needed),
                    """
                    Dump it with the Crier that wrote it: while that one runs, pg_dump --format=custom \
                    --no-owner --no-acl --file=crier.dump, as crier, with the address from its start-up \
                    report and the password from %s. Then move %s away, start this Crier once, stop the \
                    writing, and pg_restore --clean --if-exists --no-owner --no-acl crier.dump into its \
                    address, as crier_owner, with the password from %s. Start it again: clients begin anew.\
                    """
                            .formatted(data.password(), data.cluster(), data.ownerPassword()));
        }
    }

    private void make() throws IOException {
        log.info("Making a PostgreSQL data directory in {}", data.cluster());
        OwnerOnly.write(data.superuserPassword(), newPassword());
        var password = newPassword();
        OwnerOnly.write(data.password(), password);
        var ownerPassword = newPassword();
        OwnerOnly.write(data.ownerPassword(), ownerPassword);
        var inMaking = data.clusterInMaking();
        require("initdb", programs.run(LIMIT, "", "initdb", initdb(inMaking.toString())));
        single(
                inMaking,
                "postgres",
                "CREATE ROLE %s LOGIN PASSWORD '%s';".formatted(OWNER, ownerPassword),
                "CREATE ROLE %s LOGIN PASSWORD '%s';".formatted(ROLE, password),
                "CREATE DATABASE %s OWNER %s;".formatted(DATABASE, OWNER),
                "REVOKE ALL ON DATABASE %s FROM PUBLIC;".formatted(DATABASE),
                "GRANT CONNECT ON DATABASE %s TO %s;".formatted(DATABASE, ROLE));
        Durable.rename(inMaking, data.cluster());
    }

    /**
     * The locale is PostgreSQL's own C.UTF-8: the order of text is the same on every platform, and
     * doesn't change under an index when the system's library does.
     */
    private String[] initdb(String directory) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--pgdata=" + directory,
                                "--username=" + SUPERUSER,
                                "--pwfile=" + data.superuserPassword(),
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--data-checksums",
                                "--no-instructions"));
        SETTINGS.forEach(setting -> arguments.add("--set=" + setting));
        arguments.add("--set=shared_buffers=%dMB".formatted(buffers().toMegabytes()));
        return arguments.toArray(String[]::new);
    }

    private static DataSize buffers() {
        var memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                        .getTotalMemorySize();
        return DataSize.ofBytes(
                Math.clamp(
                        memory / BUFFERS_SHARE, LEAST_BUFFERS.toBytes(), MOST_BUFFERS.toBytes()));
    }

    /**
     * Carries out statements without a server that others could reach. A statement that fails ends
     * it, and none is logged: they hold a password.
     */
    private void single(Path cluster, String database, String... statements) throws IOException {
        var script = String.join("\n\n", statements) + "\n\n";
        require(
                "postgres --single",
                programs.run(
                        LIMIT,
                        script,
                        "postgres",
                        "--single",
                        "-j",
                        "-c",
                        "exit_on_error=on",
                        "-c",
                        "log_min_error_statement=panic",
                        "-c",
                        "log_checkpoints=off",
                        "-D",
                        cluster.toString(),
                        database));
    }

    private void require(String program, Programs.Ending ending) {
        if (!ending.well()) {
            throw new DatabaseNotStarted(
                    "%s failed in %s: %s".formatted(program, data.path(), ending.output()),
                    "What PostgreSQL says above is the reason; nothing was lost.");
        }
    }

    private static String newPassword() {
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
