package io.crier.announcement;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The log of all changes, in commit order: rows after a position, and a word when there are more.
 */
@Component
public class ChangeLog {
    private final DatabaseClient database;
    private final LogReads reads;
    private final LogLines lines;
    private final Mono<String> epoch;
    private volatile @Nullable String current;
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();

    ChangeLog(DatabaseClient database, LogLines lines) {
        this.database = database;
        this.reads = new LogReads(database);
        this.lines = lines;
        // It changes only where whoever follows the log is told; a failure to read it is not kept.
        this.epoch = bounds().map(Bounds::epoch).cacheInvalidateIf(this::isOutdated);
    }

    /**
     * How far the log reaches at one moment.
     *
     * @param epoch names the log
     * @param floor changes up to here are no longer kept
     * @param head position of the last change
     */
    public record Bounds(String epoch, long floor, long head) {
        /** The place after the last change. */
        public Cursor end() {
            return new Cursor(epoch, head);
        }
    }

    /**
     * Changes that follow each other without a hole, and the bounds of the log in the same
     * snapshot.
     *
     * @param changes empty where there are none yet; they begin after {@code bounds.floor} where
     *     that is past the position asked for
     */
    public record Stretch(Bounds bounds, List<Change> changes) {
        public Stretch {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The last change of the log that somebody knows of.
     *
     * @param at when it was written, by the database's clock; {@code null} where only its position
     *     is known
     */
    public record Told(Cursor place, @Nullable Instant at) {}

    /** The name of the log. */
    public Mono<String> epoch() {
        return epoch;
    }

    /** Tells what the name of the log is, by whoever follows it and sees it change. */
    public void named(String name) {
        current = name;
    }

    private boolean isOutdated(String known) {
        var name = current;
        return name != null && !name.equals(known);
    }

    public Mono<Bounds> bounds() {
        return reads.bounds();
    }

    /** The changes that follow the position, at most so many. */
    public Mono<Stretch> after(long position, int most) {
        return reads.after(position, most);
    }

    /**
     * A connection for whoever follows the log, opened with each subscription and to be closed by
     * the subscriber; fails where the database cannot be reached, and takes as long as that takes
     * to find out. Cancelling leaves nothing open.
     *
     * @param notifications whether it is to hear of other processes and they of it; where the
     *     database refuses that, it does without
     */
    public Mono<LogLine> line(boolean notifications) {
        return lines.open(notifications);
    }

    /** The changes of one announcement that are still kept, newest first, at most so many. */
    Mono<List<Change>> of(UUID id, int most) {
        return database.sql(
                        """
                        SELECT
                            position,
                            kind,
                            changed,
                            earlier,
                            document,
                            at
                        FROM change
                        WHERE announcement_id = :id
                        ORDER BY position DESC
                        LIMIT :most
                        """)
                .bind("id", id)
                .bind("most", most)
                .map(Rows::change)
                .all()
                .collectList();
    }

    /**
     * Forgets the oldest changes: those from before the given time, and those that are more than
     * are kept. Gives how many were forgotten, and at most so many at once.
     */
    public Mono<Long> prune(OffsetDateTime before, long mostKept, int most) {
        return database.sql("SELECT prune(:before, :mostKept, :most) AS forgotten")
                .bind("before", before)
                .bind("mostKept", mostKept)
                .bind("most", most)
                .map(row -> Rows.required(row, "forgotten", Long.class))
                .one();
    }

    /** Forgets the keys that are no longer kept; gives how many they were. */
    public Mono<Long> forgetKeys() {
        return database.sql(
                        """
                        DELETE FROM idempotency_key
                        WHERE at < clock_timestamp() - interval '1 day'
                        """)
                .fetch()
                .rowsUpdated();
    }

    /**
     * Calls the listener after each commit of this process that appended changes, with the position
     * of the last of them, on the thread that learnt of it and before any writer does; it must not
     * block. Commits of other processes are not told.
     */
    public void onCommit(LongConsumer listener) {
        listeners.add(listener);
    }

    void committed(long position) {
        listeners.forEach(listener -> listener.accept(position));
    }
}
