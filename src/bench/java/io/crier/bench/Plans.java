package io.crier.bench;

import io.crier.bench.Report.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What PostgreSQL does for questions: PostgreSQL's own module auto_explain writes the plan of every
 * statement into its log, with times and blocks read, and here it is read from there.
 */
final class Plans {
    /** So often that a plan which PostgreSQL makes for all values is among them. */
    private static final int OFTEN = 8;

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "session_preload_libraries", "auto_explain",
                    "auto_explain.log_min_duration", "0",
                    "auto_explain.log_analyze", "on",
                    "auto_explain.log_buffers", "on",
                    "auto_explain.log_timing", "on",
                    "auto_explain.log_parameter_max_length", "200");

    private static final Pattern BEGINNING = Pattern.compile("duration: ([0-9.]+) ms +plan:");

    /** What grows with the announcements; to read one row of another table is no scan. */
    private static final Pattern SCAN = Pattern.compile("Seq Scan on (announcement|change)\\b");

    /** How long it takes until a line that was written is in the file. */
    private static final long MOMENT_MILLIS = 50;

    private static final int SHOWN = 40;

    private final Crier crier;
    private final Map<String, Plan> slowest = new LinkedHashMap<>();
    private final List<String> scanning = new ArrayList<>();
    private int plans;

    Plans(Crier crier) {
        this.crier = crier;
    }

    private record Plan(String path, double millis, String text) {}

    /** From the next start on. */
    static void on(Crier crier) throws IOException, SQLException {
        for (var setting : SETTINGS.entrySet()) {
            alter(crier, "SET %s = '%s'".formatted(setting.getKey(), setting.getValue()));
        }
    }

    static void off(Crier crier) throws IOException, SQLException {
        for (var setting : SETTINGS.keySet()) {
            alter(crier, "RESET " + setting);
        }
    }

    private static void alter(Crier crier, String what) throws IOException, SQLException {
        try (var database = crier.database();
                var statement = database.createStatement()) {
            statement.execute("LOAD 'auto_explain'");
            statement.execute("ALTER SYSTEM " + what);
        }
    }

    /** Asks some of them, one after the other, and a later page of the last one. */
    void look(String name, List<String> paths) throws IOException {
        var asked = paths.subList(0, Math.min(OFTEN, paths.size()));
        try (var connection = new Connection(crier.port())) {
            for (var path : asked) {
                var next = look(connection, name, path);
                if (path.equals(asked.getLast()) && next.isPresent()) {
                    look(connection, name + ", next page", path + "&page=" + next.get());
                }
            }
        } catch (Asking.Refused alreadyTold) {
            // what is refused has no plan
        }
    }

    private Optional<String> look(Connection connection, String name, String path)
            throws IOException {
        var before = Files.size(log());
        var answer = Asking.answered(connection, path);
        Programs.pause(MOMENT_MILLIS);
        for (var plan : since(before, path)) {
            plans++;
            slowest.merge(name, plan, (one, other) -> one.millis < other.millis ? other : one);
            if (SCAN.matcher(plan.text).find() && !scanning.contains(name)) {
                scanning.add(name);
                System.out.println("  reads a whole table: " + name);
            }
        }
        return Asking.next(answer);
    }

    private Path log() {
        return crier.databaseLog();
    }

    /** A plan's lines follow its first one and begin with a tab. */
    private List<Plan> since(long position, String path) throws IOException {
        var plans = new ArrayList<Plan>();
        var text = new StringBuilder();
        var millis = 0.0;
        for (var line : Programs.tail(log(), position).lines().toList()) {
            var beginning = BEGINNING.matcher(line);
            if (line.startsWith("\t")) {
                text.append(line.substring(1)).append('\n');
            } else if (beginning.find()) {
                addTo(plans, path, millis, text);
                millis = Double.parseDouble(beginning.group(1));
            }
        }
        addTo(plans, path, millis, text);
        return plans;
    }

    private static void addTo(List<Plan> plans, String path, double millis, StringBuilder text) {
        if (text.indexOf("announcement") >= 0) {
            plans.add(new Plan(path, millis, text.toString()));
        }
        text.setLength(0);
    }

    void tell(Report report, String what) {
        report.add(
                Row.alone(
                        what + ": plans that read a whole table",
                        "none",
                        "%d of %d kinds, in %,d plans%s"
                                .formatted(
                                        scanning.size(),
                                        slowest.size(),
                                        plans,
                                        scanning.isEmpty()
                                                ? ""
                                                : ": " + String.join("; ", scanning)),
                        scanning.isEmpty()));
    }

    /** The slowest statements, with what the database did. */
    void write(String file) throws IOException {
        var text = new StringBuilder();
        slowest.entrySet().stream()
                .sorted(
                        Comparator.comparingDouble(
                                (Map.Entry<String, Plan> entry) -> -entry.getValue().millis))
                .limit(SHOWN)
                .forEach(entry ->
                        text.append(
                                "## %s: %.1f ms%n%n`%s`%n%n```%n%s```%n%n"
                                        .formatted(
                                                entry.getKey(),
                                                entry.getValue().millis,
                                                entry.getValue().path,
                                                entry.getValue().text)));
        Files.writeString(Options.OUTPUT.resolve(file), text);
    }
}
