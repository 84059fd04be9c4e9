package io.crier.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests of the page's scripts, by Node.js; skipped where there is none. */
class StatusScriptsTests {
    private static final Path SAID = Path.of("target", "status-scripts.log");

    @Test
    void theScriptsDoWhatTheyShould() throws Exception {
        assumeTrue(isThere("node"), "no Node.js: the scripts of the status page are not tried");
        Files.createDirectories(SAID.getParent());
        var process =
                new ProcessBuilder(command())
                        .redirectErrorStream(true)
                        .redirectOutput(SAID.toFile())
                        .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends in time").isTrue();
            assertThat(process.exitValue()).as(Files.readString(SAID)).isZero();
            assertThat(Files.readString(SAID)).containsPattern("# pass [1-9]");
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command() throws IOException {
        try (var files = Files.list(Path.of("src", "test", "js", "status"))) {
            var tests = files.map(Path::toString).filter(file -> file.endsWith(".test.mjs"));
            return Stream.concat(Stream.of("node", "--test"), tests.sorted()).toList();
        }
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
