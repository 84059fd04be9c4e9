package io.crier.fault;

import io.crier.announcement.Json;
import io.crier.history.Write;
import io.crier.history.Write.Result;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A publisher, one request after the other to any of the replicas: it puts, posts, removes and
 * sends batches, mostly of the announcements that all writers share, and writes down what it was
 * answered.
 */
final class Writer implements AutoCloseable {
    private static final int SHARED = 150;
    private static final int TOPICS = 4;
    private static final int LINES = 10;
    private static final AtomicLong MARKS = new AtomicLong();

    private final Site site;
    private final Random random;
    private final Duration pause;
    private final Pausing pausing = new Pausing();
    private final Thread thread;

    /**
     * @param pause between two requests
     */
    Writer(Site site, Random random, Duration pause) {
        this.site = site;
        this.random = random;
        this.pause = pause;
        this.thread = Thread.ofVirtual().name("writer").start(this::write);
    }

    private void write() {
        while (!pausing.pause(pause)) {
            var door = site.doors().get(random.nextInt(site.doors().size()));
            switch (random.nextInt(20)) {
                case 0 -> post(door.port());
                case 1, 2, 3 -> remove(door.port());
                case 4, 5 -> batch(door.port());
                default -> put(door.port());
            }
        }
    }

    /** What is asked for, before it is answered. */
    private record Asked(String mark, @Nullable UUID key, long at) {}

    private void put(int port) {
        var key = shared(random);
        var asked = new Asked(mark(), key, System.nanoTime());
        settle(asked, () -> site.api().put(port, key.toString(), content(asked.mark(), null)));
    }

    private void post(int port) {
        var asked = new Asked(mark(), null, System.nanoTime());
        settle(asked, () -> site.api().post(port, content(asked.mark(), null)));
    }

    private void remove(int port) {
        var key = shared(random);
        settle(
                new Asked("", key, System.nanoTime()),
                () -> site.api().delete(port, key.toString()));
    }

    private interface Request {
        HttpResponse<String> send() throws IOException;
    }

    private void settle(Asked asked, Request request) {
        try {
            var answer = request.send();
            var json =
                    answer.body().isEmpty()
                            ? Json.MAPPER.createObjectNode()
                            : Json.MAPPER.readTree(answer.body());
            settle(
                    asked,
                    answer.statusCode(),
                    json,
                    answer.headers()
                            .firstValue("Crier-Cursor")
                            .orElse(json.path("cursor").asString("")));
        } catch (IOException noAnswer) {
            settle(asked, 0, Json.MAPPER.createObjectNode(), "");
        }
    }

    /** Refused is only what is answered so; after any other failure nobody knows. */
    private void settle(Asked asked, int status, JsonNode json, String cursor) {
        var ok = status >= 200 && status < 300;
        var result = ok ? Result.OK : status >= 400 && status < 500 ? Result.FAIL : Result.INFO;
        var key = asked.key();
        if (ok && json.hasNonNull("id")) {
            key = UUID.fromString(json.get("id").asString());
        }
        site.written(
                new Write(
                        asked.mark(),
                        key,
                        result,
                        ok ? Follower.position(cursor) : 0,
                        json.path("version").asLong(0),
                        asked.at(),
                        System.nanoTime()));
    }

    private void batch(int port) {
        var asked = new ArrayList<Asked>();
        var lines = new StringBuilder();
        for (var line = 0; line < LINES; line++) {
            var key = random.nextInt(10) == 0 ? null : shared(random);
            var one = new Asked(mark(), key, System.nanoTime());
            asked.add(one);
            lines.append(content(one.mark(), key)).append('\n');
        }
        List<String> answered = List.of();
        try {
            var answer = site.api().batch(port, lines.toString());
            answered = answer.statusCode() == 200 ? answer.body().lines().toList() : List.of();
        } catch (IOException noAnswer) {
            // nobody knows of any line
        }
        for (var line = 0; line < LINES; line++) {
            if (line < answered.size()) {
                var json = Json.MAPPER.readTree(answered.get(line));
                settle(
                        asked.get(line),
                        json.path("status").asInt(0),
                        json,
                        json.path("cursor").asString(""));
            } else {
                settle(asked.get(line), 0, Json.MAPPER.createObjectNode(), "");
            }
        }
    }

    private String content(String mark, @Nullable UUID key) {
        var content = Json.MAPPER.createObjectNode();
        if (key != null) {
            content.put("id", key.toString());
        }
        content.put("title", mark);
        content.put("summary", "what it is about ".repeat(random.nextInt(20)) + mark);
        content.set("topics", Json.MAPPER.valueToTree(List.of("t" + random.nextInt(TOPICS))));
        content.set("place", Json.MAPPER.valueToTree(Map.of("name", "here", "locality", "Ghent")));
        return content.toString();
    }

    private static String mark() {
        return "m" + MARKS.incrementAndGet();
    }

    private static UUID shared(Random random) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + random.nextInt(SHARED));
    }

    /** Writes no more, once what is under way is answered. */
    @Override
    public void close() {
        pausing.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
