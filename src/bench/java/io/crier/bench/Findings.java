package io.crier.bench;

import io.crier.bench.Report.Row;
import io.crier.bench.Report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How long each kind of question took, and what the database did for it. */
final class Findings {
    private final String what;
    private final double goal;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    /**
     * Of questions that are answered within some time.
     *
     * @param goal milliseconds
     */
    Findings(String what, double goal) {
        this.what = what;
        this.goal = goal;
    }

    /**
     * @param cpuMillis that the server and its database worked for an answer, whoever else took the
     *     machine meanwhile
     */
    private record Finding(String name, Latencies latencies, double cpuMillis) {
        double p99() {
            return latencies.p99();
        }
    }

    void add(String name, Latencies latencies, double cpuMillis) {
        if (latencies.count() > 0) {
            findings.add(new Finding(name, latencies, cpuMillis));
            System.out.printf("  %-60s %s, CPU %.1f ms%n", name, latencies, cpuMillis);
        }
    }

    void refused(String name, IOException why) {
        var said = String.valueOf(why.getMessage());
        refusals.add(name + ": " + said.substring(0, Math.min(300, said.length())));
        System.out.println("  refused: " + refusals.getLast());
    }

    private List<Finding> slowestFirst() {
        return findings.stream()
                .sorted(Comparator.comparingDouble(Finding::p99).reversed())
                .toList();
    }

    private Latencies all() {
        return Latencies.together(findings.stream().map(Finding::latencies));
    }

    double typical() {
        return all().p50();
    }

    void tell(Report report) {
        var goalText = "p99 ≤ %.0f ms".formatted(goal);
        if (findings.isEmpty()) {
            report.add(new Row(what, goalText, "not answered", "–", "–", Verdict.OPEN));
            return;
        }
        var met = findings.stream().filter(finding -> finding.p99() <= goal).count();
        var slowest = slowestFirst().getFirst();
        report.add(
                Row.alone(
                        what,
                        goalText,
                        "%d of %d kinds within; all together %s; slowest: %s, p99 %.1f ms%s"
                                .formatted(
                                        met,
                                        findings.size(),
                                        all(),
                                        slowest.name,
                                        slowest.p99(),
                                        refusals.isEmpty()
                                                ? ""
                                                : "; %d kinds were refused"
                                                        .formatted(refusals.size())),
                        met == findings.size() && refusals.isEmpty()));
    }

    /** All of them as a table, for whoever makes it faster. */
    void write(String file) throws IOException {
        Files.createDirectories(Options.OUTPUT);
        var text = new StringBuilder("| ms | p50 | p99 | CPU | of |\n|---|---|---|---|---|\n");
        for (var finding : slowestFirst()) {
            text.append(
                    "| %s | %.1f | %.1f | %.1f | %d |%n"
                            .formatted(
                                    finding.name,
                                    finding.latencies.p50(),
                                    finding.p99(),
                                    finding.cpuMillis,
                                    finding.latencies.count()));
        }
        refusals.forEach(refusal -> text.append("\nrefused: ").append(refusal).append('\n'));
        Files.writeString(Options.OUTPUT.resolve(file), text);
    }
}
