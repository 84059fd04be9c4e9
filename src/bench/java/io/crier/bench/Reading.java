package io.crier.bench;

import io.crier.bench.Options.Measurement;
import io.crier.bench.Report.Row;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * How soon lists, searches and counts are answered that nobody asked for before, and what the
 * database does for them. The load and the server share all cores: some questions at once are what
 * one client does.
 */
final class Reading {
    private static final Set<Measurement> TIMED =
            EnumSet.of(Measurement.QUERIES, Measurement.SEARCH, Measurement.FACETS);

    private static final double PAGE_MILLIS = 20;
    private static final double SEARCH_MILLIS = 50;
    private static final double FACETS_MILLIS = 200;

    /** Pages of a hundred. */
    private static final int FAR = 500;

    /** Nothing is answered from memory. */
    private static final String NO_CACHE = "crier.reading.cache=0B";

    /** Plans are kept a connection, and the fewer there are the sooner all have been seen. */
    private static final String FEW_CONNECTIONS = "spring.r2dbc.pool.max-size=2";

    private final Options options;
    private final Cores cores;
    private final Million million;
    private final Report report;
    private final World world;

    Reading(Options options, Cores cores, Million million, Report report) throws IOException {
        this.options = options;
        this.cores = cores;
        this.million = million;
        this.report = report;
        this.world = World.make();
    }

    private record Case(String name, List<String> paths) {}

    void run() throws IOException, SQLException {
        if (!Collections.disjoint(options.only(), TIMED)) {
            try (var crier = million.start(cores.all(), NO_CACHE)) {
                measure(crier);
            }
        }
        if (options.only().contains(Measurement.PLANS)) {
            try (var crier = million.start(cores.all())) {
                Plans.on(crier);
            }
            try (var crier = million.start(cores.all(), NO_CACHE, FEW_CONNECTIONS)) {
                Plans.off(crier);
                explain(crier);
            }
        }
    }

    private void measure(Crier crier) throws IOException {
        var asking = new Asking(crier.port());
        warmUp(asking);
        var quiet = new Quiet(crier);
        if (options.only().contains(Measurement.QUERIES)) {
            pages(asking, crier);
        }
        if (options.only().contains(Measurement.SEARCH)) {
            tellEach(
                    asking,
                    crier,
                    "full text, a first page",
                    SEARCH_MILLIS,
                    searches(),
                    "search.md");
        }
        if (options.only().contains(Measurement.FACETS)) {
            tellEach(asking, crier, "counts by facet", FACETS_MILLIS, facets(), "facets.md");
        }
        quiet.tell();
    }

    /** Pages that are longer than any that are measured. */
    private void warmUp(Asking asking) throws IOException {
        System.out.println("Warming up");
        var end = System.nanoTime() + (long) (options.warmUp() * 1e9);
        var cases = new ArrayList<>(lists(questions()));
        Collections.shuffle(cases, new Random(3));
        for (var one : cases) {
            if (System.nanoTime() > end) {
                return;
            }
            try {
                asking.deep(List.of(one.paths.getFirst().replaceAll("limit=[0-9]+", "limit=99")));
            } catch (Asking.Refused why) {
                System.out.println("  " + why.getMessage());
            }
        }
    }

    private List<Question> questions() {
        return Questions.matching(Questions.of(world), options.match());
    }

    private static List<Case> lists(List<Question> questions) {
        return cases(questions, Questions.SORTS);
    }

    private List<Case> searches() {
        var searches = Searches.of(world, options.seed(), options.announcements());
        return cases(Questions.matching(searches, options.match()), Searches.SORTS);
    }

    private static List<Case> cases(List<Question> questions, List<String> sorts) {
        return questions.stream()
                .flatMap(question ->
                        sorts.stream()
                                .map(sort ->
                                        new Case(
                                                question.name() + ", by " + sort,
                                                question.pages(sort))))
                .toList();
    }

    private List<Case> facets() {
        return questions().stream()
                .map(question -> new Case("facets, " + question.name(), question.facets()))
                .toList();
    }

    private void pages(Asking asking, Crier crier) throws IOException {
        var cases = lists(questions());
        var first =
                tellEach(
                        asking,
                        crier,
                        "an uncached first page, each filter and sort",
                        PAGE_MILLIS,
                        cases,
                        "pages.md");
        var deep = new Findings("uncached pages 20 to 70 of each", PAGE_MILLIS);
        for (var one : cases) {
            ask(deep, asking, crier, one.name, () -> asking.deep(one.paths.subList(0, 1)));
        }
        for (var sort : Questions.SORTS) {
            if (options.match().isEmpty()) {
                var everything = "/v1/announcements?sort=" + sort + "&limit=";
                ask(
                        deep,
                        asking,
                        crier,
                        "everything, behind %,d, by %s".formatted(FAR * 100, sort),
                        () -> asking.inside(List.of(everything + 20), everything + 100, FAR));
            }
        }
        deep.tell(report);
        deep.write("deep-pages.md");
        report.add(
                Row.alone(
                        "a deep page beside a first one, medians of all",
                        "as fast",
                        "%.1f ms and %.1f ms".formatted(deep.typical(), first.typical()),
                        deep.typical() <= first.typical() * 1.2));
    }

    private Findings tellEach(
            Asking asking, Crier crier, String what, double goal, List<Case> cases, String file)
            throws IOException {
        var findings = new Findings(what, goal);
        for (var one : cases) {
            ask(findings, asking, crier, one.name, () -> asking.each(one.paths));
        }
        findings.tell(report);
        findings.write(file);
        return findings;
    }

    @FunctionalInterface
    private interface Ask {
        Latencies ask() throws IOException;
    }

    private static void ask(Findings findings, Asking asking, Crier crier, String name, Ask ask)
            throws IOException {
        var before = Usage.of(crier.target().processes());
        var asked = asking.asked();
        try {
            var latencies = ask.ask();
            var used = Usage.of(crier.target().processes()).cpuMicros() - before.cpuMicros();
            findings.add(name, latencies, used / 1000.0 / Math.max(1, asking.asked() - asked));
        } catch (Asking.Refused why) {
            findings.refused(name, why);
        }
    }

    private void explain(Crier crier) throws IOException {
        System.out.println("Looking at plans");
        var all = new ArrayList<>(lists(questions()));
        all.addAll(searches());
        all.addAll(facets());
        var plans = new Plans(crier);
        for (var one : all) {
            plans.look(one.name, one.paths);
        }
        plans.tell(report, "pages, full text and counts");
        plans.write("plans.md");
    }

    /** Whether any of this is asked for. */
    static boolean isAsked(Options options) {
        return !Collections.disjoint(options.only(), TIMED)
                || options.only().contains(Measurement.PLANS);
    }
}
