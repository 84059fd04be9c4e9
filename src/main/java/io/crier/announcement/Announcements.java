package io.crier.announcement;

import io.crier.database.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * All announcements: the store that keeps their state and the log of their changes.
 *
 * <p>Nothing here blocks. What was written is durable, and in the log, when its {@code Mono}
 * completes. Where the database cannot be reached, each fails with a {@link
 * org.springframework.dao.DataAccessException}.
 */
@Component
public class Announcements {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A history is told back to so many changes. */
    private static final int LONGEST_HISTORY = 200;

    private final WriteQueue writes;
    private final States states;
    private final Pages pages;
    private final Exports exports;
    private final Tombstones tombstones;
    private final Counting counting;
    private final NewsReading news;
    private final ChangeLog changeLog;

    Announcements(
            WriteQueue writes,
            States states,
            Pages pages,
            Exports exports,
            Tombstones tombstones,
            Counting counting,
            NewsReading news,
            ChangeLog changeLog) {
        this.writes = writes;
        this.states = states;
        this.pages = pages;
        this.exports = exports;
        this.tombstones = tombstones;
        this.counting = counting;
        this.news = news;
        this.changeLog = changeLog;
    }

    /**
     * An announcement and where in the log it was last changed.
     *
     * @param cursor just after its latest change
     */
    public record Found(Announcement announcement, Cursor cursor) {}

    /**
     * Carries out one write, together with those of others that wait at the same time. It goes on
     * even if the subscriber cancels, and starts anew with each subscription.
     *
     * <p>Fails with {@link UnknownAnnouncement}, {@link AnnouncementRemoved}, {@link StaleVersion},
     * {@link KeyReused}, an {@code OVERLOADED} refusal, or with what a {@link Write.Edit} throws;
     * then nothing was written.
     */
    public Mono<Outcome> write(Write write) {
        return write(write, Remit.EVERYTHING);
    }

    /** The same, for a writer that may write only so much; fails with {@link OutsideRemit} too. */
    public Mono<Outcome> write(Write write, Remit remit) {
        return writes.submit(write, remit);
    }

    /**
     * One announcement; fails with {@link UnknownAnnouncement} or {@link AnnouncementRemoved} where
     * there is none.
     */
    public Mono<Found> find(UUID id) {
        return patiently(states.find(List.of(id)))
                .map(found -> {
                    var stored = found.get(id);
                    if (stored == null) {
                        throw new UnknownAnnouncement(id);
                    }
                    if (stored.removed()) {
                        throw new AnnouncementRemoved(stored.announcement(), stored.cursor());
                    }
                    return new Found(stored.announcement(), stored.cursor());
                });
    }

    /**
     * The changes of one announcement, newest first, also of one that was removed, as far as the
     * log still has them; fails with {@link UnknownAnnouncement}.
     */
    public Mono<List<Change>> history(UUID id) {
        return states.find(List.of(id))
                .filter(found -> found.containsKey(id))
                .switchIfEmpty(Mono.error(() -> new UnknownAnnouncement(id)))
                .then(changeLog.of(id, LONGEST_HISTORY))
                .transform(Announcements::patiently);
    }

    /** The name of the log, which cursors begin with. */
    public Mono<String> epoch() {
        return changeLog.epoch();
    }

    /** A page of a list; fails with {@link PageExpired}. */
    public Mono<Page> page(Query query) {
        return pages.read(query).transform(Announcements::patiently);
    }

    /** Everything that passes the filter and is in one of the phases, if any are given. */
    public Mono<Everything> everything(Filter filter, Set<Phase> phases) {
        return exports.read(filter, phases).transform(Announcements::patiently);
    }

    /**
     * Those that pass the filter and were removed since, as they were last, with the time of their
     * removal as the time of their update; the latest first, at most the given number of them.
     */
    public Mono<List<Announcement>> removed(Filter filter, Instant since, int most) {
        return tombstones.read(filter, since, most).transform(Announcements::patiently);
    }

    /**
     * What was announced or changed since, of what passes the filter and is still there, at most so
     * many announcements.
     */
    public Mono<News> news(Filter filter, Instant since, int most) {
        return news.read(filter, since, most).transform(Announcements::patiently);
    }

    /** How many have what among those that pass the filter and are in one of the phases. */
    public Mono<FacetCounts> facets(Filter filter, Set<Phase> phases) {
        return counting.read(filter, phases).transform(Announcements::patiently);
    }

    /** A database that is silent for so long has failed. */
    private static <T> Mono<T> patiently(Mono<T> reading) {
        return Patience.with(reading, PATIENCE);
    }
}
