package io.crier.intake;

import java.time.Duration;

/** When a source is polled next. */
final class Pacing {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_DOUBLINGS = 20;

    /** Sources that were added together do not stay together. */
    private static final double JITTER = 0.1;

    private Pacing() {}

    /**
     * The interval, doubled with each failure up to a day, and not before the server asks to be
     * asked again; give or take a tenth.
     *
     * @param random from 0 to 1
     */
    static Duration next(Source source, PollResult result, double random) {
        var wait =
                switch (result) {
                    case PollResult.Failed failed ->
                            longer(
                                    backoff(source.interval(), source.failures()),
                                    bounded(
                                            failed.retryAfter() == null
                                                    ? Duration.ZERO
                                                    : failed.retryAfter()));
                    case PollResult.Read _, PollResult.NotModified _ -> source.interval();
                };
        return wait.plusMillis(Math.round(wait.toMillis() * JITTER * (2 * random - 1)));
    }

    private static Duration backoff(Duration interval, int failures) {
        var doublings = Math.min(failures, MOST_DOUBLINGS);
        return longer(interval, bounded(interval.multipliedBy(1L << doublings)));
    }

    private static Duration bounded(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
