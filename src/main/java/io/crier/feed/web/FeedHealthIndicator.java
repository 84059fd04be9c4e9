package io.crier.feed.web;

import io.crier.announcement.Cursor;
import io.crier.feed.Feed;
import io.crier.feed.FeedState;
import java.util.Locale;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Whether streams and answers can be served from here: not before the end of the log is known, nor
 * while streams are ended, nor when the log was not read for so long that what is told is no longer
 * what is. Asks only memory, so that a database that hangs does not hang the probe.
 */
@Component
class FeedHealthIndicator implements ReactiveHealthIndicator {
    private static final double MILLIS = 1_000;

    private final Feed feed;

    FeedHealthIndicator(Feed feed) {
        this.feed = feed;
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromSupplier(() -> of(feed.state()));
    }

    static Health of(FeedState state) {
        var health = verdict(state);
        var log = state.log();
        if (log != null) {
            health.withDetail("cursor", new Cursor(log.epoch(), log.head()).toString());
        }
        var age = state.age();
        if (age != null) {
            health.withDetail("tailAgeSeconds", age.toMillis() / MILLIS);
        }
        return health.withDetail("line", state.line().name().toLowerCase(Locale.ROOT))
                .withDetail("streams", state.streams())
                .build();
    }

    private static Health.Builder verdict(FeedState state) {
        if (state.draining()) {
            return Health.outOfService().withDetail("why", "streams are ended, since Crier stops");
        }
        if (!state.hasBegun()) {
            return Health.outOfService().withDetail("why", "the end of the log is not known yet");
        }
        return state.isStale()
                ? Health.down()
                        .withDetail(
                                "why",
                                "the log was not read for longer than crier.feed.max-tail-age, "
                                        + state.maxAge())
                : Health.up();
    }
}
