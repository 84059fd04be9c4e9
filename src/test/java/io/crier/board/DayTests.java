package io.crier.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Announcement;
import io.crier.announcement.Content;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DayTests {
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

    private static Announcement event(String title, String start, String zone) {
        return new Announcement(
                new UUID(0, title.hashCode()),
                1,
                0,
                Content.titled(title)
                        .startsAt(OffsetDateTime.parse(start))
                        .timeZone(ZoneId.of(zone))
                        .build(),
                List.of(),
                null,
                NOW,
                NOW);
    }

    @Test
    void eachStandsOnTheDayThatItsOrganiserSaid() {
        var days =
                Day.of(
                        List.of(
                                event("Tokyo", "2027-03-05T08:00:00+09:00", "Asia/Tokyo"),
                                event(
                                        "Los Angeles",
                                        "2027-03-04T17:00:00-08:00",
                                        "America/Los_Angeles"),
                                event("Brussels", "2027-03-05T09:00:00+01:00", "Europe/Brussels")),
                        Spoken.ENGLISH,
                        one -> Card.of(one, NOW, Spoken.ENGLISH, ViewLink.home(null), null));
        assertThat(days).extracting(Day::date).containsExactly("2027-03-04", "2027-03-05");
        assertThat(days)
                .extracting(Day::heading)
                .containsExactly("Thursday, 4 March 2027", "Friday, 5 March 2027");
        assertThat(days.get(0).cards()).extracting(Card::title).containsExactly("Los Angeles");
        assertThat(days.get(1).cards())
                .extracting(Card::title)
                .containsExactly("Tokyo", "Brussels");
    }
}
