package io.crier.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Content;
import io.crier.announcement.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FramesTests {
    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }

    private static final String ANNOUNCEMENT =
            """
            {"id":"01a206f3-e667-72a6-9ada-f13027f133bc","version":1,"sequence":0,"title":"x","allDay":false,\
            "status":"scheduled","organisers":[],"partners":[],"topics":[],"accessibility":[],"previousStartsAt":[],\
            "publishedAt":"2026-11-23T09:00:00Z","updatedAt":"2026-11-23T09:00:00Z","phase":"undated"}\
            """;

    @Test
    void writesAChangeByteForByte() {
        var change = Changes.created(7, Content.titled("x").build());
        assertThat(text(Changes.FRAMES.change(change, View.WHOLE)))
                .isEqualTo(
                        """
                        event: created
                        id: 56fa53d55ffa-7
                        data: {"cursor":"56fa53d55ffa-7","kind":"created","id":"01a206f3-e667-72a6-9ada-f13027f133bc",\
                        "version":1,"changed":[],"announcement":%s}

                        """
                                .formatted(ANNOUNCEMENT));
    }

    @Test
    void tellsALeaverOfItsRemoval() {
        var change = Changes.created(7, Content.titled("x").build());
        assertThat(text(Changes.FRAMES.change(change, View.LEFT)))
                .startsWith("event: removed\n")
                .contains("\"kind\":\"removed\"", "\"left\":true");
        assertThat(text(Changes.FRAMES.change(change, View.ENTERED)))
                .startsWith("event: created\n");
    }

    @Test
    void writesTheOtherEventsByteForByte() {
        assertThat(text(Changes.FRAMES.bookmark(5, 7)))
                .isEqualTo(
                        """
                        event: bookmark
                        id: 56fa53d55ffa-5
                        data: {"cursor":"56fa53d55ffa-5","head":"56fa53d55ffa-7","at":"2026-11-23T09:00:00Z"}

                        """);
        assertThat(
                        text(
                                Changes.FRAMES.reset(
                                        ResetReason.OTHER_EPOCH,
                                        7,
                                        "/v1/announcements?topic=a%20b")))
                .isEqualTo(
                        """
                        event: reset
                        id: 56fa53d55ffa-7
                        data: {"reason":"other-epoch","cursor":"56fa53d55ffa-7","snapshot":"/v1/announcements?topic=a%20b"}

                        """);
        assertThat(text(Changes.FRAMES.goAway(7, 1500)))
                .isEqualTo(
                        """
                        retry: 1500
                        event: goaway
                        id: 56fa53d55ffa-7
                        data: {"cursor":"56fa53d55ffa-7"}

                        """);
    }

    @Test
    void noTextEndsALineOrAFrame() {
        var nasty = "a\nb\r\nc\rd\u2028e\u2029f\n\nevent: removed\ndata: {}\n\n\u0085\u0000";
        var frame =
                text(
                        Changes.FRAMES.change(
                                Changes.created(7, Content.titled(nasty).body(nasty).build()),
                                View.WHOLE));
        assertThat(frame.lines().count()).isEqualTo(4);
        assertThat(frame).doesNotContain("\r").doesNotContain("\u0000").endsWith("\n\n");
        var data = frame.lines().skip(2).findFirst().orElseThrow().substring("data: ".length());
        assertThat(Json.MAPPER.readTree(data).at("/announcement/title").asString())
                .isEqualTo(nasty);
    }
}
