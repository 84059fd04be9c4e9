package io.crier.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator wrk, in C: 32 connections that ask again as soon as they are answered. */
final class Wrk {
    static final int CONNECTIONS = 32;

    private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile(" (50|99)% +([0-9.]+)(us|ms|s)");
    private static final Pattern WRONG = Pattern.compile("(Non-2xx or 3xx.*|Socket errors.*)");

    private final Cores cores;

    Wrk(Cores cores) {
        this.cores = cores;
    }

    static boolean isThere() {
        return Programs.find("wrk").isPresent();
    }

    /**
     * What one run told.
     *
     * @param rate answers a second
     * @param p50 of latencies, in milliseconds
     */
    record Run(double rate, double p50, double p99) {}

    Run run(int port, String path, double seconds, List<String> headers) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                "wrk",
                                "--latency",
                                "--threads=1",
                                "--connections=" + CONNECTIONS,
                                "--duration=" + Math.max(1, Math.round(seconds))));
        headers.forEach(header -> command.addAll(List.of("--header", header)));
        command.add("http://%s:%d%s".formatted(Target.HOST, port, path));
        var said = Programs.run(cores.on(cores.load(), command).toArray(String[]::new));
        var wrong = WRONG.matcher(said);
        if (wrong.find()) {
            throw new IOException("wrk was not answered as it should: " + wrong.group());
        }
        return new Run(
                Double.parseDouble(found(RATE, said).group(1)),
                millis(said, "50"),
                millis(said, "99"));
    }

    private static double millis(String said, String percentile) throws IOException {
        var matcher = LATENCY.matcher(said);
        while (matcher.find()) {
            if (matcher.group(1).equals(percentile)) {
                var number = Double.parseDouble(matcher.group(2));
                return switch (matcher.group(3)) {
                    case "us" -> number / 1000;
                    case "ms" -> number;
                    default -> number * 1000;
                };
            }
        }
        throw new IOException("wrk does not say the latency: " + said);
    }

    private static Matcher found(Pattern pattern, String said) throws IOException {
        var matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IOException("wrk says something else: " + said);
        }
        return matcher;
    }
}
