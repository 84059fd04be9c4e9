package io.crier.announcement;

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
     * The opaque part of its entity tag, {@code <version>-<phase>}: two views of one announcement
     * with the same tag say the same.
     */
    public String tag() {
        return "%d-%s".formatted(announcement.version(), phase.name().toLowerCase(Locale.ROOT));
    }
}
