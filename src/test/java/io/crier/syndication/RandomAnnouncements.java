package io.crier.syndication;

import io.crier.announcement.Announcement;
import io.crier.announcement.Attendance;
import io.crier.announcement.Content;
import io.crier.announcement.Party;
import io.crier.announcement.Place;
import io.crier.announcement.Status;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Announcements of every shape, drawn from a seed. */
final class RandomAnnouncements {
    private static final List<ZoneId> ZONES =
            List.of(
                    ZoneId.of("Europe/Brussels"),
                    ZoneId.of("Europe/Lisbon"),
                    ZoneId.of("America/New_York"),
                    ZoneId.of("America/Sao_Paulo"),
                    ZoneId.of("Asia/Kolkata"),
                    ZoneId.of("Africa/Casablanca"),
                    ZoneId.of("Australia/Sydney"),
                    ZoneId.of("Antarctica/Troll"),
                    ZoneId.of("Etc/UTC"));
    private static final List<String> LANGUAGES = List.of("en", "fr-BE", "pt-BR", "el", "ja");

    private final Random random;
    private final RandomText texts;

    RandomAnnouncements(long seed) {
        random = new Random(seed);
        texts = new RandomText(random);
    }

    List<Announcement> many(int count) {
        return IntStream.range(0, count).mapToObj(this::next).toList();
    }

    private Announcement next(int number) {
        var published = instant();
        return new Announcement(
                new UUID(random.nextLong(), number),
                1 + random.nextInt(9),
                random.nextInt(9),
                content(),
                List.of(),
                null,
                published,
                published.plusSeconds(random.nextInt(1_000_000)));
    }

    private Content content() {
        var start = instant();
        var zone = maybe(() -> one(ZONES));
        var offset = ZoneOffset.ofHoursMinutes(random.nextInt(24) - 11, 0);
        var content =
                Content.titled(texts.line(40))
                        .summary(maybe(this::summary))
                        .language(maybe(() -> one(LANGUAGES)))
                        .timeZone(zone)
                        .allDay(random.nextInt(4) == 0)
                        .status(one(List.of(Status.values())))
                        .attendance(maybe(() -> one(List.of(Attendance.values()))))
                        .place(maybe(this::place))
                        .organisers(several(() -> new Party(texts.line(9), maybe(this::address))))
                        .topics(several(this::topic))
                        .accessibility(several(() -> texts.line(5)))
                        .url(maybe(this::address))
                        .registrationUrl(maybe(this::address))
                        .recordingUrl(maybe(this::address))
                        .imageUrl(maybe(this::address));
        if (random.nextInt(10) > 0) {
            content.startsAt(start.atOffset(offset));
            if (random.nextInt(3) > 0) {
                var length = Duration.ofMinutes(30L * random.nextInt(300));
                content.endsAt(start.plus(length).atOffset(offset));
            }
        }
        return content.build();
    }

    /** Without a backslash before a line break, which ical4j takes for two and an n. */
    private String summary() {
        return texts.of(60).replace("\\\n", "/\n");
    }

    /** Without backslashes: in a list, ical4j takes one before an n for a line break. */
    private String topic() {
        return texts.line(5).replace('\\', '/');
    }

    private Place place() {
        var isExact = random.nextBoolean();
        return new Place(
                maybe(() -> texts.line(9)),
                maybe(() -> texts.line(9)),
                maybe(() -> texts.line(3)),
                maybe(() -> one(List.of("BE", "GR", "NZ"))),
                isExact ? random.nextDouble(-90, 90) : null,
                isExact ? random.nextDouble(-180, 180) : null);
    }

    private URI address() {
        return URI.create("https://example.org/été/" + random.nextInt() + "?a=1,2;b=%22#c");
    }

    /** On half an hour, between 2004 and 2034. */
    private Instant instant() {
        return Instant.ofEpochSecond(1800L * random.nextInt(600_000, 1_130_000));
    }

    private <T> List<T> several(Supplier<T> each) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(_ -> each.get()).distinct().toList();
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
