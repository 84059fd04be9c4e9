package io.crier.syndication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Announcement;
import io.crier.announcement.Content;
import io.crier.announcement.Status;
import io.crier.syndication.ReadCalendar.ReadEvent;
import io.crier.syndication.ReadCalendar.ReadProperty;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What two parsers that share nothing with Crier read in its calendars, field by field. */
class CalendarParsersTests {
    static Stream<ReadCalendar.Parser> parsers() {
        return Stream.of(new Ical4j(), new IcalJs());
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void everyFieldIsReadAsItWasTold(ReadCalendar.Parser parser) throws Exception {
        var announcements = new RandomAnnouncements(20261123).many(1_000);

        var calendar = Listings.calendar(Listings.list(Cancelled.MARK), announcements, List.of());
        var events = parser.read(calendar).events();

        assertThat(new String(calendar, UTF_8).split("\r\n"))
                .allMatch(line -> line.getBytes(UTF_8).length <= 75);
        var dated = announcements.stream().filter(one -> one.content().startsAt() != null).toList();
        assertThat(dated).hasSizeGreaterThan(800);
        assertThat(events).hasSameSizeAs(dated);
        for (var at = 0; at < dated.size(); at++) {
            assertSame(dated.get(at), events.get(at));
        }
    }

    private static void assertSame(Announcement told, ReadEvent read) {
        var content = told.content();
        assertThat(read.uid()).isEqualTo(told.id().toString());
        assertThat(read.start()).isEqualTo(start(content));
        assertThat(read.end()).as("end of %s", content).isEqualTo(end(content));
        assertThat(values(read, "SEQUENCE")).containsExactly("" + told.sequence());
        assertThat(values(read, "DTSTAMP")).isEqualTo(values(read, "LAST-MODIFIED"));
        assertThat(one(read, "SUMMARY"))
                .isEqualTo(inLanguage("SUMMARY", title(content), content.language()));
        assertDescription(content, read);
        assertThat(read.all("URL")).isEqualTo(address("URL", content.url()));
        assertThat(values(read, "CATEGORIES")).isEqualTo(content.topics());
        assertThat(read.all("CONTACT"))
                .isEqualTo(
                        content.organisers().stream()
                                .map(each -> {
                                    var contact = ReadProperty.of("CONTACT", each.name());
                                    return each.url() == null
                                            ? contact
                                            : contact.with("ALTREP", each.url().toASCIIString());
                                })
                                .toList());
        var place = content.place();
        if (place != null
                && place.latitude() != null
                && place.longitude() != null
                && content.status() != Status.MOVED_ONLINE) {
            var geo = values(read, "GEO").getFirst().split(";", -1);
            assertThat(Math.abs(Double.parseDouble(geo[0]) - place.latitude())).isLessThan(1e-6);
            assertThat(Math.abs(Double.parseDouble(geo[1]) - place.longitude())).isLessThan(1e-6);
        } else {
            assertThat(read.all("GEO")).isEmpty();
        }
        if (place != null && place.name() != null && content.status() != Status.MOVED_ONLINE) {
            assertThat(values(read, "LOCATION").getFirst()).startsWith(place.name());
        }
        assertThat(read.all("IMAGE"))
                .isEqualTo(
                        address("IMAGE", content.imageUrl()).stream()
                                .map(each -> each.with("DISPLAY", "FULLSIZE"))
                                .toList());
        assertThat(read.all("LINK"))
                .extracting(ReadProperty::values)
                .isEqualTo(
                        address("LINK", content.recordingUrl()).stream()
                                .map(ReadProperty::values)
                                .toList());
    }

    private static void assertDescription(Content content, ReadEvent read) {
        if (content.summary() == null) {
            return;
        }
        var description = one(read, "DESCRIPTION");
        assertThat(description.values().getFirst()).startsWith(content.summary());
        assertThat(description.parameters().get("LANGUAGE")).isEqualTo(content.language());
    }

    private static Temporal start(Content content) {
        var start = Objects.requireNonNull(content.startsAt());
        return content.allDay() ? day(content, start) : start.toInstant();
    }

    private static @Nullable Temporal end(Content content) {
        var start = Objects.requireNonNull(content.startsAt());
        var end = content.endsAt();
        if (!content.allDay()) {
            return end == null || end.isEqual(start) ? null : end.toInstant();
        }
        if (end == null || end.isEqual(start)) {
            return day(content, start).plusDays(1);
        }
        var last = day(content, end);
        var midnight = last.atStartOfDay(zone(content, end)).toInstant();
        return end.toInstant().equals(midnight) ? last : last.plusDays(1);
    }

    private static LocalDate day(Content content, OffsetDateTime time) {
        return time.atZoneSameInstant(zone(content, time)).toLocalDate();
    }

    private static ZoneId zone(Content content, OffsetDateTime time) {
        return content.timeZone() == null ? time.getOffset() : content.timeZone();
    }

    private static String title(Content content) {
        return switch (content.status()) {
                    case CANCELLED -> "[" + Wording.of(content.language()).word("cancelled") + "] ";
                    case POSTPONED -> "[" + Wording.of(content.language()).word("postponed") + "] ";
                    default -> "";
                }
                + content.title();
    }

    private static ReadProperty inLanguage(String name, String text, @Nullable String language) {
        var property = ReadProperty.of(name, text);
        return language == null ? property : property.with("LANGUAGE", language);
    }

    private static List<ReadProperty> address(String name, @Nullable URI address) {
        return address == null
                ? List.of()
                : List.of(ReadProperty.of(name, address.toASCIIString()));
    }

    private static ReadProperty one(ReadEvent event, String name) {
        assertThat(event.all(name)).hasSize(1);
        return event.all(name).getFirst();
    }

    private static List<String> values(ReadEvent event, String name) {
        return event.all(name).stream().flatMap(each -> each.values().stream()).toList();
    }
}
