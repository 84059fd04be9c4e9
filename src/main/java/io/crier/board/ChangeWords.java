package io.crier.board;

import io.crier.announcement.Change;
import io.crier.announcement.Change.Kind;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of an announcement, in short texts, the most important one first. Its twin for
 * browsers is {@code words.js}; both are held to the same cases.
 */
final class ChangeWords {
    private static final Set<String> KNOWN =
            Set.of(
                    "title",
                    "summary",
                    "body",
                    "language",
                    "startsAt",
                    "endsAt",
                    "timeZone",
                    "allDay",
                    "status",
                    "attendance",
                    "place",
                    "organisers",
                    "partners",
                    "topics",
                    "accessibility",
                    "url",
                    "registrationUrl",
                    "recordingUrl",
                    "imageUrl");

    private final Texts texts;
    private final Map<String, Difference> changes;
    private final ChangedTimes times;

    /** A field before and after; {@code null} where it had no value. */
    record Difference(@Nullable JsonNode from, @Nullable JsonNode to) {
        static Difference of(Change.FieldChange change) {
            return new Difference(value(change.from()), value(change.to()));
        }

        boolean isTo(String text) {
            return to != null && to.asString().equals(text);
        }

        private static @Nullable JsonNode value(@Nullable JsonNode node) {
            return node == null || node.isNull() ? null : node;
        }
    }

    private ChangeWords(Change change, Texts texts, ZoneId elsewhere) {
        this.texts = texts;
        this.changes = new LinkedHashMap<>();
        change.changed().forEach(each -> changes.put(each.field(), Difference.of(each)));
        this.times = new ChangedTimes(change.announcement().content(), changes, texts, elsewhere);
    }

    /** The texts, without a full stop or a capital letter; never none. */
    static List<String> of(Change change, Texts texts) {
        return of(change, false, texts, ZoneOffset.UTC);
    }

    /**
     * @param left whether it is removed from what passes a filter only
     * @param elsewhere the zone of times that name none
     */
    static List<String> of(Change change, boolean left, Texts texts, ZoneId elsewhere) {
        var telling = new ChangeWords(change, texts, elsewhere);
        var words = new LinkedHashSet<String>();
        if (change.kind() == Kind.REMOVED) {
            words.add(telling.say(left ? "left" : "removed"));
        } else if (change.kind() == Kind.CREATED) {
            words.add(telling.say(telling.changes.isEmpty() ? "created" : "entered"));
        }
        words.addAll(telling.words());
        if (words.isEmpty()) {
            words.add(telling.say(telling.changes.isEmpty() ? "updated" : "other"));
        }
        return List.copyOf(words);
    }

    private List<String> words() {
        return Stream.of(
                        status("cancelled", "postponed"),
                        status("moved-online"),
                        attendance(),
                        status("scheduled"),
                        times.start(),
                        times.end(),
                        times.allDay(),
                        times.timeZone(),
                        place(),
                        link("recordingUrl", "recording"),
                        link("registrationUrl", "registration"),
                        status("rescheduled", "tentative"),
                        plain("title", "title"),
                        plain("text", "summary", "body"),
                        plain("language", "language"),
                        list("organisers"),
                        list("partners"),
                        list("topics"),
                        list("accessibility"),
                        plain("url", "url"),
                        plain("image", "imageUrl"),
                        KNOWN.containsAll(changes.keySet()) ? null : say("other"))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    private String say(String key, Object... values) {
        return texts.text("change." + key, values);
    }

    private @Nullable String plain(String key, String... fields) {
        return Stream.of(fields).anyMatch(changes::containsKey) ? say(key) : null;
    }

    private @Nullable String status(String... to) {
        var status = changes.get("status");
        if (status == null || Stream.of(to).noneMatch(status::isTo)) {
            return null;
        }
        if (status.isTo("scheduled")) {
            var from = status.from();
            return say(
                    from != null && from.asString().equals("cancelled")
                            ? "status.reinstated"
                            : "status.confirmed");
        }
        // The times say it better.
        return status.isTo("rescheduled") && changes.containsKey("startsAt")
                ? null
                : say("status." + text(status.to()));
    }

    private @Nullable String attendance() {
        var change = changes.get("attendance");
        if (change == null || isMovedOnline()) {
            return null;
        }
        return change.to() == null
                ? say("attendance.open")
                : say(
                        "attendance.%s.%s"
                                .formatted(
                                        change.from() == null ? "unknown" : text(change.from()),
                                        text(change.to())));
    }

    private boolean isMovedOnline() {
        var status = changes.get("status");
        return status != null && status.isTo("moved-online");
    }

    /** What is online from now on has left its place; that is said already. */
    private @Nullable String place() {
        var change = changes.get("place");
        var attendance = changes.get("attendance");
        if (change == null
                || isMovedOnline()
                || (attendance != null && attendance.isTo("online"))) {
            return null;
        }
        var from = shortPlace(change.from());
        var to = shortPlace(change.to());
        if (from.equals(to)) {
            return say("place.details");
        }
        if (to.isEmpty()) {
            return say("place.open");
        }
        return from.isEmpty()
                ? say("place.set", isolated(to))
                : say("place", isolated(from), isolated(to));
    }

    private @Nullable String link(String field, String key) {
        var change = changes.get(field);
        if (change == null) {
            return null;
        }
        var what = change.from() == null ? "set" : change.to() == null ? "gone" : "changed";
        return say(key + "." + what);
    }

    /** What was only added to is told by what was added. */
    private @Nullable String list(String field) {
        var change = changes.get(field);
        if (change == null) {
            return null;
        }
        var from = names(change.from());
        var to = names(change.to());
        var added = new ArrayList<>(to);
        added.removeAll(from);
        return !added.isEmpty() && to.containsAll(from)
                ? say(
                        field + ".added",
                        String.join(", ", added.stream().map(ChangeWords::isolated).toList()))
                : say(field);
    }

    private static List<String> names(@Nullable JsonNode list) {
        return list == null
                ? List.of()
                : list.valueStream()
                        .map(each -> text(each.isObject() ? each.get("name") : each))
                        .toList();
    }

    private static String shortPlace(@Nullable JsonNode place) {
        return place == null
                ? ""
                : String.join(
                        ", ",
                        Stream.of(place.path("name"), place.path("locality"))
                                .map(part -> part.asString(""))
                                .filter(part -> !part.isEmpty())
                                .distinct()
                                .toList());
    }

    private static String text(@Nullable JsonNode value) {
        return value == null ? "" : value.asString("");
    }

    /** What somebody wrote keeps its direction to itself (Unicode UAX #9, FSI and PDI). */
    static String isolated(String text) {
        return '\u2068' + text + '\u2069';
    }
}
