package io.crier.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SpanTests {
    private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

    private static ContentBuilder at(String start) {
        return Content.titled("x").startsAt(OffsetDateTime.parse(start));
    }

    private static Span span(String start, String end) {
        return new Span(Instant.parse(start), Instant.parse(end));
    }

    @Test
    void lastsAsLongAsIsTold() {
        var content =
                at("2027-03-04T17:00:00+01:00")
                        .endsAt(OffsetDateTime.parse("2027-03-04T18:30:00+01:00"))
                        .build();
        assertThat(Span.of(content))
                .isEqualTo(span("2027-03-04T16:00:00Z", "2027-03-04T17:30:00Z"));
    }

    @Test
    void lastsTwoHoursWhereNoEndIsTold() {
        assertThat(Span.of(at("2027-03-04T17:00:00+01:00").build()))
                .isEqualTo(span("2027-03-04T16:00:00Z", "2027-03-04T18:00:00Z"));
    }

    @Test
    void takesTheWholeDayOfItsZoneAlsoWhenTheClocksChange() {
        var content = at("2027-03-28T09:00:00+02:00").timeZone(BRUSSELS).allDay(true).build();
        assertThat(Span.of(content))
                .isEqualTo(span("2027-03-27T23:00:00Z", "2027-03-28T22:00:00Z"));
    }

    @Test
    void anAllDayEventThatEndsAtMidnightDoesNotTakeTheNextDay() {
        var content =
                at("2027-06-01T00:00:00+02:00")
                        .endsAt(OffsetDateTime.parse("2027-06-03T00:00:00+02:00"))
                        .timeZone(BRUSSELS)
                        .allDay(true)
                        .build();
        assertThat(Span.of(content))
                .isEqualTo(span("2027-05-31T22:00:00Z", "2027-06-02T22:00:00Z"));
    }

    @Test
    void phaseFollowsTheClockToTheInstant() {
        var span = span("2027-03-04T16:00:00Z", "2027-03-04T17:00:00Z");
        assertThat(span.phase(Instant.parse("2027-03-04T15:59:59.999999Z")))
                .isEqualTo(Phase.UPCOMING);
        assertThat(span.phase(Instant.parse("2027-03-04T16:00:00Z"))).isEqualTo(Phase.LIVE);
        assertThat(span.phase(Instant.parse("2027-03-04T16:59:59.999999Z"))).isEqualTo(Phase.LIVE);
        assertThat(span.phase(Instant.parse("2027-03-04T17:00:00Z"))).isEqualTo(Phase.ENDED);
        assertThat(Span.of(Content.titled("x").build()).phase(Samples.NOW))
                .isEqualTo(Phase.UNDATED);
    }

    @Test
    void overlapsOnlyWhatItSharesTimeWith() {
        var span = span("2027-03-04T16:00:00Z", "2027-03-04T17:00:00Z");
        var start = Instant.parse("2027-03-04T16:00:00Z");
        var end = Instant.parse("2027-03-04T17:00:00Z");
        assertThat(span.overlaps(start, end)).isTrue();
        assertThat(span.overlaps(end, null)).isFalse();
        assertThat(span.overlaps(end.minusMillis(1), null)).isTrue();
        assertThat(span.overlaps(null, start)).isFalse();
        assertThat(span.overlaps(null, start.plusMillis(1))).isTrue();
        assertThat(Span.of(Content.titled("x").build()).overlaps(start, null)).isFalse();
        assertThat(Span.of(Content.titled("x").build()).overlaps(null, null)).isTrue();
    }
}
