package io.crier.demo;

import io.crier.announcement.Content;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * When an event takes place, told by the calendar of whoever looks: in weeks from this one, on a
 * day of the week, so that samples are always around today and never on an odd day.
 */
sealed interface When {
    /** The content with these times; those of day are of the content's zone. */
    Content in(Content content, Instant now);

    /** {@code {"weeks": 2, "on": "tuesday", "at": "17:00", "lasts": "PT1H"}}. */
    record Slot(int weeks, DayOfWeek on, LocalTime at, Duration lasts) implements When {
        @Override
        public Content in(Content content, Instant now) {
            var start = day(content, now, weeks, on).atTime(at).atZone(zone(content));
            return timed(content, start, start.plus(lasts), false);
        }
    }

    /** {@code {"weeks": 2, "on": "monday", "days": 5}}: takes whole days. */
    record WholeDays(int weeks, DayOfWeek on, int days) implements When {
        @Override
        public Content in(Content content, Instant now) {
            var first = day(content, now, weeks, on);
            var zone = zone(content);
            return timed(
                    content,
                    first.atStartOfDay(zone),
                    first.plusDays(days).atStartOfDay(zone),
                    true);
        }
    }

    /** {@code {"ago": "PT20M", "lasts": "PT24H"}}: going on now. */
    record Begun(Duration ago, Duration lasts) implements When {
        @Override
        public Content in(Content content, Instant now) {
            var start = now.minus(ago).truncatedTo(ChronoUnit.MINUTES).atZone(zone(content));
            return timed(content, start, start.plus(lasts), false);
        }
    }

    /**
     * {@code {"on": "thursday", "at": "18:00", "lasts": "PT2H"}}, or some of it: another day of the
     * week that it is in, another time of that day, another length. What is not told stays, and so
     * does an unknown time.
     */
    record Moved(@Nullable DayOfWeek on, @Nullable LocalTime at, @Nullable Duration lasts)
            implements When {
        @Override
        public Content in(Content content, Instant now) {
            var startsAt = content.startsAt();
            if (startsAt == null) {
                return content;
            }
            var before = startsAt.atZoneSameInstant(zone(content));
            var date = before.toLocalDate();
            var start =
                    (on == null ? date : date.with(ChronoField.DAY_OF_WEEK, on.getValue()))
                            .atTime(at == null ? before.toLocalTime() : at)
                            .atZone(zone(content));
            var length = lasts == null ? length(startsAt, content.endsAt()) : lasts;
            return timed(
                    content, start, length == null ? null : start.plus(length), content.allDay());
        }

        private static @Nullable Duration length(
                OffsetDateTime start, @Nullable OffsetDateTime end) {
            return end == null ? null : Duration.between(start, end);
        }
    }

    /** {@code null}: nobody knows. */
    record Unknown() implements When {
        @Override
        public Content in(Content content, Instant now) {
            return content.with().startsAt(null).endsAt(null).allDay(false).build();
        }
    }

    /** One of the forms above; a file that tells another one is refused, whatever is wrong. */
    static When of(JsonNode json) {
        if (json.isNull()) {
            return new Unknown();
        }
        if (json.has("ago")) {
            return new Begun(
                    told(json, "ago", Duration::parse), told(json, "lasts", Duration::parse));
        }
        if (!json.has("weeks")) {
            return new Moved(
                    json.has("on") ? told(json, "on", When::dayOfWeek) : null,
                    json.has("at") ? told(json, "at", LocalTime::parse) : null,
                    json.has("lasts") ? told(json, "lasts", Duration::parse) : null);
        }
        var weeks = json.required("weeks").intValue();
        var on = told(json, "on", When::dayOfWeek);
        return json.has("days")
                ? new WholeDays(weeks, on, json.required("days").intValue())
                : new Slot(
                        weeks,
                        on,
                        told(json, "at", LocalTime::parse),
                        told(json, "lasts", Duration::parse));
    }

    private static <T> T told(JsonNode json, String field, Function<String, T> reading) {
        return reading.apply(json.required(field).stringValue());
    }

    private static DayOfWeek dayOfWeek(String word) {
        return DayOfWeek.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static ZoneId zone(Content content) {
        var zone = content.timeZone();
        return zone == null ? ZoneOffset.UTC : zone;
    }

    private static LocalDate day(Content content, Instant now, int weeks, DayOfWeek on) {
        return LocalDate.ofInstant(now, zone(content))
                .plusWeeks(weeks)
                .with(ChronoField.DAY_OF_WEEK, on.getValue());
    }

    private static Content timed(
            Content content, ZonedDateTime start, @Nullable ZonedDateTime end, boolean allDay) {
        return content.with()
                .startsAt(start.toOffsetDateTime())
                .endsAt(end == null ? null : end.toOffsetDateTime())
                .allDay(allDay)
                .build();
    }
}
