package io.crier.bench;

import io.crier.bench.Report.Row;
import io.crier.bench.Streams.Subscription;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Thousands of streams come back at once, each as many changes behind, from some different
 * positions, as after a network was away.
 */
final class Storm {
    static final int STREAMS = 5000;
    static final int BEHIND = 1000;
    static final int POSITIONS = 50;

    private static final int MOST_SECONDS = 10;
    private static final int GIVE_UP_SECONDS = 120;
    private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"([^\"]+)\"");

    /** An idle backend tells its statistics after 10 s at the latest. */
    private static final long STATISTICS_MILLIS = 11_000;

    private static final String READS =
            """
            SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)),
                   sum(coalesce(seq_scan, 0) + coalesce(idx_scan, 0))
              FROM pg_stat_user_tables
             WHERE relname LIKE 'change%'
            """;

    private final Options options;
    private final Crier crier;
    private final Report report;
    private final String from;
    private final List<String> cursors = new ArrayList<>();

    /**
     * @param from where the changes come from, as it is told
     */
    Storm(Options options, Crier crier, Report report, String from) {
        this.options = options;
        this.crier = crier;
        this.report = report;
        this.from = from;
    }

    /** What was read of the log's tables. */
    private record Reads(long rows, long scans) {
        Reads since(Reads before) {
            return new Reads(rows - before.rows, scans - before.scans);
        }
    }

    void run() throws IOException, SQLException {
        System.out.println("Warming up");
        publish();
        storm();
        var seconds = new double[options.rounds()];
        var rows = new double[options.rounds()];
        var scans = new double[options.rounds()];
        var before = reads();
        for (var i = 0; i < options.rounds(); i++) {
            seconds[i] = storm();
            var after = reads();
            var reads = after.since(before);
            before = after;
            rows[i] = reads.rows;
            scans[i] = reads.scans;
            System.out.printf(
                    "  %,d streams level in %.1f s; %,d rows of the log read, %,d scans%n",
                    STREAMS, seconds[i], reads.rows, reads.scans);
        }
        tell(Rounds.median(seconds), Rounds.median(rows), Rounds.median(scans));
    }

    private void tell(double seconds, double rows, double scans) {
        var what =
                "%,d streams return at once, each %,d behind, from %d positions, %s"
                        .formatted(STREAMS, BEHIND, POSITIONS, from);
        report.add(
                Row.alone(
                        what,
                        "all level in ≤ %d s".formatted(MOST_SECONDS),
                        "%.1f s".formatted(seconds),
                        seconds <= MOST_SECONDS));
        var most = 2 * POSITIONS * BEHIND;
        report.add(
                Row.alone(
                        "rows of the log read for them",
                        "∝ positions: ≤ 2 × %d × %,d".formatted(POSITIONS, BEHIND),
                        "%,.0f in %,.0f scans".formatted(rows, scans),
                        rows <= most));
    }

    /** One after the other, so that their numbers are in the order of the log. */
    private void publish() throws IOException {
        var target = crier.target();
        try (var connection = new Connection(target.port())) {
            for (var i = 0; i < BEHIND + POSITIONS; i++) {
                var text = Texts.announcement(i);
                var answer = connection.send(Texts.post(target, "application/json", text));
                var cursor = CURSOR.matcher(answer.require(201).body());
                if (!cursor.find()) {
                    throw new IOException("An answer without a cursor: " + answer.body());
                }
                cursors.add(cursor.group(1));
            }
        }
    }

    /** Returns seconds from the first connection to when the last stream has everything. */
    private double storm() throws IOException {
        // the announcement at a position has been seen: what follows is to come
        var published = cursors.size();
        try (var loop = new Loop();
                var streams = new Streams(loop, crier.target())) {
            var began = System.nanoTime();
            streams.open(STREAMS, i -> returning(i % POSITIONS));
            var giveUp = began + TimeUnit.SECONDS.toNanos(GIVE_UP_SECONDS);
            var expected = expected();
            var got = streams.deliveries;
            while (got.received < expected && System.nanoTime() < giveUp) {
                loop.turn(100);
            }
            var missing = streams.missing(published);
            if (missing == 0 && got.duplicates == 0) {
                return (got.lastAt - began) / 1e9;
            }
            // only waited for, unless there is a hole before what has come
            if (got.gaps + got.duplicates > 0) {
                report.inexact();
            }
            System.out.printf(
                    "  after %d s %,d deliveries are missing, %,d came twice, %,d were passed over;"
                            + " the last one came after %.1f s%n",
                    GIVE_UP_SECONDS, missing, got.duplicates, got.gaps, (got.lastAt - began) / 1e9);
            return GIVE_UP_SECONDS;
        }
    }

    private Subscription returning(int position) {
        return new Subscription("Last-Event-ID: " + cursors.get(position) + "\r\n", position + 1L);
    }

    private long expected() {
        var expected = 0L;
        for (var i = 0; i < STREAMS; i++) {
            expected += cursors.size() - (i % POSITIONS + 1L);
        }
        return expected;
    }

    private Reads reads() throws IOException, SQLException {
        Programs.pause(STATISTICS_MILLIS);
        try (var database = crier.database();
                var statement = database.createStatement();
                var result = statement.executeQuery(READS)) {
            result.next();
            return new Reads(result.getLong(1), result.getLong(2));
        }
    }
}
