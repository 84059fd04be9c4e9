package io.crier.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Content;
import io.crier.announcement.ContentBuilder;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhenTests {
    private static final Year YEAR = Year.of(2027);
    private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

    private static OffsetDateTime at(String time) {
        return OffsetDateTime.parse(time);
    }

    private static ContentBuilder event(String start) {
        return Content.titled("a").startsAt(at(start));
    }

    private static When when(ContentBuilder event) {
        return When.of(event.build(), YEAR, Spoken.ENGLISH);
    }

    @Test
    void aTimeIsToldInTheEventsOwnClock() {
        var when =
                when(
                        event("2027-03-04T16:00:00Z")
                                .endsAt(at("2027-03-04T17:30:00Z"))
                                .timeZone(BRUSSELS));
        assertThat(when.days()).isEqualTo("Thu 4 Mar");
        assertThat(when.hours()).isEqualTo("17:00 – 18:30");
        assertThat(when.zone()).isEqualTo("CET");
        assertThat(when.zoneId()).isEqualTo("Europe/Brussels");
        assertThat(when.machine()).isEqualTo("2027-03-04T17:00:00+01:00");
    }

    @Test
    void theClockIsCalledByItsNameInSummerAndWithoutAZoneByItsOffset() {
        assertThat(when(event("2027-07-04T16:00:00Z").timeZone(BRUSSELS)).zone()).isEqualTo("CEST");
        assertThat(when(event("2027-07-04T16:00:00+05:30")).zone()).isEqualTo("UTC+05:30");
        assertThat(when(event("2027-07-04T16:00:00Z")).zone()).isEqualTo("UTC");
    }

    @Test
    void wholeDaysHaveNoHours() {
        var one = when(event("2027-03-04T00:00:00+01:00").timeZone(BRUSSELS).allDay(true));
        assertThat(one).isEqualTo(new When("2027-03-04", "Thu 4 Mar", "", "", ""));
        var several =
                when(
                        event("2027-03-04T00:00:00+01:00")
                                .endsAt(at("2027-03-07T00:00:00+01:00"))
                                .timeZone(BRUSSELS)
                                .allDay(true));
        assertThat(several.days()).isEqualTo("Thu 4 Mar – Sat 6 Mar");
    }

    @Test
    void whatGoesOverMidnightTellsTheOtherDay() {
        var when =
                when(
                        event("2026-12-31T22:00:00+01:00")
                                .endsAt(at("2027-01-01T04:00:00+01:00"))
                                .timeZone(BRUSSELS));
        assertThat(when.days()).isEqualTo("Thu, 31 Dec 2026");
        assertThat(when.hours()).isEqualTo("22:00 – Fri 1 Jan, 04:00");
    }

    @Test
    void midnightIsTheEndOfTheDay() {
        var when =
                when(
                        event("2027-03-04T22:00:00+01:00")
                                .endsAt(at("2027-03-05T00:00:00+01:00"))
                                .timeZone(BRUSSELS));
        assertThat(when.hours()).isEqualTo("22:00 – 00:00");
    }

    @Test
    void withoutAnEndOnlyTheStartIsTold() {
        assertThat(when(event("2027-03-04T17:00:00+01:00")).hours()).isEqualTo("17:00");
    }

    @Test
    void withoutAStartThatIsSaid() {
        var when = when(Content.titled("a"));
        assertThat(when.days()).isEqualTo("Date to be announced");
        assertThat(when.machine()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2027-03-04T23:30:00+01:00|2027-03-05T00:00:00+01:00|2027-03-04|2027-03-04",
                "2027-03-04T23:30:00+01:00|2027-03-05T00:30:00+01:00|2027-03-04|2027-03-05",
                "2027-03-04T23:30:00+01:00||2027-03-04|2027-03-05",
                "2027-03-04T22:30:00Z||2027-03-04|2027-03-05",
            })
    void theDaysAreThoseOfTheEventsOwnCalendar(
            String start, String end, LocalDate first, LocalDate last) {
        var event = event(start).timeZone(BRUSSELS);
        if (end != null) {
            event.endsAt(at(end));
        }
        assertThat(When.daysOf(event.build())).isEqualTo(new When.Days(first, last));
    }
}
