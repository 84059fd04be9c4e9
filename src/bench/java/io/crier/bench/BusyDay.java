package io.crier.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/** Announcements of the next weeks, and publishers who change them all the time. */
final class BusyDay {
    private static final List<String> TOPICS = List.of("climate", "housing", "health", "energy");
    private static final int DAYS = 30;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(1);
    private final List<String> ids = new ArrayList<>();
    private final String address;
    private final int many;
    private int changes;

    BusyDay(int port, int many) {
        this.address = "http://%s:%d/v1/announcements".formatted(Target.HOST, port);
        this.many = many;
    }

    /** Publishes them all, and returns when they are durable. */
    void publish() throws IOException {
        for (var number = 0; number < many; number++) {
            ids.add(create("Announcement " + number));
        }
    }

    /** Changes something so many times a second; gives a title that was told last. */
    String change(int perSecond, int seconds) throws IOException {
        var began = System.nanoTime();
        var between = Duration.ofSeconds(1).toNanos() / perSecond;
        for (var number = 0; number < perSecond * seconds; number++) {
            Programs.pauseUntil(began + number * between);
            changeOne();
        }
        var last = "The last of " + changes;
        patch(ids.getFirst(), "{\"title\":\"%s\"}".formatted(last));
        return last;
    }

    private void changeOne() throws IOException {
        changes++;
        var which = random.nextInt(1, ids.size());
        var id = ids.get(which);
        switch (random.nextInt(10)) {
            case 0 -> {
                send("DELETE", address + "/" + id, "");
                ids.set(which, create("Announcement in the place of another " + changes));
            }
            case 1 -> patch(id, "{\"status\":\"cancelled\"}");
            case 2 -> patch(id, "{\"status\":\"scheduled\",\"attendance\":\"online\"}");
            case 3, 4 -> patch(id, "{\"startsAt\":\"%s\"}".formatted(start()));
            default -> patch(id, "{\"title\":\"Announcement, changed %d\"}".formatted(changes));
        }
    }

    private String start() {
        return Instant.now()
                .truncatedTo(ChronoUnit.MINUTES)
                .plus(random.nextInt(1, DAYS * 24), ChronoUnit.HOURS)
                .toString();
    }

    private String create(String title) throws IOException {
        var body =
                "{\"title\":\"%s\",\"summary\":\"What it is about, in a sentence or two.\",\"startsAt\":\"%s\",\"attendance\":\"in-person\",\"topics\":[\"%s\"],\"place\":{\"name\":\"Town hall\",\"locality\":\"Ghent\"}}"
                        .formatted(title, start(), TOPICS.get(random.nextInt(TOPICS.size())));
        return JsonMapper.shared().readTree(send("POST", address, body)).get("id").asString();
    }

    private void patch(String id, String body) throws IOException {
        send("PATCH", address + "/" + id, body);
    }

    private String send(String method, String to, String body) throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create(to))
                        .header("Authorization", "Bearer " + Target.TOKEN)
                        .header(
                                "Content-Type",
                                method.equals("PATCH")
                                        ? "application/merge-patch+json"
                                        : "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(
                        "%s %s: %d %s".formatted(method, to, answer.statusCode(), answer.body()));
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while publishing", e);
        }
    }
}
