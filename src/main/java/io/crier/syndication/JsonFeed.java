package io.crier.syndication;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.crier.announcement.Announcement;
import io.crier.announcement.Attendance;
import io.crier.announcement.Content;
import io.crier.announcement.Json;
import io.crier.announcement.Party;
import io.crier.announcement.Place;
import io.crier.announcement.Status;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON Feed 1.1. What is known of the event itself stands in the extension {@code _event}: its
 * times are dates alone, the end inclusive, where it takes whole days.
 */
final class JsonFeed implements Format {
    private static final String VERSION = "https://jsonfeed.org/version/1.1";

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Head(
            String version,
            String title,
            @JsonProperty("home_page_url") String home,
            @JsonProperty("feed_url") String self,
            @JsonProperty("next_url") @Nullable String next,
            @JsonProperty("_event") About event) {}

    private record About(String about) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Item(
            String id,
            String url,
            String title,
            @JsonProperty("content_html") String html,
            @Nullable String summary,
            @Nullable String image,
            @JsonProperty("date_published") Instant published,
            @JsonProperty("date_modified") Instant modified,
            List<Author> authors,
            List<String> tags,
            @Nullable String language,
            List<Attachment> attachments,
            @JsonProperty("_event") Event event) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Author(String name, @Nullable String url) {}

    private record Attachment(String url, @JsonProperty("mime_type") String type, String title) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Event(
            @Nullable String start,
            @Nullable String end,
            @JsonProperty("time_zone") @Nullable String zone,
            @JsonProperty("all_day") boolean allDay,
            @JsonProperty("previous_starts") List<String> previousStarts,
            Status status,
            @Nullable Attendance attendance,
            @Nullable Place place,
            List<String> accessibility,
            @JsonProperty("registration_url") @Nullable String registration,
            @JsonProperty("recording_url") @Nullable String recording) {}

    @Override
    public String suffix() {
        return "feed.json";
    }

    @Override
    public String mediaType() {
        return "application/feed+json";
    }

    @Override
    public boolean whole() {
        return false;
    }

    @Override
    public boolean tellsPhase() {
        return false;
    }

    @Override
    public Document open(Listing listing) {
        var head =
                new Head(
                        VERSION,
                        ListingTitle.of(listing),
                        Links.home(listing),
                        listing.self().toASCIIString(),
                        Links.turn(listing.next()),
                        new About(listing.base().resolve("/docs").toASCIIString()));
        var open = Json.MAPPER.writeValueAsString(head);
        return new Parts(
                open.substring(0, open.length() - 1) + ",\"items\":[\n",
                one -> Json.MAPPER.writeValueAsBytes(item(one, listing)),
                ",\n",
                "\n]}\n");
    }

    private static Item item(Announcement announcement, Listing listing) {
        var content = announcement.content();
        return new Item(
                Links.urn(announcement),
                Links.page(listing, announcement),
                Headline.title(content),
                Headline.html(content),
                content.summary(),
                Links.written(content.imageUrl()),
                announcement.publishedAt(),
                announcement.updatedAt(),
                content.organisers().stream().map(JsonFeed::author).toList(),
                content.topics(),
                content.language(),
                attachments(content.recordingUrl()),
                event(announcement, content));
    }

    private static Author author(Party organiser) {
        return new Author(organiser.name(), Links.written(organiser.url()));
    }

    /** They need a media type, so that one of a page, which has a player of its own, is none. */
    private static List<Attachment> attachments(@Nullable URI recording) {
        var type = MediaTypes.of(recording);
        return recording == null || type == null
                ? List.of()
                : List.of(new Attachment(recording.toASCIIString(), type, "Recording"));
    }

    private static Event event(Announcement announcement, Content content) {
        return new Event(
                Moments.start(content),
                Moments.end(content),
                content.timeZone() == null ? null : content.timeZone().getId(),
                content.allDay(),
                Moments.previousStarts(announcement),
                content.status(),
                content.attendance(),
                content.place(),
                content.accessibility(),
                Links.written(content.registrationUrl()),
                Links.written(content.recordingUrl()));
    }
}
