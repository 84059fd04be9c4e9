package io.crier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was asked for on the command line.
 *
 * @param rounds of each measurement; medians are told
 * @param seconds for which each round publishes
 * @param warmUp seconds for which a server works before it is measured
 * @param workloads of the fan-out
 * @param settings further ones for Crier, as name=value
 * @param jvm further flags for Crier's JVM
 * @param announcements that reading is measured on
 * @param seed of what they say
 * @param match what the names of questions have in them that are asked; empty for all
 * @param peers servers that run already, to be measured beside Crier
 */
record Options(
        Set<Measurement> only,
        int rounds,
        double seconds,
        double warmUp,
        List<Workload> workloads,
        Path jar,
        List<String> settings,
        List<String> jvm,
        List<Target> peers,
        int announcements,
        long seed,
        String match,
        boolean profile) {
    static final Path OUTPUT = Path.of("target/bench");
    static final Path FLOOR = Path.of("src/bench/c/floor.c");

    static final String HELP =
            """
            Measures Crier's jar beside its goals. Without options everything, some 40 minutes.
              --only NAMES         some of: %s (with commas between)
              --rounds N           rounds of each, of which the median is told (3)
              --seconds S          publishing in each round (8)
              --warm-up S          of each server, thrown away (30)
              --workload NxR       the fan-out with N streams and R changes a second; repeatable (1000x40, 18000x2)
              --peer N=PORT,STREAMPATH,PUBLISHPATH[,PID]   a server that runs already, in the fan-out; repeatable
              --announcements N    that are read from; made once and kept in target/bench (1000000)
              --seed N             of what these say (1)
              --match TEXT         only questions whose names have the text in them
              --set NAME=VALUE     a setting of Crier; repeatable
              --jvm FLAG           a flag for Crier's JVM; repeatable
              --jar FILE           (target/crier-*.jar)
              --profile            shows where the processor's time goes in the fan-out, in target/bench
            """
                    .formatted(names());

    /** What can be measured. */
    enum Measurement {
        FAN_OUT,
        QUIET,
        NEVER_READING,
        PUBLISH,
        STORM,
        /** A poll for which nothing is new, and a page from memory, beside nginx. */
        POLL,
        PAGE,
        /** Pages, full text, facets, what the database does for them, and an export of all. */
        QUERIES,
        SEARCH,
        FACETS,
        PLANS,
        EXPORT,
        /** The page in a real browser, on a busy day. */
        BOARD;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Streams, and changes a second. */
    record Workload(int streams, double rate) {}

    private static String names() {
        return Stream.of(Measurement.values())
                .map(Measurement::toString)
                .collect(Collectors.joining(", "));
    }

    /**
     * @throws IllegalArgumentException that says what was refused and what would be right
     */
    static Options parse(List<String> arguments) throws IOException {
        var only = EnumSet.noneOf(Measurement.class);
        var rounds = 3;
        var seconds = 8.0;
        var warmUp = 30.0;
        var workloads = new ArrayList<Workload>();
        var jar = "";
        var settings = new ArrayList<String>();
        var jvm = new ArrayList<String>();
        var peers = new ArrayList<Target>();
        var announcements = 1_000_000;
        var seed = 1L;
        var match = "";
        var profile = false;
        for (var given = arguments.iterator(); given.hasNext(); ) {
            var option = given.next();
            if (option.equals("--profile")) {
                profile = true;
                continue;
            }
            if (!given.hasNext()) {
                throw refused(option, "", "one of these, with its value:\n" + HELP);
            }
            var value = given.next();
            switch (option) {
                case "--only" -> Stream.of(value.split(",")).map(Options::named).forEach(only::add);
                case "--rounds" -> rounds = (int) number(option, value);
                case "--seconds" -> seconds = number(option, value);
                case "--warm-up" -> warmUp = number(option, value);
                case "--workload" -> workloads.add(workload(value));
                case "--announcements" -> announcements = (int) number(option, value);
                case "--seed" -> seed = (long) number(option, value);
                case "--match" -> match = value;
                case "--jar" -> jar = value;
                case "--set" -> settings.add(value);
                case "--jvm" -> jvm.add(value);
                case "--peer" -> peers.add(Target.parse(value));
                default -> throw refused(option, value, "one of these:\n" + HELP);
            }
        }
        return new Options(
                only.isEmpty() ? EnumSet.allOf(Measurement.class) : only,
                Math.max(1, rounds),
                seconds,
                warmUp,
                workloads.isEmpty()
                        ? List.of(new Workload(1000, 40), new Workload(18_000, 2))
                        : workloads,
                jar.isEmpty() ? packaged() : Path.of(jar),
                settings,
                jvm,
                peers,
                announcements,
                seed,
                match,
                profile);
    }

    private static Path packaged() throws IOException {
        try (var jars = Files.newDirectoryStream(Path.of("target"), "crier-*.jar")) {
            for (var jar : jars) {
                return jar;
            }
        }
        throw new IllegalArgumentException(
                "There is no target/crier-*.jar: mvn package makes it, or name one with --jar");
    }

    private static Measurement named(String name) {
        return Stream.of(Measurement.values())
                .filter(measurement -> measurement.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> refused("--only", name, "some of " + names()));
    }

    private static Workload workload(String text) {
        var parts = text.split("x", -1);
        if (parts.length != 2) {
            throw refused("--workload", text, "streams x changes a second, such as 1000x40");
        }
        return new Workload((int) number("--workload", parts[0]), number("--workload", parts[1]));
    }

    private static double number(String option, String text) {
        var expected = "a number above 0, four million at the most";
        try {
            var number = Double.parseDouble(text);
            if (number > 0 && number <= 4e6) {
                return number;
            }
            throw refused(option, text, expected);
        } catch (NumberFormatException notANumber) {
            throw refused(option, text, expected);
        }
    }

    private static IllegalArgumentException refused(String option, String value, String expected) {
        return new IllegalArgumentException(
                "%s %s refused, expected %s".formatted(option, value, expected));
    }
}
