package io.crier.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;

/** Stops processes where they are, and lets them go on, as a debugger or a frozen host does. */
final class Signal {
    private Signal() {}

    static void stop(long pid) throws IOException, InterruptedException {
        send("-STOP", pid);
    }

    static void proceed(long pid) throws IOException, InterruptedException {
        send("-CONT", pid);
    }

    private static void send(String signal, long pid) throws IOException, InterruptedException {
        var status =
                new ProcessBuilder("kill", signal, Long.toString(pid))
                        .inheritIO()
                        .start()
                        .waitFor();
        if (status != 0) {
            throw new IOException("kill %s %d ended with %d".formatted(signal, pid, status));
        }
    }

    /** Skips a test where there are no such signals, or no /proc. */
    static void assumeThereAreSignals() {
        assumeTrue(
                System.getProperty("os.name", "").startsWith("Linux"),
                "SIGSTOP and /proc are Linux's");
    }
}
