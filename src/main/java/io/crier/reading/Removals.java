package io.crier.reading;

import io.crier.announcement.Announcement;
import io.crier.announcement.Announcements;
import io.crier.announcement.Filter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What was removed of late, for those forms that tell of it: clients that keep copies would keep
 * them for ever.
 */
@Component
class Removals {
    /** By then every client that still comes has come. Counted from midnight, UTC. */
    static final Duration TOLD = Duration.ofDays(90);

    /** As many as a day's hard work; more would be a clearing of the house. */
    private static final int MOST = 1_000;

    private final Announcements announcements;

    Removals(Announcements announcements) {
        this.announcements = announcements;
    }

    Mono<List<Announcement>> of(Filter filter, Instant now) {
        return announcements.removed(filter, since(now), MOST);
    }

    /** Moves once a day, so that a document is the same all day long. */
    static Instant since(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS).minus(TOLD);
    }

    /** When {@link #since} moves. */
    static Instant until(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    }
}
