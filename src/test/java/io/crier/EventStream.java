package io.crier;

import io.crier.announcement.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads server-sent events as a browser does (WHATWG HTML §9.2.6), on a thread of its own. */
public final class EventStream implements AutoCloseable {
    private static final Event END = new Event("end", "", Json.MAPPER.createObjectNode());

    private final HttpResponse<InputStream> response;
    private final Contract contract;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private volatile Contract.@Nullable Broken broken;

    /** An event that was dispatched. */
    public record Event(String type, String id, JsonNode data) {
        public boolean isChange() {
            return List.of("created", "updated", "removed").contains(type);
        }

        public String announcement() {
            return data.path("id").asString("");
        }

        public long version() {
            return data.path("version").asLong(0);
        }
    }

    EventStream(HttpResponse<InputStream> response, Contract contract) {
        this.response = response;
        this.contract = contract;
        Thread.ofVirtual().start(this::read);
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    /**
     * The next event of any kind; fails if there is none within ten seconds or the stream has
     * ended.
     */
    public Event next() {
        try {
            var event = events.poll(10, TimeUnit.SECONDS);
            if (broken != null) {
                throw broken;
            }
            if (event == null || event.equals(END)) {
                throw new AssertionError(
                        (event == null ? "no event for ten seconds" : "the stream has ended")
                                + ", which was answered "
                                + response.statusCode());
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether the server has ended the stream; waits ten seconds for it. */
    public boolean isOver() {
        try {
            return END.equals(events.poll(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The next change; bookmarks before it are passed over. */
    public Event nextChange() {
        var event = next();
        while (event.type().equals("bookmark")) {
            event = next();
        }
        return event;
    }

    /** The changes up to and with the first that the condition holds for. */
    public List<Event> changesUntil(Predicate<Event> last) {
        var changes = new ArrayList<Event>();
        do {
            changes.add(nextChange());
        } while (!last.test(changes.getLast()));
        return changes;
    }

    private void read() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            var type = "message";
            var id = "";
            var data = new StringBuilder();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        dispatch(new Event(type, id, Json.MAPPER.readTree(data.toString())));
                    }
                    type = "message";
                    data.setLength(0);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    data.append(line, 6, line.length());
                }
            }
        } catch (IOException closed) {
            // By us or by the server: either way there is no more to come.
        } finally {
            events.add(END);
        }
    }

    private void dispatch(Event event) {
        try {
            if (response.statusCode() == 200) {
                contract.checkEvent(event.type(), event.data());
            }
        } catch (Contract.Broken undescribed) {
            broken = undescribed;
        } catch (RuntimeException unchecked) {
            broken = new Contract.Broken(unchecked + " on " + event);
        }
        events.add(event);
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
