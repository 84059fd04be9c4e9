package io.crier.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When an event begins and when it was told: some years' events, the more the nearer to today, and
 * one of twenty after it; told some weeks before, and one of four told anew with a difference.
 *
 * @param start {@code null} for one of twenty, whose start is not known
 * @param published before the start and before today
 * @param edited after it was published; {@code null} if it never was
 */
record Times(@Nullable Instant start, Instant published, @Nullable Instant edited) {
    private static final Instant FIRST = Instant.parse("2015-01-01T00:00:00Z");
    private static final double UNDATED = 0.05;
    private static final double FUTURE = 0.05;
    private static final double EDITED = 0.25;

    /** How much denser the last days are than the first ones: six times. */
    private static final double GROWTH = Math.log(6);

    private static final long AHEAD_DAYS = 60;
    private static final long LEAD_DAYS = 40;
    private static final long MOST_DAYS = 390;

    private static final Duration SOON = Duration.ofMinutes(5);

    static Times of(RandomGenerator random, Instant today) {
        var start = start(random, today);
        var published = start.minus(Duration.ofHours(1)).minus(days(random, LEAD_DAYS));
        if (published.isAfter(today)) {
            published = today.minus(SOON).minus(days(random, LEAD_DAYS / 2));
        }
        var isDated = random.nextDouble() >= UNDATED;
        return new Times(
                isDated ? start : null, published, edited(random, start, published, today));
    }

    private static Instant start(RandomGenerator random, Instant today) {
        if (random.nextDouble() < FUTURE) {
            return onTheQuarter(today.plus(days(random, AHEAD_DAYS)));
        }
        var along = Math.log1p(random.nextDouble() * Math.expm1(GROWTH)) / GROWTH;
        var span = Duration.between(FIRST, today).toMinutes();
        return onTheQuarter(FIRST.plus(Duration.ofMinutes((long) (along * span))));
    }

    private static Instant onTheQuarter(Instant time) {
        var quarter = Duration.ofMinutes(15).toSeconds();
        return Instant.ofEpochSecond(time.getEpochSecond() / quarter * quarter);
    }

    private static @Nullable Instant edited(
            RandomGenerator random, Instant start, Instant published, Instant today) {
        if (random.nextDouble() >= EDITED) {
            return null;
        }
        var latest = start.isBefore(today) ? start : today;
        var span = Duration.between(published.plus(SOON), latest).toSeconds();
        return published.plus(SOON).plusSeconds((long) (random.nextDouble() * Math.max(0, span)));
    }

    /** Most are few, some are many. */
    private static Duration days(RandomGenerator random, long mean) {
        var days = Math.min(MOST_DAYS, random.nextExponential() * mean);
        return Duration.ofSeconds((long) (days * Duration.ofDays(1).toSeconds()));
    }
}
