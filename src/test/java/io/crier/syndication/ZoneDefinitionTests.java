package io.crier.syndication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Announcement;
import io.crier.announcement.Content;
import io.crier.announcement.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ZoneDefinitionTests {
    private static final Instant FROM = Instant.parse("2009-12-30T00:00:00Z");
    private static final Instant TO = Instant.parse("2041-01-01T00:00:00Z");

    /** Once changed its offset for ever, which ical4j takes to have always been so. */
    private static final ZoneId UNREAD_BY_ICAL4J = ZoneId.of("Pacific/Fakaofo");

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void twoRulesThatStandForEverAreAllThereIsToSayOfMostZones() {
        assertThat(definition("Europe/Brussels"))
                .isEqualTo(
                        """
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
                        """);
    }

    /** The Friday after the last Thursday of October, which may be in November. */
    @Test
    void aRuleWhoseDayMayFallIntoTheNextMonthIsTwo() {
        assertThat(definition("Africa/Cairo"))
                .contains("RRULE:FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=26,27,28,29,30,31;BYDAY=FR\n")
                .contains("RRULE:FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1;BYDAY=FR\n");
    }

    @Test
    void aZoneThatChangesItsClockNoMoreIsOneOffset() {
        assertThat(definition("Asia/Kolkata"))
                .isEqualTo(
                        """
                        BEGIN:VTIMEZONE
                        TZID:Asia/Kolkata
                        BEGIN:STANDARD
                        DTSTART:19451015T000000
                        TZOFFSETFROM:+0630
                        TZOFFSETTO:+0530
                        END:STANDARD
                        END:VTIMEZONE
                        """);
    }

    static Stream<ReadCalendar.Parser> parsers() {
        return Stream.of(new Ical4j(), new IcalJs());
    }

    /**
     * Each zone under a name that parsers don't know, so that they have nothing but its definition,
     * and around each of its changes and at other times.
     */
    @ParameterizedTest
    @MethodSource("parsers")
    void everyZoneIsReadAsJavaReadsIt(ReadCalendar.Parser parser) throws Exception {
        var random = new Random(4);
        var events = new ArrayList<Announcement>();
        var seen = new HashSet<String>();
        for (var id : zones()) {
            var zone = ZoneId.of(id);
            if (!zone.getRules().isFixedOffset() && seen.add(definition(id).replace(id, ""))) {
                instants(zone.getRules(), random)
                        .forEach(instant -> events.add(event(events.size(), instant, zone)));
            }
        }

        var calendar = Listings.calendar(Listings.single(), events, List.of());
        var renamed =
                new String(calendar, UTF_8)
                        .replace(";TZID=", ";TZID=Nowhere/")
                        .replace("\r\nTZID:", "\r\nTZID:Nowhere/")
                        .getBytes(UTF_8);
        var read = parser.read(renamed).events();

        assertThat(seen).hasSizeGreaterThan(100);
        assertThat(read).hasSameSizeAs(events).hasSizeGreaterThan(2_000);
        var wrong = new ArrayList<String>();
        for (var at = 0; at < events.size(); at++) {
            var content = events.get(at).content();
            var zone = Objects.requireNonNull(content.timeZone());
            var start = Objects.requireNonNull(content.startsAt());
            var found = read.get(at).start();
            var isUnread = parser instanceof Ical4j && zone.equals(UNREAD_BY_ICAL4J);
            if (!isUnread && !start.toInstant().equals(found)) {
                wrong.add("%s in %s is read as %s".formatted(start, zone, found));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Those of Java alone: ical4j adds each zone that it reads to the ones that Java knows. */
    private static SortedSet<String> zones() {
        var zones = new TreeSet<>(List.of(TimeZone.getAvailableIDs()));
        zones.retainAll(ZoneId.getAvailableZoneIds());
        return zones;
    }

    private static List<Instant> instants(ZoneRules rules, Random random) {
        var instants = new ArrayList<Instant>();
        for (var change = rules.nextTransition(FROM);
                change != null && change.getInstant().isBefore(TO);
                change = rules.nextTransition(change.getInstant())) {
            var at = change.getInstant();
            if (random.nextInt(5) == 0) {
                instants.addAll(List.of(at.minus(HOUR), at.minusSeconds(1), at, at.plus(HOUR)));
            }
        }
        for (var more = 0; more < 6; more++) {
            var seconds = random.nextLong(FROM.getEpochSecond(), TO.getEpochSecond());
            instants.add(Instant.ofEpochSecond(seconds));
        }
        return instants;
    }

    private static Announcement event(int number, Instant start, ZoneId zone) {
        var content =
                Content.titled("e" + number)
                        .startsAt(start.atOffset(ZoneOffset.UTC))
                        .timeZone(zone)
                        .build();
        return new Announcement(
                new UUID(7, number), 1, 0, content, List.of(), null, Samples.NOW, Samples.NOW);
    }

    private static String definition(String zone) {
        var lines = new ContentLines();
        ZoneDefinition.write(lines, ZoneId.of(zone));
        return new String(lines.take(), UTF_8).replace("\r\n", "\n");
    }
}
