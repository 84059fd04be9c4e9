package io.crier.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Asks one thing after another and keeps how long each answer took, so that none waits for another.
 * What is slow is not asked to the end.
 */
final class Asking {
    /** Pages before these are what a first page is. */
    private static final int DEEP = 20;

    private static final int DEEPEST = 70;
    private static final long SECONDS = 6;
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
    private static final int END = 1_000;

    private final int port;

    /** Those that are not timed too. */
    private final AtomicInteger asked = new AtomicInteger();

    Asking(int port) {
        this.port = port;
    }

    /** How many answers there have been. */
    int asked() {
        return asked.get();
    }

    /** An answer that is none. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String path, Connection.Answer answer) {
            super("%d for %s: %s".formatted(answer.status(), path, answer.body()));
        }
    }

    /** Each path once. */
    Latencies each(List<String> paths) throws IOException {
        return oneByOne(paths, (connection, path, latencies) -> timed(connection, path, latencies));
    }

    /**
     * From each path on along the next pages; how long those took that are far behind the first.
     */
    Latencies deep(List<String> paths) throws IOException {
        return oneByOne(
                paths,
                (connection, path, latencies) -> walk(connection, path, DEEP, DEEPEST, latencies));
    }

    /** From each path on along the next pages, far to a place in the middle, and a little on. */
    Latencies inside(List<String> paths, String far, int pages) throws IOException {
        try (var connection = new Connection(port)) {
            var latencies = new ArrayList<Double>();
            for (var path : paths) {
                var token = Optional.of("");
                for (var i = 0; i < pages && token.isPresent(); i++) {
                    token = next(answer(connection, with(far, token.get())));
                }
                for (var i = 0; i < DEEPEST && token.isPresent(); i++) {
                    token = next(timed(connection, with(path, token.get()), latencies));
                }
            }
            return Latencies.of(latencies);
        }
    }

    @FunctionalInterface
    private interface Ask {
        void ask(Connection connection, String path, Collection<Double> latencies)
                throws IOException;
    }

    private Latencies oneByOne(List<String> paths, Ask ask) throws IOException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        var latencies = new ArrayList<Double>();
        try (var connection = new Connection(port)) {
            for (var path : paths) {
                if (System.nanoTime() >= end) {
                    break;
                }
                ask.ask(connection, path, latencies);
            }
        }
        return Latencies.of(latencies);
    }

    private void walk(
            Connection connection, String path, int from, int to, Collection<Double> latencies)
            throws IOException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        var token = next(answer(connection, path));
        for (var i = 1; i < to && token.isPresent() && System.nanoTime() < end; i++) {
            var page = with(path, token.get());
            token = next(i < from ? answer(connection, page) : timed(connection, page, latencies));
        }
    }

    private static String with(String path, String token) {
        return token.isEmpty()
                ? path
                : path + "&page=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    /** It is the last but one of the fields, or near to that. */
    static Optional<String> next(Connection.Answer answer) {
        var body = answer.body();
        var end = body.substring(Math.max(0, body.length() - END));
        var matcher = NEXT.matcher(end);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private Connection.Answer timed(
            Connection connection, String path, Collection<Double> latencies) throws IOException {
        var began = System.nanoTime();
        var answer = answer(connection, path);
        latencies.add((System.nanoTime() - began) / 1e6);
        return answer;
    }

    private Connection.Answer answer(Connection connection, String path) throws IOException {
        asked.incrementAndGet();
        return answered(connection, path);
    }

    static Connection.Answer answered(Connection connection, String path) throws IOException {
        var answer = connection.get(path);
        if (answer.status() != 200) {
            throw new Refused(path, answer);
        }
        return answer;
    }
}
