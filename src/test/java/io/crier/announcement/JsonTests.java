package io.crier.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTests {
    @Test
    void writesAnAnnouncementByteForByte() {
        var view =
                AnnouncementView.of(
                        Samples.announcement(Samples.webinar()),
                        new Cursor("56fa53d55ffa", 5),
                        Samples.NOW);
        assertThat(Json.MAPPER.writeValueAsString(view))
                .isEqualTo(
                        """
                        {"id":"01a206f3-e667-72a6-9ada-f13027f133bc","version":1,"sequence":0,\
                        "title":"Bridging the gap","summary":"How councils and newcomers decide together.",\
                        "language":"en","startsAt":"2027-03-04T17:00:00+01:00","endsAt":"2027-03-04T18:00:00+01:00",\
                        "timeZone":"Europe/Brussels","allDay":false,"status":"scheduled","attendance":"online",\
                        "place":{"name":"Online"},"organisers":[{"name":"City Network"}],"partners":[],\
                        "topics":["Participation","inclusion"],"accessibility":[],"previousStartsAt":[],\
                        "publishedAt":"2026-11-23T09:00:00Z","updatedAt":"2026-11-23T09:00:00Z",\
                        "phase":"upcoming","cursor":"56fa53d55ffa-5"}\
                        """);
    }

    @Test
    void readsBackWhatItWrote() {
        var announcement =
                new Announcement(
                        Samples.announcement(Samples.webinar()).id(),
                        3,
                        2,
                        Samples.webinar(),
                        List.of(OffsetDateTime.parse("2027-03-03T17:00:00+01:00")),
                        new Origin("s", "u", null),
                        Samples.NOW,
                        Samples.NOW);
        var json = Json.MAPPER.writeValueAsString(announcement);
        assertThat(Json.MAPPER.readValue(json, Announcement.class)).isEqualTo(announcement);
    }
}
