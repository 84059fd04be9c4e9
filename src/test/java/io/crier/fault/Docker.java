package io.crier.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Docker engine, by its command. */
final class Docker {
    private static final int PATIENCE_SECONDS = 120;

    private Docker() {}

    /** What it printed, without the line's end; fails with what it said where it fails. */
    static String run(List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        var output = Files.createTempFile("crier-docker", ".out");
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("no end of %s".formatted(command));
            }
            var said = Files.readString(output).strip();
            if (process.exitValue() != 0) {
                throw new IOException("%s: %s".formatted(command, said));
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }

    static String run(String... arguments) throws IOException {
        return run(List.of(arguments));
    }
}
