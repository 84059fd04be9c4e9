package io.crier.platform.database;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's programs, in the data directory, one at a time. */
final class Programs {
    private final Path bin;
    private final List<String> wrapper;
    private final Path workingDirectory;
    private final Path output;

    /** How a program ended. */
    record Ending(int status, String output) {
        boolean well() {
            return status == 0;
        }
    }

    Programs(Path home, DataDirectory data) throws IOException {
        this.bin = home.resolve("bin");
        this.workingDirectory = data.path();
        this.output = data.path().resolve("command.out");
        this.wrapper = RootNamespace.wrapper(this);
    }

    /** Whether programs run as root in a user namespace, without root's powers over files. */
    boolean inNamespace() {
        return !wrapper.isEmpty();
    }

    Ending run(Duration limit, String input, String program, String... arguments)
            throws IOException {
        var command = new ArrayList<>(wrapper);
        command.add(executable(program));
        command.addAll(List.of(arguments));
        return run(limit, input, command);
    }

    /**
     * Output goes to a file, not to a pipe: a server that inherited a pipe would keep its reader
     * waiting for as long as the server lives.
     */
    synchronized Ending run(Duration limit, String input, List<String> command) throws IOException {
        Files.deleteIfExists(output);
        Files.createFile(output, OwnerOnly.file(output));
        var builder =
                new ProcessBuilder(command)
                        .directory(workingDirectory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        tidy(builder.environment());
        var process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it ended without reading; its status and output tell more than a broken pipe
            process.destroy();
        }
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new Ending(-1, "no end within %s: %s".formatted(limit, written()));
            }
            return new Ending(process.exitValue(), written());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Ending(-1, "interrupted: " + written());
        }
    }

    private String written() throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
    }

    /** PG… variables of whoever started Crier would change what the programs do. */
    private static void tidy(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("LC_ALL", "C");
    }

    private String executable(String program) {
        return bin.resolve(File.separatorChar == '\\' ? program + ".exe" : program).toString();
    }
}
