package io.crier.announcement;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An announcement as clients see it.
 *
 * @param phase at the time of the answer
 * @param cursor just after its latest change; {@code null} where the answer has one for all that is
 *     in it
 */
public record AnnouncementView(
        @JsonUnwrapped Announcement announcement, Phase phase, @Nullable String cursor) {

    public static AnnouncementView within(Announcement announcement, Instant now) {
        return new AnnouncementView(announcement, announcement.phase(now), null);
    }

    public static AnnouncementView of(Announcement announcement, Cursor cursor, Instant now) {
        return new AnnouncementView(announcement, announcement.phase(now), cursor.toString());
    }

    /**
     * The opaque part of its entity tag, {@code <version>-<phase>-<epoch>}: two views of one
     * announcement with the same tag say the same, also after the log was restored from a backup,
     * which may give a version's number to another one.
     */
    public String tag() {
        var place = requireNonNull(cursor, "an announcement of many has no tag");
        return "%d-%s-%s"
                .formatted(
                        announcement.version(),
                        phase.name().toLowerCase(Locale.ROOT),
                        place.substring(0, place.lastIndexOf('-')));
    }
}
