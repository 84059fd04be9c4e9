package io.crier.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Programs that are not Java: where they are not installed, what needs them is skipped. */
final class Programs {
    /** The first whose Kustomize knows all that is used. */
    private static final int LEAST_MINOR = 27;

    private static final Pattern MINOR = Pattern.compile("v1\\.(\\d+)\\.");

    private Programs() {}

    static String kustomize(Path directory) throws IOException {
        assumeTrue(isThere("kubectl"), "no kubectl: the overlays are not rendered");
        var version = run("kubectl", "version", "--client").output();
        var minor = MINOR.matcher(version);
        assumeTrue(
                minor.find() && Integer.parseInt(minor.group(1)) >= LEAST_MINOR,
                () -> "a kubectl before 1.%d: %s".formatted(LEAST_MINOR, version));
        var ending = run("kubectl", "kustomize", directory.toString());
        if (ending.status() != 0) {
            throw new AssertionError(ending.output());
        }
        return ending.output();
    }

    /** How a program ended, and all that it said. */
    record Ending(int status, String output) {}

    static Ending run(String... command) throws IOException {
        var output = Files.createTempFile("crier", ".out");
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            return new Ending(process.waitFor(), Files.readString(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }

    static boolean isThere(String program) {
        var path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .anyMatch(Files::isExecutable);
    }
}
