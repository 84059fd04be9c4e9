package io.crier.syndication;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A time as a calendar has it, to the second: on the clock of a zone, or in UTC.
 *
 * @param zone {@code null} for UTC
 * @param local what the clock shows
 */
record CalendarTime(@Nullable ZoneId zone, LocalDateTime local) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    /**
     * The instant on the clock of the zone, if that tells it to every reader. A zone that never
     * changes its clock needs no definition in UTC, what was before the first year of {@link
     * ZoneDefinition} is not in one, and a local time that comes twice would be read as its first
     * (RFC 5545 §3.3.5).
     */
    static CalendarTime of(Instant instant, @Nullable ZoneId zone) {
        var time = instant.truncatedTo(ChronoUnit.SECONDS);
        if (zone != null && !zone.getRules().isFixedOffset()) {
            var local = LocalDateTime.ofInstant(time, zone);
            if (local.getYear() >= ZoneDefinition.FIRST_YEAR
                    && zone.getRules().getValidOffsets(local).size() == 1) {
                return new CalendarTime(zone, local);
            }
        }
        return new CalendarTime(null, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    void write(ContentLines lines, String name) {
        lines.name(name)
                .parameter("TZID", zone == null ? null : zone.getId())
                .value(TIME.format(local) + (zone == null ? "Z" : ""));
    }

    /** The form of an instant in UTC. */
    static String utc(Instant instant) {
        return TIME.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "Z";
    }

    static String local(LocalDateTime local) {
        return TIME.format(local);
    }

    static String date(LocalDate date) {
        return DATE.format(date);
    }
}
