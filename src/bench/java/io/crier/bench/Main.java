package io.crier.bench;

import io.crier.bench.Options.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;

/** Measures what was asked for, and prints it beside the goals. */
final class Main {
    /** So few that what the storm asks for is in the log alone. */
    private static final String SMALL_RING = "crier.feed.ring.max-changes=64";

    private final Options options;
    private final Cores cores;
    private final Report report = new Report();
    private String postgres = "";

    private Main(Options options, Cores cores) {
        this.options = options;
        this.cores = cores;
    }

    static void main(String... arguments) throws IOException, SQLException {
        var given = List.of(arguments);
        if (given.contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        if (!Files.isReadable(Path.of("/proc/self/stat"))) {
            System.err.println(
                    "The benchmark reads what processes use from /proc: it needs Linux.");
            System.exit(2);
        }
        try {
            var main = new Main(Options.parse(given), new Cores());
            System.exit(main.run() ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** Whether everything came once and in order; whether it came soon is what the table says. */
    private boolean run() throws IOException, SQLException {
        System.out.println("Cores: " + cores);
        cores.move(cores.load());
        var only = options.only();
        if (!Collections.disjoint(
                only,
                EnumSet.of(Measurement.FAN_OUT, Measurement.QUIET, Measurement.NEVER_READING))) {
            try (var crier = start(cores.server())) {
                new Following(options, cores, crier, report).run();
            }
        }
        if (only.contains(Measurement.STORM)) {
            try (var crier = start(cores.server(), SMALL_RING)) {
                new Storm(options, crier, report, "from the log").run();
            }
            try (var crier = start(cores.server())) {
                new Storm(options, crier, report, "from the ring").run();
            }
        }
        cores.move(cores.all());
        if (only.contains(Measurement.PUBLISH)) {
            try (var crier = start(cores.all())) {
                new Publishing(options, crier, report).run();
            }
        }
        read();
        if (only.contains(Measurement.BOARD)) {
            try (var crier = start(cores.all())) {
                new Board(crier, report).run();
            }
        }
        tell();
        return report.isExact();
    }

    /** All that is measured on announcements that are there already. */
    private void read() throws IOException, SQLException {
        var only = options.only();
        var polls = !Collections.disjoint(only, Polling.MEASUREMENTS);
        var reads = Reading.isAsked(options);
        var exports = only.contains(Measurement.EXPORT);
        if (!polls && !reads && !exports) {
            return;
        }
        var million = Million.of(options, cores);
        postgres = million.postgres();
        if (reads) {
            new Reading(options, cores, million, report).run();
        }
        if (exports) {
            new Exporting(cores, million, report).run();
        }
        if (polls) {
            cores.move(cores.load());
            new Polling(options, cores, million, report).run();
            cores.move(cores.all());
        }
    }

    private Crier start(String on, String... settings) throws IOException, SQLException {
        System.out.println("Starting Crier " + String.join(" ", settings));
        var crier = Crier.start(options, cores, on, settings);
        postgres = Machine.postgres(crier);
        return crier;
    }

    private void tell() throws IOException {
        var machine = Machine.tell(cores, postgres);
        System.out.println("\n" + report.markdown() + "\n" + machine);
        report.write(Options.OUTPUT.resolve("report.md"), machine);
    }
}
