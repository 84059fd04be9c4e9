package io.crier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Crier with a million announcements, or as many as were asked for, that are there from a run
 * before or are made now. They stay in {@code target/bench} for the next run with the same seed and
 * number, and are migrated as all data are; whoever changes what is filed without a migration
 * deletes them.
 */
final class Million {
    private static final List<String> TABLES = List.of("announcement", "change", "log");

    /** What was filled in stays, however old it is. */
    private static final String KEPT = "crier.feed.retention=36500d";

    private final Options options;
    private final Cores cores;
    private final Path directory;
    private String postgres = "";

    private Million(Options options, Cores cores) {
        this.options = options;
        this.cores = cores;
        directory =
                Options.OUTPUT
                        .resolve(
                                "%d-announcements-of-seed-%d"
                                        .formatted(options.announcements(), options.seed()))
                        .toAbsolutePath();
    }

    static Million of(Options options, Cores cores) throws IOException, SQLException {
        var million = new Million(options, cores);
        var marker = million.directory.resolve("filled");
        if (!Files.exists(marker)) {
            million.fill();
            Files.createFile(marker);
        }
        System.out.println("Announcements: " + million.directory);
        try (var crier = million.start(cores.all())) {
            tidy(crier);
            million.postgres = Machine.postgres(crier);
        }
        return million;
    }

    private void fill() throws IOException {
        System.out.printf("Making %,d announcements%n", options.announcements());
        FileSystemUtils.deleteRecursively(directory);
        Files.createDirectories(directory);
        var data = directory.resolve("data");
        var command = Filling.command(options.seed(), options.announcements(), data);
        Programs.show(cores.on(cores.all(), command));
    }

    /** What autovacuum and the checkpointer would come to in a while. */
    private static void tidy(Crier crier) throws IOException, SQLException {
        System.out.println("VACUUM, ANALYZE, CHECKPOINT");
        try (var database = crier.database();
                var statement = database.createStatement()) {
            for (var table : TABLES) {
                statement.execute("VACUUM (ANALYZE) " + table);
            }
            statement.execute("CHECKPOINT");
        }
    }

    /** Which database it is. */
    String postgres() {
        return postgres;
    }

    /** The jar, on these announcements. */
    Crier start(String on, String... settings) throws IOException {
        System.out.println("Starting Crier on them " + String.join(" ", settings));
        var all = Stream.concat(Stream.of(KEPT), Stream.of(settings)).toArray(String[]::new);
        return Crier.startIn(directory, options, cores, on, all);
    }
}
