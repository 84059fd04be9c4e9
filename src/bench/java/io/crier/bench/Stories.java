package io.crier.bench;

import io.crier.announcement.Attendance;
import io.crier.announcement.Content;
import io.crier.announcement.ContentBuilder;
import io.crier.announcement.Origin;
import io.crier.announcement.Party;
import io.crier.announcement.Place;
import io.crier.announcement.Status;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Made-up announcements, of which each depends on its number and the seed alone, and together are
 * as spread over languages, places, topics and times as real ones are.
 */
final class Stories {
    private static final double IN_ITS_LANGUAGE = 0.85;
    private static final double FROM_A_SOURCE = 0.6;
    private static final double ONLINE = 0.25;
    private static final double HYBRID = 0.37;
    private static final double NOT_TOLD = 0.4;
    private static final double NO_END = 0.2;
    private static final double MULTI_DAY = 0.1;
    private static final double FOR_MONTHS = 0.003;
    private static final double ALL_DAY = 0.08;

    private final World world;
    private final long seed;
    private final Instant today;
    private final Zipf towns;
    private final Zipf topics;
    private final Zipf organisers;
    private final Zipf sources;

    Stories(World world, long seed, Instant today) {
        this.world = world;
        this.seed = seed;
        this.today = today;
        towns = new Zipf(world.towns().size(), 0.9);
        topics = new Zipf(world.topics().size(), 1);
        organisers = new Zipf(world.organisers().size(), 0.8);
        sources = new Zipf(world.sources().size(), 1);
    }

    private RandomGenerator random(int number, int purpose) {
        return new SplittableRandom((seed << 40) + 4L * number + purpose);
    }

    Times times(int number) {
        return Times.of(random(number, 0), today);
    }

    /** As Crier would have given it when it was published (RFC 9562 §5.7). */
    UUID id(int number, Instant published) {
        var random = random(number, 1);
        return new UUID(
                published.toEpochMilli() << 16 | 0x7000 | random.nextInt(1 << 12),
                1L << 63 | random.nextLong() >>> 2);
    }

    @Nullable Origin source(int number) {
        var random = random(number, 2);
        if (random.nextDouble() >= FROM_A_SOURCE) {
            return null;
        }
        var source = world.sources().get(sources.next(random));
        return new Origin(source.id(), "item-" + number, source.url());
    }

    /** What is said of it, first or after the edit, if there is one. */
    Content content(int number, boolean edited) {
        var random = random(number, 3);
        var town = world.towns().get(towns.next(random));
        var language = random.nextDouble() < IN_ITS_LANGUAGE ? town.language() : "en";
        var words = world.vocabulary(language);
        var organiser = world.organisers().get(organisers.next(random));
        var content =
                Content.titled(words.text(random.nextInt(3, 9), random))
                        .language(language)
                        .summary(words.text(random.nextInt(10, 31), random) + ".")
                        .body(body(words, random))
                        .topics(topics(random))
                        .organisers(List.of(new Party(organiser, null)))
                        .timeZone(town.zone())
                        .url(
                                URI.create(
                                        "https://events.example/%s/%d"
                                                .formatted(language, number)));
        attend(content, town, random);
        var times = times(number);
        if (times.start() != null) {
            spend(content, times.start(), town, random);
        }
        if (edited) {
            edit(content, times.start(), random);
        }
        return content.build();
    }

    private static String body(Vocabulary words, RandomGenerator random) {
        var body = new StringBuilder();
        for (var left = Math.min(300, 30 + (int) (random.nextExponential() * 60)); left > 0; ) {
            var length = Math.min(left, random.nextInt(20, 60));
            body.append("<p>").append(words.text(length, random)).append(".</p>");
            left -= length;
        }
        return body.toString();
    }

    private List<String> topics(RandomGenerator random) {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(_ -> world.topics().get(topics.next(random)))
                .distinct()
                .toList();
    }

    private static void attend(ContentBuilder content, Town town, RandomGenerator random) {
        var how = random.nextDouble();
        if (how < ONLINE) {
            content.attendance(Attendance.ONLINE)
                    .place(new Place("Online", null, null, null, null, null));
            return;
        }
        if (how < HYBRID) {
            content.attendance(Attendance.HYBRID);
        } else if (how >= NOT_TOLD) {
            content.attendance(Attendance.IN_PERSON);
        }
        // Within a kilometre or so of the town's middle.
        content.place(
                new Place(
                        town.name() + " Hall " + random.nextInt(1, 6),
                        random.nextInt(1, 200) + " Main Street",
                        town.name(),
                        town.country(),
                        Math.round((town.latitude() + random.nextGaussian() / 100) * 1e5) / 1e5,
                        Math.round((town.longitude() + random.nextGaussian() / 100) * 1e5) / 1e5));
    }

    private static void spend(
            ContentBuilder content, Instant start, Town town, RandomGenerator random) {
        var from = start.atZone(town.zone()).toOffsetDateTime();
        content.startsAt(from).allDay(random.nextDouble() < ALL_DAY);
        var how = random.nextDouble();
        if (how < FOR_MONTHS) {
            content.endsAt(from.plusDays(random.nextInt(30, 200)));
        } else if (how < MULTI_DAY) {
            content.endsAt(from.plusDays(random.nextInt(1, 5)).plusHours(2));
        } else if (how > MULTI_DAY + NO_END) {
            content.endsAt(from.plusMinutes(15L * random.nextInt(2, 24)));
        }
    }

    /** Two of five edits change the status, so that one of ten is not scheduled in the end. */
    private static void edit(
            ContentBuilder content, @Nullable Instant start, RandomGenerator random) {
        switch (random.nextInt(25)) {
            case 0, 1, 2, 3 -> content.status(Status.CANCELLED);
            case 4, 5 -> {
                content.status(Status.RESCHEDULED);
                if (start != null) {
                    content.startsAt(
                                    start.plusSeconds(7 * 86_400)
                                            .atOffset(java.time.ZoneOffset.UTC))
                            .endsAt(null);
                }
            }
            case 6, 7 -> content.status(Status.POSTPONED);
            case 8 -> content.status(Status.MOVED_ONLINE);
            case 9 -> content.status(Status.TENTATIVE);
            default ->
                    content.registrationUrl(
                            URI.create("https://tickets.example/" + random.nextInt(1 << 20)));
        }
    }
}
