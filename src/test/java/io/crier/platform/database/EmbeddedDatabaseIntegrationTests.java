package io.crier.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIntegrationTests {
    @TempDir static Path unpacked;

    @TempDir Path temporary;

    /** Unpacking takes seconds and is tested once: the others begin with links to what it gave. */
    @BeforeEach
    void link() throws IOException {
        try (var held = DataDirectory.hold(unpacked.resolve("once"))) {
            var home = Binaries.in(held);
            OwnerOnly.createDirectories(data());
            try (var files = Files.walk(home)) {
                for (var file : files.toList()) {
                    var link = data().resolve(held.path().relativize(file).toString());
                    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                        Files.createDirectories(link);
                    } else if (Files.isSymbolicLink(file)) {
                        Files.createSymbolicLink(link, Files.readSymbolicLink(file));
                    } else {
                        Files.createLink(link, file);
                    }
                }
            }
        }
    }

    @Test
    void isDurableWhateverItsConfigurationFileSays() throws Exception {
        try (var database = EmbeddedDatabase.start(data())) {
            assertThat(column(database, "SELECT current_setting('fsync')")).containsExactly("on");
        }
        Files.writeString(
                data().resolve("postgres/postgresql.conf"),
                "\nfsync = off\nsynchronous_commit = off\nfull_page_writes = off\n",
                StandardOpenOption.APPEND);
        try (var database = EmbeddedDatabase.start(data())) {
            assertThat(
                            column(
                                    database,
                                    """
                                    SELECT name || ' ' || setting || ' ' || source
                                    FROM pg_settings
                                    WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')
                                    ORDER BY name
                                    """))
                    .containsExactly(
                            "fsync on command line",
                            "full_page_writes on command line",
                            "synchronous_commit on command line");
        }
    }

    @Test
    void refusesToRunNotDurableAndLeavesNothingRunning() throws Exception {
        try (var database = EmbeddedDatabase.start(data())) {
            try (var connection =
                            DriverManager.getConnection(
                                    database.jdbcUrl(), database.user(), database.password());
                    var statement = connection.createStatement()) {
                statement.execute("ALTER ROLE crier SET synchronous_commit = off");
            }
        }
        assertThatThrownBy(() -> EmbeddedDatabase.start(data()))
                .isInstanceOf(DatabaseNotStarted.class)
                .hasMessageContaining("synchronous_commit = off")
                .hasMessageContaining("ALTER ROLE crier RESET ALL");
        assertThat(servers()).isEmpty();
    }

    @Test
    void isMadeAsPromised() throws Exception {
        try (var database = EmbeddedDatabase.start(data())) {
            assertThat(
                            column(
                                    database,
                                    """
                                    SELECT unnest(ARRAY[
                                        current_setting('server_version_num')::int / 10000 || '',
                                        current_setting('data_checksums'),
                                        current_setting('server_encoding'),
                                        current_setting('listen_addresses'),
                                        current_setting('max_connections'),
                                        current_setting('io_method'),
                                        current_setting('log_timezone'),
                                        (SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = current_database()),
                                        (SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication FROM pg_roles WHERE rolname = current_user) || '',
                                        (SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database())::text,
                                        lower('ÉTÉ GRÖSSE'),
                                        to_tsvector('simple', 'ÉTÉ')::text])
                                    """))
                    .containsExactly(
                            "18",
                            "on",
                            "UTF8",
                            "127.0.0.1",
                            "100",
                            "sync",
                            "UTC",
                            "b C.UTF-8",
                            "false",
                            "crier_owner",
                            "été grösse",
                            "'été':1");
        }
    }

    @Test
    void isForItsOwnersEyesOnly() throws Exception {
        try (var database = EmbeddedDatabase.start(data())) {
            assertThat(database.directory()).isEqualTo(data().toRealPath());
            assertThat(permissions(".")).isEqualTo("rwx------");
            assertThat(permissions("postgres")).isEqualTo("rwx------");
            for (var file :
                    List.of(
                            "postgres.password",
                            "owner.password",
                            "crier.password",
                            "postgres.log",
                            "lock")) {
                assertThat(permissions(file)).as(file).isEqualTo("rw-------");
            }
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        try (var database = EmbeddedDatabase.start(data())) {
            for (var user : List.of("crier", "crier_owner", "postgres")) {
                for (var password : List.of("", "wrong", "postgres", "crier")) {
                    assertThatThrownBy(() ->
                                    DriverManager.getConnection(database.jdbcUrl(), user, password))
                            .as("%s with %s", user, password)
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("password");
                }
            }
            var superuser = Files.readString(data().resolve("postgres.password"));
            assertThat(superuser).isNotEqualTo(database.password());
            try (var connection =
                    DriverManager.getConnection(database.jdbcUrl(), "postgres", superuser)) {
                assertThat(connection.isValid(5)).isTrue();
            }
            assertThat(Files.readString(data().resolve("postgres/pg_hba.conf")))
                    .doesNotContainPattern("(?m)^[^#]*trust");
        }
    }

    @Test
    void keepsItsDataAndItsPasswordOverARestart() throws Exception {
        String password;
        try (var database = EmbeddedDatabase.start(data())) {
            execute(database, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS id");
            password = database.password();
        }
        assertThat(servers()).isEmpty();
        assertThat(Files.readString(data().resolve("postgres.log")))
                .contains("database system is shut down");
        try (var database = EmbeddedDatabase.start(data())) {
            assertThat(database.password()).isEqualTo(password);
            assertThat(column(database, "SELECT count(*)::text FROM kept")).containsExactly("1000");
            assertThat(Files.readString(data().resolve("postgres.log")))
                    .contains("database system was shut down at");
        }
    }

    @Test
    void takesOverFromACrierThatWasKilledAndLosesNothing() throws Exception {
        List<Long> orphans;
        try (var killed = EmbeddedDatabaseProcess.start(data(), 500)) {
            killed.kill();
            orphans = servers();
            assertThat(orphans).hasSize(1);
        }
        try (var database = EmbeddedDatabase.start(data())) {
            assertThat(column(database, "SELECT count(*)::text FROM kept")).containsExactly("500");
            assertThat(servers()).hasSize(1).doesNotContainAnyElementsOf(orphans);
        }
    }

    @Test
    void recoversWhenCrierAndTheServerWereBothKilled() throws Exception {
        try (var killed = EmbeddedDatabaseProcess.start(data(), 500)) {
            killed.kill();
            kill(servers().getFirst());
        }
        // the busy backend
        var leftovers = servers();
        assertThat(leftovers).isNotEmpty();
        try (var database = EmbeddedDatabase.start(data())) {
            assertThat(servers()).hasSize(1).doesNotContainAnyElementsOf(leftovers);
            assertThat(column(database, "SELECT count(*)::text FROM kept")).containsExactly("500");
            assertThat(Files.readString(data().resolve("postgres.log")))
                    .contains("database system was not properly shut down");
        }
    }

    @Test
    void comesBackOnItsPortWhenItsServerIsKilled() throws Exception {
        try (var database = EmbeddedDatabase.start(data())) {
            execute(database, "CREATE TABLE kept AS SELECT 1 AS id");
            var port = database.port();
            kill(servers().getFirst());
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(column(database, "SELECT id::text FROM kept"))
                                    .containsExactly("1"));
            assertThat(database.port()).isEqualTo(port);
        }
        assertThat(servers()).isEmpty();
    }

    @Test
    void harmsNoOtherProcessWhoseIdAStaleFileNames() throws Exception {
        EmbeddedDatabase.start(data()).close();
        var file = data().resolve("postgres/postmaster.pid");
        var stranger = new ProcessBuilder("sleep", "600").start();
        try {
            for (var pid : List.of(stranger.pid(), ProcessHandle.current().pid(), 2147483000L)) {
                Files.writeString(
                        file,
                        "%d\n%s\n1790000000\n5432\n\n127.0.0.1\n  1234567  7\nready   \n"
                                .formatted(pid, data().resolve("postgres")));
                try (var database = EmbeddedDatabase.start(data())) {
                    assertThat(column(database, "SELECT 1::text")).containsExactly("1");
                }
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
        Files.writeString(file, "");
        EmbeddedDatabase.start(data()).close();
    }

    @Test
    void refusesADirectoryInUseByAnotherProcessAndByThisOne() throws Exception {
        try (var other = EmbeddedDatabaseProcess.start(data(), 1)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(data()))
                    .isInstanceOf(DatabaseNotStarted.class)
                    .hasMessageContaining(data().toRealPath().toString())
                    .hasMessageContaining("in use by another Crier (process " + other.pid() + ")")
                    .hasMessageContaining("crier.data-directory");
            assertThat(servers()).hasSize(1);
            other.kill();
        }
        try (var database = EmbeddedDatabase.start(data())) {
            for (var attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> EmbeddedDatabase.start(data()))
                        .hasMessageContaining("in use by another Crier (this same process)");
            }
            assertThat(column(database, "SELECT count(*)::text FROM kept")).containsExactly("1");
        }
    }

    @Test
    void refusesTheDataOfAnotherMajorVersion() throws Exception {
        EmbeddedDatabase.start(data()).close();
        var version = data().resolve("postgres/PG_VERSION");
        Files.writeString(version, "17\n");
        assertThatThrownBy(() -> EmbeddedDatabase.start(data()))
                .isInstanceOf(DatabaseNotStarted.class)
                .hasMessageContaining("is PostgreSQL 17's")
                .hasMessageContaining("brings PostgreSQL 18")
                .hasMessageContaining("pg_dump")
                .hasMessageContaining("pg_restore");
        Files.writeString(version, "18\n");
        EmbeddedDatabase.start(data()).close();
    }

    @Test
    void refusesAFileAndADirectoryOfOthers() throws Exception {
        var file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> EmbeddedDatabase.start(file))
                .isInstanceOf(DatabaseNotStarted.class)
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> EmbeddedDatabase.start(file.resolve("below")))
                .isInstanceOf(DatabaseNotStarted.class)
                .hasMessageContaining("can't be used");
        var shared = Files.createDirectory(temporary.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(shared.resolve("somebody's"));
        assertThatThrownBy(() -> EmbeddedDatabase.start(shared))
                .isInstanceOf(DatabaseNotStarted.class)
                .hasMessageContaining("open to other users");
        assertThat(Files.getPosixFilePermissions(shared))
                .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void refusesAPathThatAShellWouldRead() {
        assertThatThrownBy(() -> EmbeddedDatabase.start(temporary.resolve("a$(touch b)")))
                .isInstanceOf(DatabaseNotStarted.class)
                .hasMessageContaining("dollar sign");
    }

    @Test
    void saysWhatTheServerSaidWhenItDoesNotStart() throws Exception {
        EmbeddedDatabase.start(data()).close();
        Files.writeString(
                data().resolve("postgres/postgresql.conf"),
                "\nshared_buffers = plenty\n",
                StandardOpenOption.APPEND);
        assertThatThrownBy(() -> EmbeddedDatabase.start(data()))
                .isInstanceOf(DatabaseNotStarted.class)
                .hasMessageContaining("invalid value for parameter \"shared_buffers\": \"plenty\"");
    }

    @Test
    void startsOverWhereMakingTheDirectoryOrUnpackingWasBrokenOff() throws Exception {
        try (var held = DataDirectory.hold(data())) {
            Durable.delete(Binaries.in(held));
        }
        Files.createDirectories(data().resolve("postgres.new/base"));
        Files.writeString(data().resolve("postgres.new/PG_VERSION"), "18\n");
        Files.writeString(data().resolve("postgres.new/postgresql.conf"), "");
        Files.createDirectories(data().resolve("binaries.new/bin"));
        Files.writeString(data().resolve("binaries.new/bin/postgres"), "half");
        Files.createDirectories(data().resolve("binaries-0123456789abcdef/bin"));
        try (var database = EmbeddedDatabase.start(data())) {
            assertThat(column(database, "SELECT 1::text")).containsExactly("1");
            assertThat(data().resolve("postgres.new")).doesNotExist();
            assertThat(data().resolve("binaries.new")).doesNotExist();
            assertThat(data().resolve("binaries-0123456789abcdef")).doesNotExist();
        }
    }

    @Test
    void worksInAPathWithASpaceAndGivesANewPasswordWhereItsFileIsLost() throws Exception {
        var spaced = temporary.resolve("the d'ata of crier");
        String lost;
        try (var database = EmbeddedDatabase.start(spaced)) {
            lost = database.password();
        }
        Files.delete(spaced.resolve("crier.password"));
        Files.delete(spaced.resolve("owner.password"));
        try (var database = EmbeddedDatabase.start(spaced)) {
            assertThat(database.password()).isNotEqualTo(lost);
            assertThat(column(database, "SELECT 1::text")).containsExactly("1");
        }
    }

    /** There was one role, which owned the database and Crier ran as. */
    @Test
    void handsTheDataOfAnEarlierVersionToTheirOwner() throws Exception {
        try (var database = EmbeddedDatabase.start(data())) {
            execute(database, "CREATE TABLE kept AS SELECT 1 AS id");
            execute(
                    database,
                    "CREATE FUNCTION kept() RETURNS bigint RETURN (SELECT count(*) FROM kept)");
            var superuser = Files.readString(data().resolve("postgres.password"));
            try (var connection =
                            DriverManager.getConnection(database.jdbcUrl(), "postgres", superuser);
                    var statement = connection.createStatement()) {
                statement.execute("REASSIGN OWNED BY crier_owner TO crier");
                statement.execute("DROP ROLE crier_owner");
            }
        }
        Files.delete(data().resolve("owner.password"));
        for (var start = 0; start < 2; start++) {
            try (var database = EmbeddedDatabase.start(data())) {
                assertThat(
                                column(
                                        database,
                                        """
                                        SELECT unnest(ARRAY[
                                            (SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()),
                                            (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'kept'),
                                            (SELECT pg_get_userbyid(proowner) FROM pg_proc WHERE proname = 'kept')])::text
                                        """))
                        .containsOnly("crier_owner");
                assertThat(column(database, "SELECT kept()::text")).containsExactly("1");
                try (var connection =
                                DriverManager.getConnection(
                                        database.jdbcUrl(), database.user(), database.password());
                        var statement = connection.createStatement()) {
                    assertThatThrownBy(() -> statement.execute("DROP TABLE kept"))
                            .hasMessageContaining("must be owner of table kept");
                }
            }
        }
    }

    private Path data() {
        return temporary.resolve("data");
    }

    /** The servers whose program lies in the data directory. */
    private List<Long> servers() throws IOException {
        var real = data().toRealPath();
        return ProcessHandle.allProcesses()
                .filter(process -> ours(process, real))
                .filter(process -> process.parent().filter(parent -> ours(parent, real)).isEmpty())
                .map(ProcessHandle::pid)
                .toList();
    }

    private static boolean ours(ProcessHandle process, Path data) {
        return process.info().command().filter(each -> Path.of(each).startsWith(data)).isPresent();
    }

    private static void kill(long pid) throws Exception {
        var process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(30, TimeUnit.SECONDS);
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data().resolve(file).normalize()));
    }

    private static Connection connection(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.owner(), database.ownerPassword());
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = connection(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> column(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = connection(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
