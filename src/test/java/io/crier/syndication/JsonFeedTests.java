package io.crier.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Json;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JsonFeedTests {
    private static final Set<String> TOP =
            Set.of("version", "title", "home_page_url", "feed_url", "next_url", "_event", "items");
    private static final Set<String> ITEM =
            Set.of(
                    "id",
                    "url",
                    "title",
                    "content_html",
                    "summary",
                    "image",
                    "date_published",
                    "date_modified",
                    "authors",
                    "tags",
                    "language",
                    "attachments",
                    "_event");

    private final Format format = new JsonFeed();

    @Test
    void isAFeedOfItems() {
        assertThat(Written.text(format, Written.page(format), Written.full()))
                .isEqualTo(
                        """
                        {"version":"https://jsonfeed.org/version/1.1","title":"Crier: language en, climate",\
                        "home_page_url":"https://crier.example/",\
                        "feed_url":"https://crier.example/v1/announcements.feed.json?topic=climate&language=en&page=p2",\
                        "next_url":"https://crier.example/v1/announcements.feed.json?topic=climate&language=en&page=p3",\
                        "_event":{"about":"https://crier.example/docs"},"items":[
                        {"id":"urn:uuid:01a206f3-e667-72a6-9ada-f13027f133bc",\
                        "url":"https://net.example/streets?a=1&b=2","title":"Streets for <people> & trees",\
                        "content_html":"<p lang=\\"en\\"><strong>New time. \
                        Thursday 4 March 2027, 17:00 to 18:30 (Europe/Brussels). \
                        Town hall, Grote Markt 1, Gent, BE, and online.</strong>\
                        <br><a href=\\"https://net.example/register\\">Registration</a>\
                        <br><a href=\\"https://net.example/streets.mp4\\">Recording</a></p><p>Come &amp; see.</p>",\
                        "summary":"What 30 km/h did in 5 cities.","image":"https://net.example/streets.jpg",\
                        "date_published":"2026-11-03T09:00:00Z","date_modified":"2026-11-23T09:00:00.123456Z",\
                        "authors":[{"name":"City Network","url":"https://net.example"},{"name":"Town of \\"Gent\\""}],\
                        "tags":["climate","mobility"],"language":"en-GB",\
                        "attachments":[{"url":"https://net.example/streets.mp4","mime_type":"video/mp4","title":"Recording"}],\
                        "_event":{"start":"2027-03-04T17:00:00+01:00","end":"2027-03-04T18:30:00+01:00",\
                        "time_zone":"Europe/Brussels","all_day":false,"previous_starts":["2027-02-25T17:00:00+01:00"],\
                        "status":"rescheduled","attendance":"hybrid","place":{"name":"Town hall",\
                        "address":"Grote Markt 1","locality":"Gent","country":"BE","latitude":51.05,"longitude":-3.7},\
                        "accessibility":["sign language"],"registration_url":"https://net.example/register",\
                        "recording_url":"https://net.example/streets.mp4"}}
                        ]}
                        """);
    }

    /** Each rule that the version 1.1 has for what is written. */
    @Test
    void keepsTheRulesAndSaysWhatTheAnnouncementsSay() {
        var announcements = new Anything(12).announcements(300);
        var feed = read(Written.bytes(format, Written.page(format), announcements, announcements));
        assertThat(TOP).containsAll(feed.propertyNames());
        assertThat(feed.get("version").asString()).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(feed.get("title").isString()).isTrue();
        var items = feed.get("items");
        assertThat(items.size()).isEqualTo(announcements.size());
        var ids = new HashSet<String>();
        for (var i = 0; i < items.size(); i++) {
            var item = items.get(i);
            var announcement = announcements.get(i);
            var content = announcement.content();
            assertThat(ITEM).containsAll(item.propertyNames());
            assertThat(item.get("id").asString()).isEqualTo("urn:uuid:" + announcement.id());
            assertThat(ids.add(item.get("id").asString())).isTrue();
            assertThat(item.get("content_html").asString()).isEqualTo(Headline.html(content));
            assertThat(item.get("title").asString()).isEqualTo(Headline.title(content));
            assertThat(text(item, "summary")).isEqualTo(content.summary());
            assertThat(URI.create(item.get("url").asString()).isAbsolute()).isTrue();
            assertThat(Instant.parse(item.get("date_published").asString()))
                    .isEqualTo(announcement.publishedAt());
            assertThat(Instant.parse(item.get("date_modified").asString()))
                    .isEqualTo(announcement.updatedAt());
            assertThat(texts(item.path("tags"))).isEqualTo(content.topics());
            assertThat(item.path("authors").size()).isEqualTo(content.organisers().size());
            for (var attachment : item.path("attachments")) {
                assertThat(attachment.get("mime_type").asString()).contains("/");
                assertThat(attachment.get("url").asString())
                        .isEqualTo(Objects.requireNonNull(content.recordingUrl()).toASCIIString());
            }
            assertThat(text(item.get("_event"), "start")).isEqualTo(Moments.start(content));
        }
    }

    @Test
    void theLastPageHasNoNext() {
        var feed = read(Written.bytes(format, Written.everything(format), List.of(), List.of()));
        assertThat(feed.has("next_url")).isFalse();
        assertThat(feed.get("items").size()).isZero();
    }

    private static JsonNode read(byte[] document) {
        return Json.read(document);
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.has(name) ? node.get(name).asString() : null;
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
