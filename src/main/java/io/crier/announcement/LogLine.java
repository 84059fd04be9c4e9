package io.crier.announcement;

import io.crier.announcement.ChangeLog.Bounds;
import io.crier.announcement.ChangeLog.Stretch;
import io.crier.announcement.ChangeLog.Told;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.connection.ConnectionFactoryUtils;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A connection to the log outside the pool, for the one who follows it: reads on it never wait for
 * a connection to be free, and it hears of what other processes commit. What it gives comes on its
 * event loop. It is never open again once it was lost.
 */
public final class LogLine {
    static final String CHANNEL = "crier_log";

    /** A server that is there takes the farewell at once; for another one it is of no use. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final PostgresqlConnection connection;
    private final Wire wire;
    private final DatabaseClient database;
    private final LogReads reads;
    private final Scheduler timer;
    private final Ear ear;

    LogLine(
            PostgresqlConnection connection,
            Wire wire,
            DatabaseClient database,
            Scheduler timer,
            Ear ear) {
        this.connection = connection;
        this.wire = wire;
        this.database = database;
        this.reads = new LogReads(database);
        this.timer = timer;
        this.ear = ear;
    }

    /** Whether it hears of other processes, and they of it. */
    sealed interface Ear {
        /** Notifications are not wanted, or were refused. */
        record Deaf() implements Ear {}

        /**
         * It does.
         *
         * @param process the server's, by which it knows its own notifications
         */
        record Listening(int process) implements Ear {}
    }

    /** How far the log reaches; fails if the connection is lost. */
    public Mono<Bounds> bounds() {
        return reads.bounds();
    }

    /**
     * Looks whether this is the log that it was, and gives it another name if not: where changes
     * that were told of are gone, or others, and where it was restored from a backup. Gives whether
     * it has another name now.
     *
     * @param last the last change that was told of, none where none was
     */
    public Mono<Boolean> recognise(@Nullable Told last) {
        return reads.recognise(last);
    }

    /** Whether it hears of what other processes commit. */
    public boolean hears() {
        return ear instanceof Ear.Listening;
    }

    /** The changes that follow the position, at most so many; fails if the connection is lost. */
    public Mono<Stretch> after(long position, int most) {
        return reads.after(position, most);
    }

    /**
     * One for each word of other processes that they have committed, of which the latest is kept
     * for a subscriber that has no time. It never completes, and fails as soon as the connection is
     * known to be lost, which of one that falls silent only a read can tell.
     */
    public Flux<Boolean> wakes() {
        return connection
                .getNotifications()
                .filter(word ->
                        ear instanceof Ear.Listening(var process) && word.getProcessId() != process)
                .map(_ -> true)
                .onBackpressureLatest()
                .onErrorMap(
                        R2dbcException.class,
                        lost -> ConnectionFactoryUtils.convertR2dbcException("LISTEN", null, lost))
                .concatWith(
                        Mono.error(() ->
                                new DataAccessResourceFailureException(
                                        "the line to the log was closed")));
    }

    /** Tells the other processes that there are changes; completes when the server has taken it. */
    public Mono<Void> wakeOthers() {
        return ear instanceof Ear.Listening
                ? database.sql("NOTIFY " + CHANNEL).then()
                : Mono.empty();
    }

    /** Closes the connection, if need be by its socket; completes within a second, always. */
    public Mono<Void> close() {
        return connection
                .close()
                .timeout(FAREWELL, timer)
                .onErrorComplete()
                .doFinally(_ -> wire.cut());
    }
}
