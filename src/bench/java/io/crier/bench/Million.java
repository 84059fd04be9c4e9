package io.crier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;

/**
 * Crier with a million announcements, or as many as were asked for, that are there from a run
 * before or are made now. They stay in {@code target/bench} for the next run with the same seed,
 * number and schema.
 */
final class Million {
    private static final Pattern VERSION = Pattern.compile("V(\\d+)__");
    private static final List<String> TABLES = List.of("announcement", "change", "log");

    /** What was filled in is older than what is kept, and is kept. */
    private static final String KEPT = "crier.feed.retention=36500d";

    private final Options options;
    private final Cores cores;
    private final Path directory;

    private Million(Options options, Cores cores) throws IOException {
        this.options = options;
        this.cores = cores;
        directory =
                Options.OUTPUT
                        .resolve(
                                "million-%d-of-seed-%d-in-V%d"
                                        .formatted(
                                                options.announcements(), options.seed(), schema()))
                        .toAbsolutePath();
    }

    static Million of(Options options, Cores cores) throws IOException, SQLException {
        var million = new Million(options, cores);
        if (!Files.exists(million.marker())) {
            million.fill();
        }
        System.out.println("Announcements: " + million.directory);
        return million;
    }

    private static int schema() throws IOException {
        var migrations =
                new PathMatchingResourcePatternResolver()
                        .getResources("classpath:db/migration/V*.sql");
        return Stream.of(migrations)
                .map(migration -> VERSION.matcher(String.valueOf(migration.getFilename())))
                .filter(matcher -> matcher.find())
                .map(matcher -> Integer.valueOf(matcher.group(1)))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Path marker() {
        return directory.resolve("filled");
    }

    private void fill() throws IOException, SQLException {
        System.out.printf("Making %,d announcements%n", options.announcements());
        FileSystemUtils.deleteRecursively(directory);
        Files.createDirectories(directory);
        var command = Filling.command(options.seed(), options.announcements(), data());
        Programs.show(cores.on(cores.all(), command));
        try (var crier = start(cores.all())) {
            tidy(crier);
        }
        Files.createFile(marker());
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

    private Path data() {
        return directory.resolve("data");
    }

    /** The jar, on these announcements. */
    Crier start(String on, String... settings) throws IOException {
        var all = Stream.concat(Stream.of(KEPT), Stream.of(settings)).toArray(String[]::new);
        return Crier.startIn(directory, options, cores, on, all);
    }
}
