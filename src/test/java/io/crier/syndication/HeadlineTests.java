package io.crier.syndication;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Attendance;
import io.crier.announcement.Content;
import io.crier.announcement.ContentBuilder;
import io.crier.announcement.Html;
import io.crier.announcement.Place;
import io.crier.announcement.Status;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class HeadlineTests {
    private static ContentBuilder starting(String time) {
        return Content.titled("x").startsAt(OffsetDateTime.parse(time));
    }

    private static String lead(ContentBuilder content) {
        return Headline.lead(content.build());
    }

    @Test
    void tellsWhen() {
        assertThat(lead(Content.titled("x"))).isEqualTo("The date is not known yet.");
        assertThat(lead(starting("2027-03-04T17:00:00+01:00")))
                .isEqualTo("Thursday 4 March 2027, 17:00 (UTC+01:00).");
        assertThat(lead(starting("2027-03-04T17:00:00Z")))
                .isEqualTo("Thursday 4 March 2027, 17:00 (UTC).");
        assertThat(
                        lead(
                                starting("2027-07-04T22:00:00Z")
                                        .endsAt(OffsetDateTime.parse("2027-07-05T10:30:00Z"))
                                        .timeZone(ZoneId.of("Europe/Athens"))))
                .isEqualTo("Monday 5 July 2027, 01:00 to 13:30 (Europe/Athens).");
        assertThat(
                        lead(
                                starting("2027-07-04T22:00:00Z")
                                        .endsAt(OffsetDateTime.parse("2027-07-05T10:30:00Z"))))
                .isEqualTo("Sunday 4 July 2027, 22:00 to Monday 5 July 2027, 10:30 (UTC).");
    }

    /** Two offsets and no zone: one clock, the one that is named. */
    @Test
    void tellsStartAndEndByOneClock() {
        assertThat(
                        lead(
                                starting("2027-03-04T17:00:00+01:00")
                                        .endsAt(OffsetDateTime.parse("2027-03-04T18:00:00Z"))))
                .isEqualTo("Thursday 4 March 2027, 17:00 to 19:00 (UTC+01:00).");
    }

    @Test
    void tellsWholeDaysWithoutTimes() {
        var day = starting("2027-03-04T00:00:00+01:00").allDay(true);
        assertThat(lead(day)).isEqualTo("Thursday 4 March 2027.");
        assertThat(lead(day.endsAt(OffsetDateTime.parse("2027-03-06T00:00:00+01:00"))))
                .isEqualTo("Thursday 4 March 2027 to Friday 5 March 2027.");
    }

    @Test
    void tellsWhere() {
        var place = new Place("Hall", "Grote Markt 1", "Gent", "BE", null, null);
        var day = starting("2027-03-04T00:00:00Z").allDay(true).place(place);
        var when = "Thursday 4 March 2027. ";
        assertThat(lead(day)).isEqualTo(when + "Hall, Grote Markt 1, Gent, BE.");
        assertThat(lead(day.attendance(Attendance.HYBRID)))
                .isEqualTo(when + "Hall, Grote Markt 1, Gent, BE, and online.");
        assertThat(lead(day.attendance(Attendance.ONLINE))).isEqualTo(when + "Online.");
        assertThat(lead(day.place(null).attendance(Attendance.HYBRID)))
                .isEqualTo(when + "In person and online.");
        assertThat(lead(day.attendance(Attendance.IN_PERSON))).isEqualTo(when.strip());
    }

    @Test
    void tellsWhatBecameOfIt() {
        var content = starting("2027-03-04T00:00:00Z").allDay(true);
        assertThat(lead(content.status(Status.CANCELLED))).startsWith("Cancelled. Thursday");
        assertThat(lead(content.status(Status.MOVED_ONLINE)))
                .startsWith("Moved online.")
                .endsWith("2027. Online.");
        assertThat(lead(content.status(Status.POSTPONED)))
                .isEqualTo(
                        "Postponed, a new time is not known yet. Was to be on Thursday 4 March 2027.");
        assertThat(Headline.title(content.status(Status.CANCELLED).build()))
                .isEqualTo("[Cancelled] x");
        assertThat(Headline.title(content.status(Status.POSTPONED).build()))
                .isEqualTo("[Postponed] x");
        assertThat(Headline.title(content.status(Status.SCHEDULED).title(" a\r\n\u00A0b").build()))
                .isEqualTo("a b");
    }

    @Test
    void theHtmlIsSafe() {
        for (var announcement : new Anything(16).announcements(300)) {
            var html = Headline.html(announcement.content());
            assertThat(Html.text(html))
                    .contains(Html.text(html.substring(0, html.indexOf("</strong>"))));
            assertThat(html.replaceAll("<br></br>", "")).doesNotContainIgnoringCase("<script");
            assertThat(Html.text(html)).isNotEmpty();
        }
        var content =
                Content.titled("x")
                        .summary("<img src=x onerror=alert(1)>\n& more")
                        .registrationUrl(URI.create("https://x.example/?a='b'&c"))
                        .build();
        assertThat(Headline.html(content))
                .isEqualTo(
                        "<p lang=\"en\"><strong>The date is not known yet.</strong><br>"
                                + "<a href=\"https://x.example/?a=&apos;b&apos;&amp;c\">Registration</a></p>"
                                + "<p>&lt;img src=x onerror=alert(1)&gt;<br>&amp; more</p>");
    }
}
