package io.crier.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.announcement.Announcement;
import io.crier.announcement.Attendance;
import io.crier.announcement.Content;
import io.crier.announcement.Html;
import io.crier.announcement.Json;
import io.crier.announcement.Phase;
import io.crier.announcement.Status;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SamplesTests {
    private static final Instant NOW = Instant.parse("2026-11-25T21:40:00Z");

    private final List<Sample> samples = Samples.read();
    private final FakeStock stock = FakeStock.filled(samples, NOW);

    @Test
    void areAFewDozen() {
        assertThat(stock.present()).hasSizeBetween(30, 40);
    }

    @Test
    void tellNothingThatIsNotRead() throws IOException {
        for (var json : written()) {
            assertThat(Set.of("uid", "published", "presence", "says", "since", "turns"))
                    .containsAll(json.propertyNames());
            json.findValues("when").stream()
                    .filter(when -> !when.isNull())
                    .forEach(when ->
                            assertThat(Set.of("weeks", "on", "at", "lasts", "days", "ago"))
                                    .containsAll(when.propertyNames()));
        }
    }

    @Test
    void haveAUidAndATitleOfTheirOwn() {
        assertThat(samples).extracting(Sample::uid).doesNotHaveDuplicates();
        assertThat(samples)
                .extracting(sample -> sample.says().first(NOW).title())
                .doesNotHaveDuplicates();
    }

    @Test
    void haveTheShapesThatRealOnesHave() {
        assertThat(contents()).anyMatch(content -> content.status() == Status.TENTATIVE);
        assertThat(contents()).anyMatch(content -> content.status() == Status.CANCELLED);
        assertThat(contents())
                .anyMatch(content ->
                        content.status() == Status.POSTPONED && content.startsAt() == null);
        assertThat(contents())
                .anyMatch(content ->
                        content.status() == Status.MOVED_ONLINE
                                && content.attendance() == Attendance.ONLINE);
        assertThat(contents()).anyMatch(Content::allDay);
        assertThat(contents())
                .filteredOn(content -> content.title().startsWith("Budgets residents can read"))
                .hasSize(5)
                .allMatch(content -> content.attendance() == Attendance.ONLINE);
        assertThat(contents())
                .anyMatch(content ->
                        content.attendance() == Attendance.HYBRID
                                && length(content).compareTo(Duration.ofHours(24)) > 0
                                && length(content).compareTo(Duration.ofHours(48)) < 0);
        assertThat(contents())
                .filteredOn(content -> content.recordingUrl() != null)
                .hasSizeGreaterThanOrEqualTo(4);
        assertThat(contents()).anyMatch(content -> content.registrationUrl() != null);
        assertThat(contents()).anyMatch(content -> !content.partners().isEmpty());
        assertThat(contents()).anyMatch(content -> content.accessibility().size() >= 3);
        assertThat(contents()).anyMatch(content -> content.imageUrl() != null);
        assertThat(contents()).anyMatch(content -> content.body() == null);
    }

    @Test
    void rememberTheStartsThatNoLongerHold() {
        assertThat(stock.present())
                .filteredOn(announcement ->
                        announcement.content().status() == Status.RESCHEDULED
                                || announcement.content().status() == Status.POSTPONED)
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(announcement -> announcement.previousStartsAt().size() == 1);
    }

    @Test
    void areInManyLanguages() {
        assertThat(contents())
                .extracting(content -> Objects.requireNonNull(content.language()).substring(0, 2))
                .contains("en", "fr", "de", "es", "ca", "nl", "el", "it", "pt", "ar", "uk");
    }

    @Test
    void areOfAFewTopics() {
        assertThat(contents()).allMatch(content -> !content.topics().isEmpty());
        assertThat(contents())
                .flatExtracting(Content::topics)
                .containsOnly(
                        "participation",
                        "inclusion",
                        "education",
                        "climate",
                        "mobility",
                        "housing",
                        "culture",
                        "democracy",
                        "health",
                        "research",
                        "digital");
    }

    @Test
    void takePlaceAllOverEurope() {
        assertThat(contents())
                .extracting(Content::place)
                .filteredOn(place -> place != null && place.latitude() != null)
                .allMatch(place ->
                        isWithin(place.latitude(), 35, 71) && isWithin(place.longitude(), -10, 41));
        assertThat(contents())
                .extracting(Content::place)
                .filteredOn(Objects::nonNull)
                .extracting(place -> place.country())
                .contains("BE", "DE", "ES", "FI", "FR", "GR", "IE", "IT", "PT", "UA");
    }

    /** The domains of RFC 2606, which nobody can own. */
    @Test
    void leadToNobodysSite() throws IOException {
        var addresses = new HashSet<String>();
        written().forEach(json -> gather(json, addresses));
        assertThat(addresses)
                .hasSizeGreaterThan(40)
                .allMatch(address -> {
                    var host = URI.create(address).getHost();
                    return host.endsWith(".example")
                            || host.matches("(.+\\.)?example\\.(org|com|net)");
                });
    }

    @Test
    void haveBodiesThatAreCleanAlready() throws IOException {
        for (var json : written()) {
            for (var body : json.findValues("body")) {
                if (!body.isNull()) {
                    assertThat(Html.sanitised(body.stringValue(), null))
                            .isEqualTo(body.stringValue());
                }
            }
        }
    }

    @Test
    void areAroundToday() {
        for (var day = 0; day < 14; day++) {
            var now = NOW.plus(Duration.ofDays(day));
            var present = FakeStock.filled(samples, now).present();
            assertThat(present)
                    .extracting(Announcement::content)
                    .filteredOn(content -> content.startsAt() != null)
                    .extracting(content -> Duration.between(now, content.startsAt()).toDays())
                    .allMatch(days -> isWithin(days, -48, 155));
            assertThat(count(present, announcement -> announcement.phase(now) == Phase.UPCOMING))
                    .isGreaterThanOrEqualTo(20);
            assertThat(count(present, announcement -> announcement.phase(now) == Phase.ENDED))
                    .isBetween(6L, 10L);
            assertThat(count(present, announcement -> announcement.phase(now) == Phase.UNDATED))
                    .isBetween(2L, 4L);
            assertThat(present)
                    .filteredOn(announcement -> announcement.phase(now) == Phase.LIVE)
                    .singleElement()
                    .extracting(announcement -> announcement.content().startsAt())
                    .matches(start -> Duration.between(now, start).equals(Duration.ofMinutes(-20)));
        }
    }

    @Test
    void haveARecordingOnlyWhenTheyAreOver() {
        assertThat(stock.present())
                .filteredOn(announcement -> announcement.content().recordingUrl() != null)
                .allMatch(announcement -> announcement.phase(NOW) == Phase.ENDED);
    }

    @Test
    void keepTheHoursOfPeople() {
        assertThat(contents())
                .filteredOn(content -> content.startsAt() != null && !content.allDay())
                .filteredOn(content -> !content.title().startsWith("Round the clock"))
                .allMatch(content ->
                        isWithin(Objects.requireNonNull(content.startsAt()).getHour(), 8, 20));
        assertThat(contents())
                .filteredOn(content -> content.startsAt() != null)
                .extracting(Content::timeZone)
                .doesNotContainNull()
                .extracting(ZoneId::getId)
                .allMatch(zone -> zone.startsWith("Europe/"));
    }

    @Test
    void werePublishedOverTheLastWeeksAndBeforeTheyBegan() {
        assertThat(stock.present())
                .extracting(Announcement::publishedAt)
                .allMatch(published ->
                        published.isBefore(NOW)
                                && published.isAfter(NOW.minus(Duration.ofDays(64))));
        assertThat(stock.present())
                .extracting(Announcement::publishedAt)
                .filteredOn(published -> published.isAfter(NOW.minus(Duration.ofDays(14))))
                .hasSizeGreaterThanOrEqualTo(5);
        assertThat(stock.present())
                .filteredOn(announcement -> announcement.content().startsAt() != null)
                .allMatch(announcement ->
                        announcement
                                .publishedAt()
                                .isBefore(
                                        Objects.requireNonNull(announcement.content().startsAt())
                                                .toInstant()));
    }

    @Test
    void haveIdsOfVersion7() {
        assertThat(stock.present())
                .extracting(Announcement::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.version() == 7 && id.variant() == 2);
    }

    private List<Content> contents() {
        return stock.present().stream().map(Announcement::content).toList();
    }

    private static List<JsonNode> written() throws IOException {
        try (var input = Samples.FILE.getInputStream()) {
            return Json.MAPPER.readTree(input).valueStream().toList();
        }
    }

    private static void gather(JsonNode json, Set<String> addresses) {
        if (json.isString()) {
            var address = Pattern.compile("https?://[^\\s\"<]+").matcher(json.stringValue());
            address.results().forEach(found -> addresses.add(found.group()));
        }
        json.valueStream().forEach(value -> gather(value, addresses));
    }

    private static long count(List<Announcement> present, Predicate<Announcement> condition) {
        return present.stream().filter(condition).count();
    }

    private static Duration length(Content content) {
        return content.endsAt() == null
                ? Duration.ZERO
                : Duration.between(content.startsAt(), content.endsAt());
    }

    private static boolean isWithin(@Nullable Number value, double least, double most) {
        return value != null && value.doubleValue() >= least && value.doubleValue() <= most;
    }
}
