package io.crier.syndication;

import io.crier.announcement.Attendance;
import io.crier.announcement.Content;
import io.crier.announcement.Place;
import io.crier.announcement.Status;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;

/**
 * What a person must know of an event before all else, in words, for readers that know of entries
 * but not of events: whether it takes place, when and where.
 *
 * <p>In English whatever the announcement's language, days and months too: names and patterns that
 * come from locale data change with the Java that Crier runs on, and with them every byte of every
 * feed.
 */
final class Headline {
    private static final Pattern WHITE = Pattern.compile("[\\s\\h]+");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private Headline() {}

    /** The title on one line; begins with a word where the event does not take place as told. */
    static String title(Content content) {
        var title = WHITE.matcher(content.title()).replaceAll(" ").strip();
        return switch (content.status()) {
            case CANCELLED -> "[Cancelled] " + title;
            case POSTPONED -> "[Postponed] " + title;
            case TENTATIVE, SCHEDULED, RESCHEDULED, MOVED_ONLINE -> title;
        };
    }

    /** In plain text, on one line, such as "Moved online. Thursday 4 March 2027, 17:00 (UTC).". */
    static String lead(Content content) {
        return Stream.of(status(content), when(content), where(content))
                .filter(Objects::nonNull)
                .map(sentence -> sentence.endsWith(".") ? sentence : sentence + ".")
                .collect(Collectors.joining(" "));
    }

    /** The lead, the links that are not the entry's own, and the text; as HTML that is safe. */
    static String html(Content content) {
        var summary = content.summary();
        var text =
                content.body() != null
                        ? content.body()
                        : summary == null
                                ? ""
                                : "<p>" + escaped(summary).replace("\n", "<br>") + "</p>";
        return "<p lang=\"en\"><strong>"
                + escaped(lead(content))
                + "</strong>"
                + link("Registration", content.registrationUrl())
                + link("Recording", content.recordingUrl())
                + "</p>"
                + text;
    }

    /** Plain text as HTML. */
    static String escaped(String text) {
        return Entities.escape(Xml.legal(text));
    }

    /** Name, address, town and country of the place, {@code null} where nothing is told of it. */
    static @Nullable String place(Content content) {
        var place = content.place();
        if (place == null) {
            return null;
        }
        var words =
                Stream.of(place.name(), place.address(), place.locality(), place.country())
                        .filter(Objects::nonNull)
                        .distinct()
                        .collect(Collectors.joining(", "));
        return words.isEmpty() ? coordinates(place) : words;
    }

    /** Whether one takes part from afar alone, whatever was told before it moved. */
    static boolean onlineOnly(Content content) {
        return content.status() == Status.MOVED_ONLINE || content.attendance() == Attendance.ONLINE;
    }

    private static @Nullable String status(Content content) {
        return switch (content.status()) {
            case TENTATIVE -> "Not settled yet";
            case SCHEDULED -> null;
            case RESCHEDULED -> "New time";
            case POSTPONED -> "Postponed, a new time is not known yet";
            case MOVED_ONLINE -> "Moved online";
            case CANCELLED -> "Cancelled";
        };
    }

    private static String when(Content content) {
        var start = content.startsAt();
        if (start == null) {
            return "The date is not known yet";
        }
        var was = content.status() == Status.POSTPONED ? "Was to be on " : "";
        if (content.allDay()) {
            return was + days(Moments.firstDay(content, start), Moments.lastDay(content, start));
        }
        var zone = content.timeZone();
        return was
                + times(start, end(content, start))
                + " ("
                + (zone == null ? "UTC" + offset(start) : zone.getId())
                + ")";
    }

    private static String days(LocalDate first, LocalDate last) {
        return first.equals(last)
                ? DAY.format(first)
                : DAY.format(first) + " to " + DAY.format(last);
    }

    /** By the clock that is named: without a zone it is the one of the start. */
    private static @Nullable OffsetDateTime end(Content content, OffsetDateTime start) {
        var end = content.endsAt();
        return end == null || content.timeZone() != null
                ? end
                : end.withOffsetSameInstant(start.getOffset());
    }

    private static String times(OffsetDateTime start, @Nullable OffsetDateTime end) {
        var begin = DAY.format(start) + ", " + TIME.format(start);
        if (end == null || end.isEqual(start)) {
            return begin;
        }
        return end.toLocalDate().equals(start.toLocalDate())
                ? begin + " to " + TIME.format(end)
                : begin + " to " + DAY.format(end) + ", " + TIME.format(end);
    }

    private static String offset(OffsetDateTime time) {
        return time.getOffset().getTotalSeconds() == 0 ? "" : time.getOffset().getId();
    }

    private static @Nullable String where(Content content) {
        var place = place(content);
        if (onlineOnly(content)) {
            return "Online";
        }
        if (content.attendance() == Attendance.HYBRID) {
            return place == null ? "In person and online" : place + ", and online";
        }
        return place;
    }

    private static String coordinates(Place place) {
        return place.latitude() + ", " + place.longitude();
    }

    private static String link(String label, @Nullable URI address) {
        return address == null
                ? ""
                : "%s<a href=\"%s\">%s</a>"
                        .formatted("<br>", escaped(address.toASCIIString()), label.strip());
    }
}
