package io.crier.bench;

import io.crier.bench.Options.Measurement;
import io.crier.bench.Options.Workload;
import io.crier.bench.Report.Row;
import io.crier.bench.Report.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The measurements of streams that are open while there is publishing. */
final class Following {
    private static final String CRIER = "Crier";
    private static final String NCHAN = "nchan";
    private static final String FLOOR = "floor";
    private static final double MOST_TO_NCHAN = 1.0;
    private static final double MOST_TO_FLOOR = 1.4;

    /** From here on there are streams enough for a memory of each to be told from the noise. */
    private static final int MANY_STREAMS = 5000;

    private final Options options;
    private final Cores cores;
    private final Crier crier;
    private final Report report;

    Following(Options options, Cores cores, Crier crier, Report report) {
        this.options = options;
        this.cores = cores;
        this.crier = crier;
        this.report = report;
    }

    void run() throws IOException {
        System.out.println("Warming up");
        run(new FanOut(1000, 0, 40, options.warmUp()), crier.target(), FanOut.Watch.NONE);
        if (options.only().contains(Measurement.QUIET)) {
            quiet();
        }
        if (options.only().contains(Measurement.NEVER_READING)) {
            neverReading();
        }
        if (options.only().contains(Measurement.FAN_OUT)) {
            for (var workload : options.workloads()) {
                fanOut(workload);
            }
        }
    }

    private Outcome run(FanOut run, Target target, FanOut.Watch watch) throws IOException {
        if (target.name().equals(CRIER)) {
            crier.collect();
        }
        // connections of the run before are being closed, and what collects is at work
        Programs.pause(1000);
        var outcome = run.run(target, watch);
        System.out.printf("  %-6s %s: %s%n", target.name(), run, outcome);
        if (target.name().equals(CRIER) && !outcome.exact()) {
            report.inexact();
        }
        return outcome;
    }

    private void quiet() throws IOException {
        var rounds = new Rounds();
        var run = new FanOut(1, 0, 20, 3 * options.seconds());
        for (var i = 0; i < options.rounds(); i++) {
            rounds.add(CRIER, run(run, crier.target(), FanOut.Watch.NONE));
        }
        var p50 = rounds.median(CRIER, Outcome::p50);
        var p99 = rounds.median(CRIER, Outcome::p99);
        report.add(
                Row.alone(
                        "publish to receipt, one stream, quiet machine",
                        "p50 ≤ 5 ms, p99 ≤ 25 ms",
                        "p50 %.1f ms, p99 %.1f ms".formatted(p50, p99),
                        p50 <= 5 && p99 <= 25));
    }

    private void neverReading() throws IOException {
        var rounds = new Rounds();
        var seconds = 2 * options.seconds();
        for (var i = 0; i < options.rounds(); i++) {
            rounds.add(
                    "without",
                    run(new FanOut(999, 0, 40, seconds), crier.target(), FanOut.Watch.NONE));
            rounds.add(
                    "with",
                    run(new FanOut(999, 1, 40, seconds), crier.target(), FanOut.Watch.NONE));
        }
        var without = rounds.median("without", Outcome::p99);
        var with = rounds.median("with", Outcome::p99);
        report.add(
                Row.alone(
                        "p99 beside a stream that never reads, among 1,000",
                        "within 10 % of without",
                        "%.1f ms, without %.1f ms (%+.0f %%)"
                                .formatted(with, without, 100 * (with / without - 1)),
                        with <= 1.1 * without));
        var grown = rounds.median("with", Outcome::grownKib);
        var otherwise = rounds.median("without", Outcome::grownKib);
        report.add(
                Row.alone(
                        "memory in that run",
                        "flat",
                        "%+.1f MiB, without %+.1f MiB".formatted(grown / 1024, otherwise / 1024),
                        grown - otherwise <= 8 * 1024));
    }

    private void fanOut(Workload workload) throws IOException {
        var run = new FanOut(workload.streams(), 0, workload.rate(), options.seconds());
        var rounds = new Rounds();
        try (var peers = Peers.start(options, cores)) {
            for (var i = 0; i < options.rounds(); i++) {
                rounds.add(CRIER, run(run, crier.target(), FanOut.Watch.NONE));
                for (var peer : peers.targets()) {
                    rounds.add(peer.name(), run(run, peer, FanOut.Watch.NONE));
                }
            }
        }
        if (options.profile()) {
            run(run, crier.target(), Profile.of(crier, run.toString()));
        }
        tell(run, rounds);
    }

    private void tell(FanOut run, Rounds rounds) {
        var cpu = (ToDoubleFunction<Outcome>) Outcome::cpuMicros;
        var toNchan = ratio(rounds, NCHAN, cpu);
        var toFloor = ratio(rounds, FLOOR, cpu);
        report.add(
                new Row(
                        "CPU a delivery, " + run,
                        "≤ 1.0 × nchan, ≤ 1.4 × floor",
                        figure(rounds, CRIER, "%.1f µs", cpu) + ratios(toNchan, toFloor),
                        figure(rounds, NCHAN, "%.1f µs", cpu),
                        figure(rounds, FLOOR, "%.1f µs", cpu),
                        verdict(toNchan, toFloor)));
        var p99 = (ToDoubleFunction<Outcome>) Outcome::p99;
        var lateToNchan = ratio(rounds, NCHAN, p99);
        report.add(
                new Row(
                        "p99 publish to receipt, " + run,
                        "≤ nchan's",
                        figure(rounds, CRIER, "%.1f ms", p99),
                        figure(rounds, NCHAN, "%.1f ms", p99),
                        figure(rounds, FLOOR, "%.1f ms", p99),
                        lateToNchan.map(ratio -> Verdict.of(ratio <= 1)).orElse(Verdict.OPEN)));
        var p50 = (ToDoubleFunction<Outcome>) Outcome::p50;
        System.out.printf(
                "      p50 %s, nchan %s, floor %s%n%n",
                figure(rounds, CRIER, "%.1f ms", p50),
                figure(rounds, NCHAN, "%.1f ms", p50),
                figure(rounds, FLOOR, "%.1f ms", p50));
        if (run.streams() >= MANY_STREAMS) {
            tellOfStreams(run, rounds);
        }
    }

    /** The first round grows what the later ones find grown: the largest counts. */
    private void tellOfStreams(FanOut run, Rounds rounds) {
        var kib = rounds.largest(CRIER, Outcome::kibPerStream);
        report.add(
                new Row(
                        "memory a stream, %,d open, over idle".formatted(run.streams()),
                        "≤ 10 KiB",
                        "%.1f KiB".formatted(kib),
                        largest(rounds, NCHAN),
                        largest(rounds, FLOOR),
                        Verdict.of(kib <= 10)));
        var open = (ToDoubleFunction<Outcome>) Outcome::openCpuMillis;
        report.add(
                new Row(
                        "CPU to open a stream, warm",
                        "≤ 0.2 ms",
                        figure(rounds, CRIER, "%.3f ms", open),
                        figure(rounds, NCHAN, "%.3f ms", open),
                        figure(rounds, FLOOR, "%.3f ms", open),
                        Verdict.of(rounds.median(CRIER, open) <= 0.2)));
    }

    private static String largest(Rounds rounds, String server) {
        return rounds.has(server)
                ? "%.1f KiB".formatted(rounds.largest(server, Outcome::kibPerStream))
                : "–";
    }

    private static String figure(
            Rounds rounds, String server, String form, ToDoubleFunction<Outcome> figure) {
        return rounds.has(server) ? form.formatted(rounds.median(server, figure)) : "–";
    }

    private static Optional<Double> ratio(
            Rounds rounds, String server, ToDoubleFunction<Outcome> figure) {
        return rounds.has(server)
                ? Optional.of(rounds.median(CRIER, figure) / rounds.median(server, figure))
                : Optional.empty();
    }

    private static String ratios(Optional<Double> toNchan, Optional<Double> toFloor) {
        var told = new ArrayList<String>();
        toNchan.ifPresent(ratio -> told.add("%.2f × nchan".formatted(ratio)));
        toFloor.ifPresent(ratio -> told.add("%.2f × floor".formatted(ratio)));
        return told.isEmpty() ? "" : " (" + String.join(", ", told) + ")";
    }

    private static Verdict verdict(Optional<Double> toNchan, Optional<Double> toFloor) {
        if (toNchan.isEmpty() || toFloor.isEmpty()) {
            return Verdict.OPEN;
        }
        return Verdict.of(toNchan.get() <= MOST_TO_NCHAN && toFloor.get() <= MOST_TO_FLOOR);
    }
}
