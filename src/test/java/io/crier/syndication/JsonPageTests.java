package io.crier.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Content;
import io.crier.announcement.Json;
import org.junit.jupiter.api.Test;

class JsonPageTests {
    private static final String ITEM =
            """
            {"id":"01a206f3-e667-72a6-9ada-f13027f133bc","version":3,"sequence":1,"title":"x","allDay":false,\
            "status":"scheduled","organisers":[],"partners":[],"topics":[],"accessibility":[],"previousStartsAt":[],\
            "source":{"id":"s1","uid":"https://town.example/?p=7","url":"https://town.example/"},\
            "publishedAt":"2026-11-03T09:00:00Z","updatedAt":"2026-11-23T09:00:00.123456Z","phase":"undated"}\
            """;

    private final Format format = Formats.JSON;

    @Test
    void isThePageOfTheApi() {
        var announcement = Written.announcement(Content.titled("x").build());
        assertThat(Written.text(format, Written.page(format), announcement, announcement))
                .isEqualTo(
                        "{\"items\":["
                                + ITEM
                                + ","
                                + ITEM
                                + "],\"next\":\"p3\",\"previous\":\"p1\",\"cursor\":\"e-7\"}");
    }

    @Test
    void tellsThatThereIsNoOtherPage() {
        assertThat(Written.text(format, Written.everything(format)))
                .isEqualTo("{\"items\":[],\"next\":null,\"previous\":null,\"cursor\":\"e-7\"}");
    }

    @Test
    void oneAnnouncementStandsForItself() {
        var text =
                Written.text(
                        format,
                        Written.single(format),
                        Written.announcement(Content.titled("x").build()));
        assertThat(text).isEqualTo(ITEM.substring(0, ITEM.length() - 1) + ",\"cursor\":\"e-7\"}");
        assertThat(Json.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)).isObject())
                .isTrue();
    }
}
