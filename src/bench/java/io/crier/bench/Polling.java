package io.crier.bench;

import io.crier.bench.Options.Measurement;
import io.crier.bench.Report.Row;
import io.crier.bench.Report.Verdict;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * How many polls and pages from memory one core answers, beside nginx with a file that holds the
 * very same bytes; in turn, so that a drift meets both.
 */
final class Polling {
    /** What this measures. */
    static final Set<Measurement> MEASUREMENTS =
            Collections.unmodifiableSet(EnumSet.of(Measurement.POLL, Measurement.PAGE));

    /** A list that people poll: what is new of something. */
    private static final String PATH =
            "/v1/announcements?topic=urban+participation&sort=-published";

    private static final String FILE = "/page.json";
    private static final String GZIP_FILE = "/gzip/page.json";
    private static final String GZIP = "Accept-Encoding: gzip";

    private static final double POLL_GOAL = 0.7;
    private static final double PAGE_GOAL = 0.5;

    private final Options options;
    private final Cores cores;
    private final Million million;
    private final Report report;
    private final Wrk wrk;

    Polling(Options options, Cores cores, Million million, Report report) {
        this.options = options;
        this.cores = cores;
        this.million = million;
        this.report = report;
        this.wrk = new Wrk(cores);
    }

    void run() throws IOException, SQLException {
        if (!Wrk.isThere() || !StaticFiles.isThere()) {
            System.out.println(
                    "No polls: wrk and nginx are not both installed (Debian: wrk, nginx)");
            return;
        }
        try (var crier = million.start(cores.server());
                var nginx = StaticFiles.start(cores)) {
            var quiet = new Quiet(crier);
            var page = new Ask(crier.port(), PATH, List.of());
            nginx.put(FILE, page.once().require(200).bytes());
            var file = new Ask(StaticFiles.PORT, FILE, List.of());
            if (options.only().contains(Measurement.POLL)) {
                compare("304 for a poll", POLL_GOAL, ifChanged(page), ifChanged(file), 304);
            }
            if (options.only().contains(Measurement.PAGE)) {
                page(page, file);
                packed(page, nginx);
            }
            quiet.tell();
        }
    }

    /** The same question to both. */
    private record Ask(int port, String path, List<String> headers) {
        Connection.Answer once() throws IOException {
            var lines = headers.stream().map(header -> header + "\r\n").toArray(String[]::new);
            return Connection.get(port, path, lines);
        }

        Ask with(String header) {
            var all = new ArrayList<>(headers);
            all.add(header);
            return new Ask(port, path, all);
        }
    }

    private static Ask ifChanged(Ask ask) throws IOException {
        var tag = ask.once().require(200).header("etag").orElse("\"none\"");
        return ask.with("If-None-Match: " + tag);
    }

    private void page(Ask page, Ask file) throws IOException {
        var length = page.once().require(200).bytes().length;
        compare(
                "a page of 20 from memory, %,d bytes".formatted(length),
                PAGE_GOAL,
                page,
                file,
                200);
    }

    private void packed(Ask page, StaticFiles nginx) throws IOException {
        var packed = page.with(GZIP);
        var answer = packed.once().require(200);
        if (!answer.header("content-encoding").orElse("").equals("gzip")) {
            System.out.println("Not packed for who accepts gzip");
            return;
        }
        nginx.put(GZIP_FILE, answer.bytes());
        var what = "the same, gzip, %,d bytes".formatted(answer.bytes().length);
        var file = new Ask(StaticFiles.PORT, GZIP_FILE, List.of(GZIP));
        compare(what, PAGE_GOAL, packed, file, 200);
    }

    private void compare(String what, double goal, Ask crier, Ask nginx, int status)
            throws IOException {
        System.out.println(what);
        if (crier.once().status() != status) {
            report.add(
                    new Row(
                            what,
                            "≥ %.1f × nginx".formatted(goal),
                            "answered " + crier.once().status(),
                            "–",
                            "–",
                            Verdict.MISS));
            return;
        }
        nginx.once().require(status);
        wrk.run(crier.port, crier.path, options.warmUp(), crier.headers());
        wrk.run(nginx.port, nginx.path, 2, nginx.headers());
        var ours = new ArrayList<Wrk.Run>();
        var theirs = new ArrayList<Wrk.Run>();
        for (var i = 0; i < options.rounds(); i++) {
            ours.add(wrk.run(crier.port, crier.path, options.seconds(), crier.headers()));
            theirs.add(wrk.run(nginx.port, nginx.path, options.seconds(), nginx.headers()));
            System.out.printf("  Crier %s, nginx %s%n", ours.getLast(), theirs.getLast());
        }
        crier.once().require(status);
        var ratio = median(ours, Wrk.Run::rate) / median(theirs, Wrk.Run::rate);
        report.add(
                Row.alone(
                        what + ", 32 connections, one core",
                        "≥ %.1f × nginx".formatted(goal),
                        "%s, %.2f × nginx's %s".formatted(told(ours), ratio, told(theirs)),
                        ratio >= goal));
    }

    private static double median(List<Wrk.Run> runs, ToDoubleFunction<Wrk.Run> figure) {
        return Rounds.median(runs.stream().mapToDouble(figure).toArray());
    }

    private static String told(List<Wrk.Run> runs) {
        return "%,.0f/s (p50 %.2f ms, p99 %.2f ms)"
                .formatted(
                        median(runs, Wrk.Run::rate),
                        median(runs, Wrk.Run::p50),
                        median(runs, Wrk.Run::p99));
    }
}
