package io.crier.board;

import io.crier.announcement.Announcement;
import io.crier.announcement.Change;
import io.crier.announcement.Content;
import io.crier.announcement.Party;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One announcement, as its template shows it.
 *
 * @param card the same in short
 * @param before when it was to be before that, the latest first
 * @param address where it is, part by part
 * @param map where to find it; {@code null} where that is not known
 * @param body HTML
 * @param image over HTTPS; {@code null} for none
 * @param jsonLd without a character that ends a script
 */
public record AnnouncementPage(
        Frame frame,
        Card card,
        List<String> before,
        List<String> address,
        @Nullable String map,
        @Nullable String attendance,
        List<Named> organisers,
        List<Named> partners,
        List<String> accessibility,
        @Nullable String body,
        @Nullable String image,
        @Nullable String url,
        @Nullable String spoken,
        List<Entry> history,
        String jsonLd) {
    private static final String MAP = "https://www.openstreetmap.org/";

    /** Somebody, with a web site if there is one. */
    public record Named(String name, @Nullable String url) {}

    /** What became of it, at a time. */
    public record Entry(String machine, String at, String words) {}

    static AnnouncementPage of(
            Announcement announcement,
            List<Change> history,
            Instant now,
            Frame frame,
            String jsonLd) {
        var texts = frame.texts();
        var content = announcement.content();
        return new AnnouncementPage(
                frame,
                Card.of(announcement, now, texts, frame.link(), null),
                announcement.previousStartsAt().reversed().stream()
                        .map(start -> at(start, content, Card.year(now), texts))
                        .toList(),
                Where.address(content, texts),
                map(content),
                content.attendance() == null || Where.isOnlineOnly(content)
                        ? null
                        : Where.attendance(content.attendance(), texts),
                named(content.organisers()),
                named(content.partners()),
                content.accessibility(),
                content.body() == null ? null : Prose.fitted(content.body()),
                secure(content),
                Card.written(content.url()),
                content.language() == null ? null : Choices.language(content.language(), texts),
                history.stream().map(change -> entry(change, Card.year(now), texts)).toList(),
                jsonLd);
    }

    /** For those who show links to it: a sentence, or when and where. */
    static String description(Content content, Instant now, Texts texts) {
        if (content.summary() != null) {
            return content.summary();
        }
        var when = When.of(content, Card.year(now), texts);
        return String.join(
                " · ",
                Stream.of(when.days(), when.hours(), Where.of(content, texts))
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    /** What a page over HTTPS may show. */
    static @Nullable String secure(Content content) {
        var image = content.imageUrl();
        return image == null || !"https".equals(image.getScheme()) ? null : image.toASCIIString();
    }

    private static String at(OffsetDateTime start, Content content, Year year, Texts texts) {
        var local = start.atZoneSameInstant(Times.zone(content, start));
        var day = texts.times().day(local.toLocalDate(), year);
        return content.allDay() ? day : day + ", " + texts.times().time(local);
    }

    private static @Nullable String map(Content content) {
        var place = content.place();
        if (place == null || Where.isOnlineOnly(content)) {
            return null;
        }
        if (place.latitude() != null && place.longitude() != null) {
            return "%s?mlat=%s&mlon=%s#map=17/%2$s/%3$s"
                    .formatted(MAP, place.latitude(), place.longitude());
        }
        var searched =
                Stream.of(place.name(), place.address(), place.locality(), place.country())
                        .flatMap(Stream::ofNullable)
                        .toList();
        return place.address() == null && place.locality() == null
                ? null
                : MAP
                        + "search?query="
                        + URLEncoder.encode(String.join(", ", searched), StandardCharsets.UTF_8);
    }

    private static List<Named> named(List<Party> parties) {
        return parties.stream()
                .map(party -> new Named(party.name(), Card.written(party.url())))
                .toList();
    }

    private static Entry entry(Change change, Year year, Texts texts) {
        var at = change.at().atZone(ZoneOffset.UTC);
        return new Entry(
                change.at().toString(),
                "%s, %s UTC"
                        .formatted(
                                texts.times().day(at.toLocalDate(), year), texts.times().time(at)),
                String.join(" · ", ChangeWords.of(change, texts)));
    }
}
