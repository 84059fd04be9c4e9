package io.crier.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which cores the server and the load get: one each where there are two and {@code taskset} is
 * there, so that what one takes is not taken from the other.
 */
final class Cores {
    private static final int COUNT = Runtime.getRuntime().availableProcessors();

    private final boolean pinning;

    Cores() throws IOException {
        pinning = COUNT > 1 && Programs.find("taskset").isPresent();
    }

    String server() {
        return "0";
    }

    String load() {
        return "1";
    }

    String all() {
        return "0-" + (COUNT - 1);
    }

    /** The command that runs another one on these cores. */
    List<String> on(String cores, List<String> command) {
        if (!pinning) {
            return command;
        }
        var pinned = new ArrayList<>(List.of("taskset", "-c", cores));
        pinned.addAll(command);
        return pinned;
    }

    /** Puts this process, all its threads, on these cores. */
    void move(String cores) throws IOException {
        if (pinning) {
            Programs.run(
                    "taskset",
                    "-a",
                    "-c",
                    "-p",
                    cores,
                    Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Override
    public String toString() {
        return pinning
                ? "server on core 0, load on core 1"
                : "not pinned (needs two cores and taskset): the server and the load take from each"
                        + " other";
    }
}
