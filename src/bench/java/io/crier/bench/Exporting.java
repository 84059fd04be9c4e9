package io.crier.bench;

import io.crier.bench.Report.Row;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What it costs to hand out everything: the rows and bytes a second, and the heap that is held
 * meanwhile, which is counted again and again after a full collection.
 */
final class Exporting {
    private static final String ALL = "/v1/announcements";
    private static final List<String> OTHERS = List.of(".csv", ".ics", ".jsonld", ".atom");
    private static final int GOAL_MIB = 64;
    private static final double MIB = 1 << 20;
    private static final int PAUSE_MILLIS = 300;
    private static final int PATIENCE_MILLIS = 120_000;

    private final Cores cores;
    private final Million million;
    private final Report report;

    Exporting(Cores cores, Million million, Report report) {
        this.cores = cores;
        this.million = million;
        this.report = report;
    }

    /** What came of one. */
    private record Export(int status, long lines, long bytes, double seconds) {
        String told() {
            return "%,d lines, %,.0f/s, %,.0f MiB, %.1f s"
                    .formatted(lines, lines / seconds, bytes / MIB, seconds);
        }
    }

    void run() throws IOException, SQLException {
        try (var crier = million.start(cores.all())) {
            var quiet = new Quiet(crier);
            var alone = export(crier, ".ndjson");
            System.out.println("  .ndjson: " + alone.status + ", " + alone.told());
            if (alone.status != 200) {
                return;
            }
            var idle = crier.liveHeap();
            var most = mostHeap(crier);
            report.add(
                    Row.alone(
                            "NDJSON of everything: heap held over idle",
                            "≤ %d MiB".formatted(GOAL_MIB),
                            "%.1f MiB over %.1f MiB; without looking %s"
                                    .formatted((most - idle) / MIB, idle / MIB, alone.told()),
                            (most - idle) / MIB <= GOAL_MIB));
            for (var suffix : OTHERS) {
                var other = export(crier, suffix);
                System.out.println("  " + suffix + ": " + other.status + ", " + other.told());
            }
            quiet.tell();
        }
    }

    /** The most that was held at any of the times it was looked at while an export ran. */
    private static long mostHeap(Crier crier) throws IOException {
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<Export> export = threads.submit(() -> export(crier, ".ndjson"));
            var most = 0L;
            var looks = 0;
            while (!export.isDone()) {
                Programs.pause(PAUSE_MILLIS);
                most = Math.max(most, crier.liveHeap());
                looks++;
            }
            System.out.printf("  looked at %d times: %s%n", looks, export.get().told());
            return most;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted in an export", e);
        } catch (ExecutionException e) {
            throw new IOException("An export failed", e);
        }
    }

    private static Export export(Crier crier, String suffix) throws IOException {
        var address =
                URI.create("http://%s:%d%s%s".formatted(Target.HOST, crier.port(), ALL, suffix));
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setReadTimeout(PATIENCE_MILLIS);
        var began = System.nanoTime();
        var lines = 0L;
        var bytes = 0L;
        var status = connection.getResponseCode();
        if (status == 200) {
            try (var in = connection.getInputStream()) {
                var buffer = new byte[1 << 16];
                for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    bytes += read;
                    for (var i = 0; i < read; i++) {
                        if (buffer[i] == '\n') {
                            lines++;
                        }
                    }
                }
            }
        }
        return new Export(status, lines, bytes, (System.nanoTime() - began) / 1e9);
    }
}
