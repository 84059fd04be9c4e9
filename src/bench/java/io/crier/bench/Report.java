package io.crier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was measured beside what was to be reached, as a table in Markdown. */
final class Report {
    private static final String NONE = "–";

    private final List<Row> rows = new ArrayList<>();
    private boolean inexact;

    /**
     * One line of the table.
     *
     * @param nchan and {@code floor}: what the peers took; a dash where that says nothing
     */
    record Row(
            String what, String goal, String crier, String nchan, String floor, Verdict verdict) {
        static Row alone(String what, String goal, String crier, boolean reached) {
            return new Row(what, goal, crier, NONE, NONE, Verdict.of(reached));
        }
    }

    enum Verdict {
        PASS,
        MISS,
        /** What it is to be compared with was not there. */
        OPEN;

        static Verdict of(boolean reached) {
            return reached ? PASS : MISS;
        }
    }

    void add(Row row) {
        rows.add(row);
        System.out.printf("%s  %s: %s (goal %s)%n%n", row.verdict, row.what, row.crier, row.goal);
    }

    /** Something was lost, came twice, or out of order: no figure makes that good. */
    void inexact() {
        inexact = true;
    }

    boolean isExact() {
        return !inexact;
    }

    String markdown() {
        var table =
                new StringBuilder(
                        "| | goal | Crier | nchan | floor | |\n|---|---|---|---|---|---|\n");
        for (var row : rows) {
            table.append(
                    "| %s | %s | %s | %s | %s | %s |%n"
                            .formatted(
                                    row.what,
                                    row.goal,
                                    row.crier,
                                    row.nchan,
                                    row.floor,
                                    row.verdict));
        }
        if (inexact) {
            table.append("\n**Changes were lost, came twice or out of order; see above.**\n");
        }
        return table.toString();
    }

    void write(Path file, String machine) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, markdown() + "\n" + machine + "\n");
    }
}
