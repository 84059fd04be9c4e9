package io.crier.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Content;
import io.crier.announcement.ContentReader;
import io.crier.announcement.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NdjsonTests {
    private final Format format = new Ndjson();

    @Test
    void isALineAnAnnouncement() {
        assertThat(
                        Written.text(
                                format,
                                Written.everything(format),
                                Written.announcement(Content.titled("a\nb").build())))
                .isEqualTo(
                        """
                        {"id":"01a206f3-e667-72a6-9ada-f13027f133bc","version":3,"sequence":1,"title":"a\\nb",\
                        "allDay":false,"status":"scheduled","organisers":[],"partners":[],"topics":[],\
                        "accessibility":[],"previousStartsAt":[],\
                        "source":{"id":"s1","uid":"https://town.example/?p=7","url":"https://town.example/"},\
                        "publishedAt":"2026-11-03T09:00:00Z","updatedAt":"2026-11-23T09:00:00.123456Z"}
                        """);
    }

    /** Of what the API accepts: control characters never get in. */
    @Test
    void aLineMayBePublishedAsItIs() {
        var full = Written.full();
        var lines =
                new String(
                                Written.bytes(
                                        format,
                                        Written.everything(format),
                                        List.of(full, full),
                                        List.of(full)),
                                StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        assertThat(lines).hasSize(2);
        var json = Json.read(lines.getLast().getBytes(StandardCharsets.UTF_8));
        assertThat(ContentReader.read(json)).isEqualTo(full.content());
        assertThat(json.get("id").asString()).isEqualTo(full.id().toString());
    }
}
