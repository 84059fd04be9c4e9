package io.crier.board;

import io.crier.announcement.Content;
import io.crier.board.ChangeWords.Difference;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of the times of an event, in short texts; {@code null} where nothing worth a word.
 */
final class ChangedTimes {
    private final Content content;
    private final Map<String, Difference> changes;
    private final Texts texts;
    private final ZoneId zone;

    ChangedTimes(Content content, Map<String, Difference> changes, Texts texts, ZoneId elsewhere) {
        this.content = content;
        this.changes = changes;
        this.texts = texts;
        this.zone = zone(content, changes.get("startsAt"), elsewhere);
    }

    /**
     * Its own, or the offset that some time of it came with; where that is plain UTC, which says
     * nothing of a place, the other one.
     */
    private static ZoneId zone(Content content, @Nullable Difference start, ZoneId elsewhere) {
        if (content.timeZone() != null) {
            return content.timeZone();
        }
        return Stream.of(
                        content.startsAt(),
                        start == null ? null : time(start.to()),
                        start == null ? null : time(start.from()))
                .filter(Objects::nonNull)
                .findFirst()
                .<ZoneId>map(OffsetDateTime::getOffset)
                .filter(offset -> !offset.equals(ZoneOffset.UTC))
                .orElse(elsewhere);
    }

    @Nullable String start() {
        var change = changes.get("startsAt");
        if (change == null) {
            return null;
        }
        var from = time(change.from());
        var to = time(change.to());
        if (to == null) {
            var status = changes.get("status");
            return status != null && status.isTo("postponed") ? null : say("start.open");
        }
        if (from == null) {
            return say("start.set", moment(to, false, false));
        }
        var sameDay = day(from).equals(day(to));
        if (sameDay && (content.allDay() || changes.containsKey("allDay"))) {
            return null;
        }
        return sameDay ? say("start", clock(from), clock(to)) : moved("moved", from, to);
    }

    /** An end that goes along with the start is not worth a word. */
    @Nullable String end() {
        var change = changes.get("endsAt");
        var start = changes.get("startsAt");
        var startFrom = start == null ? content.startsAt() : time(start.from());
        var startTo = start == null ? content.startsAt() : time(start.to());
        if (change == null
                || changes.containsKey("allDay")
                || startFrom == null
                || startTo == null) {
            return null;
        }
        var from = last(time(change.from()));
        var to = last(time(change.to()));
        if (to == null) {
            return say("end.open");
        }
        if (from == null) {
            var sameDay = day(to).equals(day(startTo));
            return sameDay && content.allDay() ? null : say("end.set", moment(to, sameDay, false));
        }
        if (length(startFrom, from) == length(startTo, to)) {
            return null;
        }
        return day(from).equals(day(to))
                ? say("end", clock(from), clock(to))
                : moved("end", from, to);
    }

    @Nullable String allDay() {
        var change = changes.get("allDay");
        if (change == null) {
            return null;
        }
        if (change.to() != null && change.to().asBoolean()) {
            return say("all-day");
        }
        return content.startsAt() == null ? null : say("at", clock(content.startsAt()));
    }

    @Nullable String timeZone() {
        var change = changes.get("timeZone");
        var start = changes.get("startsAt");
        if (change == null
                || content.startsAt() == null
                || (start != null && start.from() == null)) {
            return null;
        }
        var to = change.to();
        if (change.from() != null && to != null) {
            return say("zone", change.from().asString(), to.asString());
        }
        return to == null ? say("zone.open") : say("zone.set", to.asString());
    }

    private String say(String key, Object... values) {
        return texts.text("change." + key, values);
    }

    private String moved(String key, OffsetDateTime from, OffsetDateTime to) {
        var withYear = day(from).getYear() != day(to).getYear();
        return say(key, moment(from, false, withYear), moment(to, false, withYear));
    }

    private String moment(OffsetDateTime time, boolean sameDay, boolean withYear) {
        if (sameDay && !content.allDay()) {
            return clock(time);
        }
        var date =
                withYear ? texts.times().dayOfMonth(day(time)) : texts.times().dayOfYear(day(time));
        return content.allDay() || changes.containsKey("allDay")
                ? date
                : say("date-time", date, clock(time));
    }

    /** The last instant of whole days, whose end is the midnight after. */
    private @Nullable OffsetDateTime last(@Nullable OffsetDateTime end) {
        return end != null && content.allDay() ? end.minus(Duration.ofMillis(1)) : end;
    }

    private long length(OffsetDateTime start, OffsetDateTime end) {
        var millis = Duration.between(start, end).toMillis();
        return content.allDay()
                ? Math.round((double) millis / Duration.ofDays(1).toMillis())
                : millis;
    }

    private LocalDate day(OffsetDateTime time) {
        return time.atZoneSameInstant(zone).toLocalDate();
    }

    private String clock(OffsetDateTime time) {
        return texts.times().time(time.atZoneSameInstant(zone));
    }

    private static @Nullable OffsetDateTime time(@Nullable JsonNode text) {
        return text == null ? null : OffsetDateTime.parse(text.asString());
    }
}
