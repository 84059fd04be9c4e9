package io.crier.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the tests of the scripts, which are modules for Node.js with a browser of their own. They
 * need nothing but Node.js 20; where there is none, they are skipped.
 */
class ScriptTests {
    private static final Path FOLDER = Path.of("src", "test", "js");
    private static final int SECONDS = 120;

    @BeforeAll
    static void needsNode() throws Exception {
        assumeTrue(isThere("node"), "no Node.js: the scripts are not tried");
        var version = said(List.of("node", "--print", "process.versions.node"));
        var major = Integer.parseInt(version.substring(0, version.indexOf('.')));
        assumeTrue(
                major >= 20, "Node.js %s is too old: the scripts are not tried".formatted(version));
    }

    static List<Path> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".test.mjs")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void holds(Path file) throws Exception {
        said(List.of("node", "--test", file.toString()));
    }

    /** What a program says, which has to end well. */
    private static String said(List<String> command) throws IOException, InterruptedException {
        var file = Files.createTempFile("script-tests", ".log");
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(file.toFile())
                        .start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("%s ends within %d s", command, SECONDS)
                    .isTrue();
            var said = Files.readString(file);
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        } finally {
            process.destroyForcibly();
            Files.delete(file);
        }
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
