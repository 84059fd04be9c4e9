package io.crier.reading;

import io.crier.announcement.AnnouncementView;
import io.crier.announcement.Announcements;
import io.crier.announcement.Change;
import io.crier.announcement.Cursor;
import io.crier.announcement.Json;
import io.crier.feed.Interest;
import io.crier.feed.Recent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What became of announcements, change by change. */
@Component
public class HistoryQuestions {
    private static final int HASH_BYTES = 12;

    private final Announcements announcements;
    private final Recent recent;
    private final InstantSource clock;

    HistoryQuestions(Announcements announcements, Recent recent, InstantSource clock) {
        this.announcements = announcements;
        this.recent = recent;
        this.clock = clock;
    }

    private record History(List<Entry> items) {}

    private record Entry(
            String cursor,
            Change.Kind kind,
            long version,
            Instant at,
            List<Change.FieldChange> changed,
            AnnouncementView announcement) {}

    /** The changes of one announcement, newest first, also of one that was removed. */
    public Question ask(UUID id) {
        var interest = new Interest.One(id);
        return new Question(
                interest,
                null,
                false,
                Mono.defer(() -> {
                    var end = recent.end();
                    return announcements
                            .epoch()
                            .zipWith(
                                    announcements.history(id),
                                    (epoch, changes) -> telling(epoch, changes, end, interest));
                }));
    }

    /**
     * @param end up to where it tells at least; {@code null} where nobody has read the log yet
     */
    private Telling telling(
            String epoch, List<Change> changes, @Nullable Cursor end, Interest interest) {
        var now = clock.instant();
        var bytes = Json.MAPPER.writeValueAsBytes(history(epoch, changes, now));
        // The log forgets, which is no change: only the bytes tell one answer from another.
        var facts =
                new Telling.Facts(
                        "application/json",
                        hash(bytes),
                        end == null ? new Cursor(epoch, 0) : end,
                        interest,
                        now,
                        until(changes, now),
                        end,
                        List.of());
        return new Telling(facts, Flux.just(bytes));
    }

    private static History history(String epoch, List<Change> changes, Instant now) {
        return new History(
                changes.stream()
                        .map(change ->
                                new Entry(
                                        new Cursor(epoch, change.position()).toString(),
                                        change.kind(),
                                        change.announcement().version(),
                                        change.at(),
                                        change.changed(),
                                        AnnouncementView.within(change.announcement(), now)))
                        .toList());
    }

    private static @Nullable Instant until(List<Change> changes, Instant now) {
        return changes.stream()
                .map(change -> change.announcement().phaseUntil(now))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static String hash(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
