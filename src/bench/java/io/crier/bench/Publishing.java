package io.crier.bench;

import io.crier.bench.Report.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How many announcements a second are taken in and durable. */
final class Publishing {
    private static final int AT_ONCE = 32;
    private static final int LINES = 20_000;
    private static final String BATCH = "/v1/announcements/batch";

    private final Options options;
    private final Crier crier;
    private final Report report;
    private final AtomicLong sequence = new AtomicLong();

    Publishing(Options options, Crier crier, Report report) {
        this.options = options;
        this.crier = crier;
        this.report = report;
    }

    void run() throws IOException {
        System.out.println("Warming up");
        singles(options.warmUp() / 2);
        for (var warmUntil = end(options.warmUp() / 2); System.nanoTime() < warmUntil; ) {
            batch();
        }
        var singles = new double[options.rounds()];
        var batches = new double[options.rounds()];
        for (var i = 0; i < options.rounds(); i++) {
            singles[i] = singles(options.seconds());
            batches[i] = batch();
            System.out.printf("  single POSTs %,.0f/s, batch %,.0f/s%n", singles[i], batches[i]);
        }
        tell("single POSTs, %d at once".formatted(AT_ONCE), 2000, Rounds.median(singles));
        tell("one batch of %,d lines".formatted(LINES), 10_000, Rounds.median(batches));
    }

    private void tell(String how, int goal, double rate) {
        report.add(
                Row.alone(
                        "durable publishes, " + how,
                        "≥ %,d/s".formatted(goal),
                        "%,.0f/s".formatted(rate),
                        rate >= goal));
    }

    /** Each connection publishes, waits for the answer, and publishes again. */
    private double singles(double seconds) throws IOException {
        var began = System.nanoTime();
        var end = end(seconds);
        var published = 0L;
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var publishers = new ArrayList<Callable<Long>>();
            for (var i = 0; i < AT_ONCE; i++) {
                publishers.add(() -> publishUntil(end));
            }
            for (var publisher : threads.invokeAll(publishers)) {
                published += publisher.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException("Publishing failed", e);
        }
        return perSecond(published, began);
    }

    private long publishUntil(long end) throws IOException {
        var target = crier.target();
        try (var connection = new Connection(target.port())) {
            var published = 0L;
            while (System.nanoTime() < end) {
                var text = Texts.announcement(sequence.incrementAndGet());
                connection.send(Texts.post(target, "application/json", text)).require(201);
                published++;
            }
            return published;
        }
    }

    /** Results come while lines are still being sent: one thread sends, another reads. */
    private double batch() throws IOException {
        var target = crier.target(BATCH);
        var lines = new StringBuilder();
        for (var i = 0; i < LINES; i++) {
            lines.append(Texts.announcement(sequence.incrementAndGet())).append('\n');
        }
        var request = Texts.ascii(Texts.post(target, "application/x-ndjson", lines.toString()));
        try (var connection = new Connection(target.port());
                var sender = Executors.newSingleThreadExecutor()) {
            var began = System.nanoTime();
            var sending =
                    sender.submit(() -> {
                        connection.out().write(request);
                        return true;
                    });
            var answer = connection.answer().require(200);
            var rate = perSecond(LINES, began);
            sending.get();
            var created = answer.body().lines().filter(Publishing::isCreated).count();
            if (created != LINES) {
                throw new IOException(
                        "Of %d lines %d were taken in; the first result: %s"
                                .formatted(
                                        LINES,
                                        created,
                                        answer.body().lines().findFirst().orElse("none")));
            }
            return rate;
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException("A batch could not be sent", e);
        }
    }

    private static boolean isCreated(String result) {
        return result.contains("\"status\":201,");
    }

    private static long end(double seconds) {
        return System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    private static double perSecond(long count, long began) {
        return count * 1e9 / (System.nanoTime() - began);
    }
}
