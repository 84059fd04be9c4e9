package io.crier.syndication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Announcement;
import io.crier.announcement.Attendance;
import io.crier.announcement.Content;
import io.crier.announcement.ContentBuilder;
import io.crier.announcement.Party;
import io.crier.announcement.Place;
import io.crier.announcement.Samples;
import io.crier.announcement.Status;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ICalendarTests {
    @Test
    void aListIsWrittenToTheByte() {
        assertThat(text(list(Samples.webinar())))
                .isEqualTo(
                        """
                        BEGIN:VCALENDAR
                        VERSION:2.0
                        PRODID:-//Crier//Crier//EN
                        CALSCALE:GREGORIAN
                        NAME:Crier
                        X-WR-CALNAME:Crier
                        SOURCE;VALUE=URI:https://crier.example/v1/announcements.ics
                        URL:https://crier.example
                        LAST-MODIFIED:20261123T090000Z
                        REFRESH-INTERVAL;VALUE=DURATION:PT1H
                        X-PUBLISHED-TTL:PT1H
                        BEGIN:VTIMEZONE
                        TZID:Europe/Brussels
                        BEGIN:DAYLIGHT
                        DTSTART:20090329T020000
                        TZOFFSETFROM:+0100
                        TZOFFSETTO:+0200
                        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
                        END:DAYLIGHT
                        BEGIN:STANDARD
                        DTSTART:20091025T030000
                        TZOFFSETFROM:+0200
                        TZOFFSETTO:+0100
                        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
                        END:STANDARD
                        END:VTIMEZONE
                        BEGIN:VEVENT
                        UID:01a206f3-e667-72a6-9ada-f13027f133bc
                        DTSTAMP:20261123T090000Z
                        CREATED:20261123T090000Z
                        LAST-MODIFIED:20261123T090000Z
                        SEQUENCE:0
                        DTSTART;TZID=Europe/Brussels:20270304T170000
                        DTEND;TZID=Europe/Brussels:20270304T180000
                        STATUS:CONFIRMED
                        TRANSP:TRANSPARENT
                        SUMMARY;LANGUAGE=en:Bridging the gap
                        DESCRIPTION;LANGUAGE=en:How councils and newcomers decide together.\\n\\nOrga
                         nisers: City Network
                        LOCATION:Online
                        CATEGORIES:Participation,inclusion
                        CONTACT:City Network
                        END:VEVENT
                        END:VCALENDAR
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void everyFieldHasItsProperty() {
        var content =
                Content.titled("Fête, du quartier")
                        .summary("Ensemble.")
                        .body("<p>Un <b>repas</b></p><ul><li>pain</li><li>vin</li></ul>")
                        .language("fr")
                        .startsAt(OffsetDateTime.parse("2027-06-05T17:00:00+02:00"))
                        .endsAt(OffsetDateTime.parse("2027-06-06T01:00:00+02:00"))
                        .timeZone(ZoneId.of("Europe/Brussels"))
                        .attendance(Attendance.HYBRID)
                        .place(
                                new Place(
                                        "Salle; 1",
                                        "Rue Haute 1, Bruxelles",
                                        "Bruxelles",
                                        "BE",
                                        50.84,
                                        4.3500001234))
                        .organisers(
                                List.of(
                                        new Party("Ville", URI.create("https://ville.example/a;b")),
                                        new Party("Voisins", null)))
                        .partners(List.of(new Party("Musée", null)))
                        .topics(List.of("Fête", "repas, vin"))
                        .accessibility(List.of("langue des signes"))
                        .url(URI.create("https://example.org/fete"))
                        .registrationUrl(URI.create("https://example.org/inscription"))
                        .recordingUrl(URI.create("https://example.org/video"))
                        .imageUrl(URI.create("https://example.org/image.png"))
                        .build();

        assertThat(event(unfolded(single(content))))
                .isEqualTo(
                        """
                        BEGIN:VEVENT
                        UID:01a206f3-e667-72a6-9ada-f13027f133bc
                        DTSTAMP:20261123T090000Z
                        CREATED:20261123T090000Z
                        LAST-MODIFIED:20261123T090000Z
                        SEQUENCE:0
                        DTSTART;TZID=Europe/Brussels:20270605T170000
                        DTEND;TZID=Europe/Brussels:20270606T010000
                        STATUS:CONFIRMED
                        TRANSP:OPAQUE
                        SUMMARY;LANGUAGE=fr:Fête\\, du quartier
                        DESCRIPTION;LANGUAGE=fr:Ensemble.\\n\\nUn repas\\npain\\nvin\\n\\nInscription: https://example.org/inscription\\nEnregistrement: https://example.org/video\\nOrganisation: Ville\\, Voisins\\nPartenaires: Musée\\nAccessibilité: langue des signes\\nEn savoir plus: https://example.org/fete
                        LOCATION:Salle\\; 1\\, Rue Haute 1\\, Bruxelles\\, Belgique
                        GEO:50.84;4.35
                        CATEGORIES:Fête,repas\\, vin
                        CONTACT;ALTREP="https://ville.example/a;b":Ville
                        CONTACT:Voisins
                        URL:https://example.org/fete
                        IMAGE;VALUE=URI;DISPLAY=FULLSIZE:https://example.org/image.png
                        CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=Inscription:https://example.org/inscription
                        LINK;VALUE=URI;LINKREL=related;LABEL=Enregistrement:https://example.org/video
                        END:VEVENT
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "TENTATIVE, MARK, TENTATIVE, Talk",
        "SCHEDULED, MARK, CONFIRMED, Talk",
        "RESCHEDULED, MARK, CONFIRMED, Talk",
        "MOVED_ONLINE, MARK, CONFIRMED, Talk",
        "POSTPONED, MARK, TENTATIVE, [Postponed] Talk",
        "POSTPONED, REMOVE, TENTATIVE, [Postponed] Talk",
        "CANCELLED, MARK, CANCELLED, [Cancelled] Talk",
        "CANCELLED, KEEP, CONFIRMED, [Cancelled] Talk"
    })
    void aStatusIsOneOfThoseThatCalendarsKnow(
            Status status, Cancelled cancelled, String expected, String summary) {
        var calendar =
                text(
                        Listings.calendar(
                                Listings.list(cancelled),
                                List.of(announcement(talk().status(status))),
                                List.of()));

        assertThat(calendar)
                .contains("\r\nSTATUS:" + expected + "\r\n", "\r\nSUMMARY:" + summary + "\r\n");
    }

    @Test
    void whatIsCancelledIsLeftOutOnRequest() {
        var calendar =
                Listings.calendar(
                        Listings.list(Cancelled.REMOVE),
                        List.of(announcement(talk().status(Status.CANCELLED))),
                        List.of(announcement(talk())));

        assertThat(text(calendar)).doesNotContain("VEVENT");
    }

    @ParameterizedTest
    @CsvSource({"MARK, CANCELLED", "KEEP, CONFIRMED"})
    void whatWasRemovedIsToldAsCalledOff(Cancelled cancelled, String status) {
        var tombstone = announcement(talk().language("nl"));

        var calendar =
                text(Listings.calendar(Listings.list(cancelled), List.of(), List.of(tombstone)));

        assertThat(calendar).contains("STATUS:" + status, "SUMMARY;LANGUAGE=nl:[Ingetrokken] Talk");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-03-04T00:00:00+01:00,, 20270304, 20270305",
        "2027-03-04T00:00:00+01:00, 2027-03-05T00:00:00+01:00, 20270304, 20270305",
        "2027-03-04T00:00:00+01:00, 2027-03-06T23:59:59+01:00, 20270304, 20270307",
        "2027-03-03T23:00:00Z, 2027-03-05T23:00:00Z, 20270304, 20270306",
        "2027-03-28T00:00:00+01:00, 2027-03-29T00:00:00+02:00, 20270328, 20270329"
    })
    void wholeDaysAreThoseOfTheEventsZone(
            OffsetDateTime start, @Nullable OffsetDateTime end, String first, String after) {
        var content =
                talk().startsAt(start)
                        .endsAt(end)
                        .timeZone(ZoneId.of("Europe/Brussels"))
                        .allDay(true);

        assertThat(text(list(content.build())))
                .contains(
                        "\r\nDTSTART;VALUE=DATE:"
                                + first
                                + "\r\nDTEND;VALUE=DATE:"
                                + after
                                + "\r\n")
                .doesNotContain("VTIMEZONE");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-03-04T17:00:00+01:00, Europe/Brussels, ;TZID=Europe/Brussels:20270304T170000",
        // No zone, and one that needs no definition.
        "2027-03-04T17:00:00+01:00,, :20270304T160000Z",
        "2027-03-04T17:00:00+01:00, Etc/UTC, :20270304T160000Z",
        // Half past two comes twice that night: each is told in UTC.
        "2027-10-31T02:30:00+02:00, Europe/Brussels, :20271031T003000Z",
        "2027-10-31T02:30:00+01:00, Europe/Brussels, :20271031T013000Z",
        "2027-10-31T03:00:00+01:00, Europe/Brussels, ;TZID=Europe/Brussels:20271031T030000",
        // Before what the definition of the zone covers.
        "2009-12-31T23:00:00+01:00, Europe/Brussels, :20091231T220000Z",
        "2010-01-01T00:00:00+01:00, Europe/Brussels, ;TZID=Europe/Brussels:20100101T000000"
    })
    void aTimeIsToldOnTheClockOfItsZoneWhereThatIsClear(
            OffsetDateTime start, @Nullable ZoneId zone, String expected) {
        assertThat(text(list(talk().startsAt(start).timeZone(zone).build())))
                .contains("\r\nDTSTART" + expected + "\r\n");
    }

    @Test
    void anEndThatIsNotAfterTheStartIsNone() {
        var start = OffsetDateTime.parse("2027-03-04T17:00:00.1Z");

        assertThat(text(list(talk().startsAt(start).endsAt(start.plusNanos(1000)).build())))
                .contains("DTSTART:20270304T170000Z")
                .doesNotContain("DTEND");
    }

    @Test
    void anAnnouncementWithoutAStartIsNotInACalendar() {
        assertThat(text(list(Content.titled("Talk").build()))).doesNotContain("VEVENT");
    }

    @Test
    void aZoneIsDefinedOnceBeforeItIsUsed() {
        var brussels = announcement(talk().timeZone(ZoneId.of("Europe/Brussels")));
        var lisbon = announcement(talk().timeZone(ZoneId.of("Europe/Lisbon")));

        var calendar =
                text(
                        Listings.calendar(
                                Listings.single(),
                                List.of(brussels, lisbon, brussels, lisbon),
                                List.of(brussels)));

        assertThat(calendar)
                .containsOnlyOnce("TZID:Europe/Brussels\r\n")
                .containsOnlyOnce("TZID:Europe/Lisbon\r\n");
        assertThat(calendar.indexOf("TZID:Europe/Lisbon"))
                .isLessThan(calendar.indexOf("TZID=Europe/Lisbon"));
    }

    @ParameterizedTest
    @EnumSource(Cancelled.class)
    void theStrictValidatorOfIcal4jFindsNothing(Cancelled cancelled) throws Exception {
        var announcements = new RandomAnnouncements(7).many(200);

        var calendar =
                Listings.calendar(
                        Listings.list(cancelled),
                        announcements.subList(0, 150),
                        announcements.subList(150, 200));

        assertThat(Ical4j.parsed(calendar).validate(true).getEntries()).isEmpty();
    }

    /** Of a calendar without any component ical4j says nothing, but RFC 5545 §3.6 does. */
    @Test
    void anEmptyCalendarHoldsAZoneAndIsValid() throws Exception {
        var calendar = Listings.calendar(Listings.list(Cancelled.MARK), List.of(), List.of());

        assertThat(text(calendar)).containsOnlyOnce("BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\n");
        assertThat(Ical4j.parsed(calendar).validate(true).getEntries()).isEmpty();
    }

    @Test
    void howItIsCutIntoChunksChangesNoByte() {
        var announcements = new RandomAnnouncements(9).many(100);
        var whole = new ByteArrayOutputStream();
        var document = new ICalendar().open(Listings.list(Cancelled.MARK));

        whole.writeBytes(document.begin());
        whole.writeBytes(document.items(announcements.subList(0, 60)));
        whole.writeBytes(document.items(List.of()));
        whole.writeBytes(document.items(announcements.subList(60, 100)));
        whole.writeBytes(document.removed(List.of()));
        whole.writeBytes(document.end());

        assertThat(whole.toByteArray())
                .isEqualTo(
                        Listings.calendar(Listings.list(Cancelled.MARK), announcements, List.of()));
    }

    @Test
    void whoSubscribesToAListKeepsTheirTimeFree() {
        var content = talk().build();

        assertThat(text(list(content))).contains("TRANSP:TRANSPARENT");
        assertThat(text(single(content))).contains("TRANSP:OPAQUE");
        assertThat(text(single(content.with().allDay(true).build())))
                .contains("TRANSP:TRANSPARENT");
        assertThat(text(single(content.with().status(Status.POSTPONED).build())))
                .contains("TRANSP:TRANSPARENT");
    }

    @Test
    void whoeverMovedOnlineIsNotLookedForInTheRoom() {
        var content =
                talk().status(Status.MOVED_ONLINE)
                        .place(new Place("Hall", null, null, null, 1.0, 2.0))
                        .url(URI.create("https://example.org/talk"))
                        .build();

        assertThat(unfolded(list(content)))
                .contains("LOCATION:Online\n")
                .contains(
                        "CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=Online:https://example.org/talk\n")
                .doesNotContain("GEO");
    }

    private static ContentBuilder talk() {
        return Content.titled("Talk").startsAt(OffsetDateTime.parse("2027-03-04T17:00:00+01:00"));
    }

    private static Announcement announcement(ContentBuilder content) {
        return Samples.announcement(content.build());
    }

    private static byte[] list(Content content) {
        return Listings.calendar(
                Listings.list(Cancelled.MARK), List.of(Samples.announcement(content)), List.of());
    }

    private static byte[] single(Content content) {
        return Listings.calendar(
                Listings.single(), List.of(Samples.announcement(content)), List.of());
    }

    private static String text(byte[] calendar) {
        return new String(calendar, UTF_8);
    }

    private static String unfolded(byte[] calendar) {
        return text(calendar).replace("\r\n ", "").replace("\r\n", "\n");
    }

    private static String event(String calendar) {
        return calendar.substring(
                calendar.indexOf("BEGIN:VEVENT"), calendar.indexOf("END:VCALENDAR"));
    }
}
