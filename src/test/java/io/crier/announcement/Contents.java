package io.crier.announcement;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Contents of every shape, drawn from a seed. */
final class Contents {
    private static final List<String> TOPICS =
            List.of("Climate", "housing", "Éducation", "mobility");
    private static final List<String> TITLES =
            List.of("Words", "Élections", "Free elections", "A word on", "Webinar");
    private static final List<String> SUMMARIES =
            List.of("On words.", "On free elections in Liège.", "A word.", "Nothing.");
    private static final List<String> LANGUAGES = List.of("en", "en-GB", "fr", "pt-BR");
    private static final List<ZoneId> ZONES =
            List.of(
                    ZoneId.of("Europe/Brussels"),
                    ZoneId.of("America/New_York"),
                    ZoneId.of("Asia/Kolkata"));

    private final Random random;

    Contents(Random random) {
        this.random = random;
    }

    Content next() {
        var content =
                Content.titled(one(TITLES) + " n" + random.nextInt(1000))
                        .summary(one(SUMMARIES))
                        .topics(
                                IntStream.range(0, random.nextInt(3))
                                        .mapToObj(_ -> one(TOPICS))
                                        .distinct()
                                        .toList())
                        .status(one(List.of(Status.values())))
                        .allDay(random.nextInt(4) == 0);
        if (random.nextBoolean()) {
            content.place(
                    new Place(
                            one(List.of("Salle des Fêtes", "Online")),
                            null,
                            one(List.of("Liège", "Lille")),
                            one(List.of("BE", "FR")),
                            50 + random.nextDouble(),
                            // around the meridian of 180°
                            random.nextBoolean()
                                    ? 179 + random.nextDouble()
                                    : random.nextDouble() - 180));
        }
        if (random.nextBoolean()) {
            content.organisers(
                    List.of(new Party(one(List.of("Eurocities", "Cité des  Idées")), null)));
        }
        if (random.nextBoolean()) {
            content.language(one(LANGUAGES));
        }
        if (random.nextBoolean()) {
            content.attendance(one(List.of(Attendance.values())));
        }
        if (random.nextBoolean()) {
            content.timeZone(one(ZONES));
        }
        if (random.nextInt(5) > 0) {
            content.startsAt(time(Samples.NOW));
        }
        var built = content.build();
        var start = built.startsAt();
        return start == null || random.nextBoolean()
                ? built
                : built.with().endsAt(start.plusHours(random.nextInt(72))).build();
    }

    /** Within two days of the given time, so that few hours are told by many. */
    OffsetDateTime time(Instant around) {
        return around.plusSeconds(3600L * (random.nextInt(96) - 48))
                .atOffset(ZoneOffset.ofHours(random.nextInt(5) - 2));
    }

    <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
