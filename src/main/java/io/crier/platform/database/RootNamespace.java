package io.crier.platform.database;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. Where Crier does, each of its programs runs in a user
 * namespace of its own in which root is nobody: files are still root's, root's powers are gone.
 */
final class RootNamespace {
    private static final String ROOT = "0";

    private RootNamespace() {}

    /** What comes before a program's name: nothing, or {@code unshare -U}. */
    static List<String> wrapper(Programs programs) throws IOException {
        if (!ROOT.equals(userId(programs, List.of()))) {
            return List.of();
        }
        var unshare = List.of("unshare", "-U");
        var inside = userId(programs, unshare);
        if (inside.isEmpty() || inside.equals(ROOT)) {
            throw new DatabaseNotStarted(
                    "Crier runs as root, which PostgreSQL refuses, and this system does not let it"
                            + " step down into a user namespace (unshare -U is not permitted).",
                    "Run Crier as a plain user, or set spring.r2dbc.url to a PostgreSQL that runs"
                            + " elsewhere.");
        }
        return unshare;
    }

    /** Empty where there is no such command, as on Windows, or it fails. */
    private static String userId(Programs programs, List<String> wrapper) throws IOException {
        var command = new ArrayList<>(wrapper);
        command.addAll(List.of("id", "-u"));
        try {
            var ending = programs.run(Duration.ofSeconds(10), "", command);
            return ending.well() ? ending.output() : "";
        } catch (IOException e) {
            if (e.getMessage() != null && e.getMessage().startsWith("Cannot run program")) {
                return "";
            }
            throw e;
        }
    }
}
