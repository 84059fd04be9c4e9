package io.crier.fault;

import io.crier.announcement.Json;
import io.crier.history.Told;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Numbers that are the same for the same announcement, however it was written down. What depends on
 * the time of the answer, and what has no value, is left out.
 */
final class Fingerprints {
    private static final Set<String> OF_THE_ANSWER = Set.of("phase", "cursor");

    private static final int MOST_KNOWN = 200_000;

    private final Told told = new Told();

    /** Streams are told the same bytes, so that these are looked at once. */
    private final Map<Long, Change> known = new ConcurrentHashMap<>();

    /** What the data of a change says. */
    record Change(long fingerprint, boolean left) {}

    Told told() {
        return told;
    }

    /** Of the data of a change, as it came on a stream. */
    Change change(byte[] data, int length) {
        var raw = hash(data, length);
        var change = known.get(raw);
        if (change == null) {
            if (known.size() > MOST_KNOWN) {
                known.clear();
            }
            change = parse(data, length);
            known.put(raw, change);
        }
        return change;
    }

    private Change parse(byte[] data, int length) {
        var json = Json.MAPPER.readTree(data, 0, length);
        var fingerprint = change(json.path("announcement"), json.path("changed"));
        return new Change(fingerprint, json.path("left").asBoolean(false));
    }

    /** Of a change and its differences. */
    long change(JsonNode announcement, JsonNode changed) {
        var fingerprint = hash(text(announcement) + text(changed));
        told.put(fingerprint, payload(announcement));
        return fingerprint;
    }

    /** Of an announcement, as a list has it. */
    long announcement(JsonNode announcement) {
        var fingerprint = hash(text(announcement));
        told.put(fingerprint, payload(announcement));
        return fingerprint;
    }

    private static Told.Payload payload(JsonNode announcement) {
        return new Told.Payload(
                UUID.fromString(announcement.path("id").asString("")),
                announcement.path("version").asLong(0),
                announcement.path("title").asString(""));
    }

    private static String text(JsonNode json) {
        var text = new StringBuilder();
        append(text, json);
        return text.toString();
    }

    private static void append(StringBuilder text, JsonNode json) {
        if (json.isObject()) {
            var fields = new TreeMap<String, JsonNode>();
            json.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            text.append('{');
            fields.forEach((name, value) -> {
                if (!value.isNull() && !OF_THE_ANSWER.contains(name)) {
                    append(text.append(name).append(':'), value);
                }
            });
            text.append('}');
        } else if (json.isArray()) {
            text.append('[');
            json.forEach(value -> append(text, value));
            text.append(']');
        } else {
            text.append(json).append(',');
        }
    }

    private static long hash(String text) {
        var hash = 0xcbf29ce484222325L;
        for (var at = 0; at < text.length(); at++) {
            hash = (hash ^ text.charAt(at)) * 0x100000001b3L;
        }
        return hash;
    }

    private static long hash(byte[] data, int length) {
        var hash = 0xcbf29ce484222325L;
        for (var at = 0; at < length; at++) {
            hash = (hash ^ data[at]) * 0x100000001b3L;
        }
        return hash;
    }
}
