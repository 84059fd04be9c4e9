package io.crier.syndication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crier.syndication.ReadCalendar.ReadEvent;
import io.crier.syndication.ReadCalendar.ReadProperty;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads with ical.js, the parser of Thunderbird and Nextcloud, on Node.js. The library is fetched
 * by npm, at the version and with the checksum of the lock file; where there is no npm, tests with
 * it are skipped.
 */
final class IcalJs implements ReadCalendar.Parser {
    private static final Path HOME = Path.of("target", "icaljs").toAbsolutePath();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SECONDS = 120;

    @Override
    public ReadCalendar read(byte[] calendar) throws Exception {
        install();
        var written = Files.createTempFile(HOME, "calendar", ".ics");
        var read = Files.createTempFile(HOME, "calendar", ".json");
        Files.write(written, calendar);
        run("node", "read.mjs", written.toString(), read.toString());
        var found = JSON.readValue(Files.readAllBytes(read), Found.class);
        return new ReadCalendar(
                properties(found.properties),
                found.events.stream()
                        .map(each ->
                                new ReadEvent(
                                        each.uid,
                                        ReadCalendar.time(each.start),
                                        ReadCalendar.time(each.end),
                                        properties(each.properties)))
                        .toList());
    }

    record Found(List<FoundProperty> properties, List<FoundEvent> events) {}

    record FoundEvent(
            String uid,
            @Nullable String start,
            @Nullable String end,
            List<FoundProperty> properties) {}

    record FoundProperty(String name, Map<String, String> parameters, List<String> values) {}

    private static List<ReadProperty> properties(List<FoundProperty> found) {
        return found.stream()
                .map(each -> new ReadProperty(each.name, each.parameters, each.values))
                .toList();
    }

    private static synchronized void install() throws Exception {
        assumeTrue(isThere("node") && isThere("npm"), "no Node.js with npm: ical.js is not tried");
        Files.createDirectories(HOME);
        for (var file : List.of("package.json", "package-lock.json", "read.mjs")) {
            try (var content = IcalJs.class.getResourceAsStream("icaljs/" + file)) {
                Files.write(HOME.resolve(file), Objects.requireNonNull(content).readAllBytes());
            }
        }
        if (!Files.exists(HOME.resolve("node_modules/ical.js/package.json"))) {
            run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        }
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var said = Files.createTempFile(HOME, command[0], ".log");
        var process =
                new ProcessBuilder(command)
                        .directory(HOME.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("%s ends within %d s", command[0], SECONDS)
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
