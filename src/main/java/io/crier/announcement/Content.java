package io.crier.announcement;

import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an organiser says of an event: the part of an announcement that is written by others than
 * Crier.
 *
 * <p>Equal contents say the same thing, so a write of an equal content changes nothing. To that end
 * the times are kept in one form: at the offset that {@code timeZone} has at that instant where a
 * zone is given, else at the offset they came with, to the microsecond.
 *
 * @param title plain text, never blank
 * @param summary plain text
 * @param body sanitised HTML
 * @param language BCP 47, in canonical case
 * @param startsAt the first instant, or {@code null} while it is unknown
 * @param endsAt the instant at which it is over, exclusive; never before {@code startsAt}, never
 *     without it
 * @param timeZone the zone in whose clock the event is told
 * @param allDay whether the times of day mean nothing: the event takes whole days of its zone
 * @param topics in the order given, each once whatever its case
 * @param accessibility what is provided, such as "sign language", in plain words
 * @param url the event's own page
 */
public record Content(
        String title,
        @Nullable String summary,
        @Nullable String body,
        @Nullable String language,
        @Nullable OffsetDateTime startsAt,
        @Nullable OffsetDateTime endsAt,
        @Nullable ZoneId timeZone,
        boolean allDay,
        Status status,
        @Nullable Attendance attendance,
        @Nullable Place place,
        List<Party> organisers,
        List<Party> partners,
        List<String> topics,
        List<String> accessibility,
        @Nullable URI url,
        @Nullable URI registrationUrl,
        @Nullable URI recordingUrl,
        @Nullable URI imageUrl) {

    public Content {
        if (title.isBlank()) {
            throw new IllegalArgumentException("a title is never blank");
        }
        if (endsAt != null && (startsAt == null || endsAt.isBefore(startsAt))) {
            throw new IllegalArgumentException("an end is never without a start, nor before it");
        }
        startsAt = inZone(startsAt, timeZone);
        endsAt = inZone(endsAt, timeZone);
        organisers = List.copyOf(organisers);
        partners = List.copyOf(partners);
        topics = List.copyOf(topics);
        accessibility = List.copyOf(accessibility);
    }

    /** A content to fill in, scheduled and with nothing but a title. */
    public static ContentBuilder titled(String title) {
        return new ContentBuilder(title);
    }

    /** The same content, to change something in. */
    public ContentBuilder with() {
        return new ContentBuilder(this);
    }

    /** How two topics are compared: whatever their case. */
    static String folded(String topic) {
        return topic.toLowerCase(Locale.ROOT);
    }

    private static @Nullable OffsetDateTime inZone(
            @Nullable OffsetDateTime time, @Nullable ZoneId zone) {
        if (time == null) {
            return null;
        }
        var precise = time.truncatedTo(ChronoUnit.MICROS);
        if (zone == null) {
            return precise;
        }
        var local = precise.atZoneSameInstant(zone).toOffsetDateTime();
        // Before there was standard time offsets had seconds, which RFC 3339 cannot write.
        return local.getOffset().getTotalSeconds() % 60 == 0 ? local : precise;
    }
}
