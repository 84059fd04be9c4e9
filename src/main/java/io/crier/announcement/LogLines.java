package io.crier.announcement;

import static java.util.Objects.requireNonNull;

import io.crier.announcement.LogLine.Ear;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.r2dbc.OptionsCapableConnectionFactory;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Opens lines to the log, to the database that the pool is connected to. */
@Component
class LogLines {
    /** As long as whoever reads on it waits for an answer; the server need not work on. */
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(LogLines.class);

    private final ConnectionFactoryOptions options;
    private final Scheduler timer;
    private final AtomicBoolean refusalIsTold = new AtomicBoolean();

    LogLines(ConnectionFactory pool, Scheduler timer) {
        // Spring Boot makes every pool of options.
        var capable = requireNonNull(OptionsCapableConnectionFactory.unwrapFrom(pool));
        this.options = unpooled(capable.getOptions());
        this.timer = timer;
    }

    /** {@code r2dbc:pool:postgresql://…} has the driver where the protocol is otherwise. */
    private static ConnectionFactoryOptions unpooled(ConnectionFactoryOptions given) {
        var mutable =
                given.mutate()
                        .option(
                                PostgresqlConnectionFactoryProvider.STATEMENT_TIMEOUT,
                                LONGEST_STATEMENT)
                        .option(PostgresqlConnectionFactoryProvider.APPLICATION_NAME, "crier-tail");
        if ("pool".equals(given.getValue(ConnectionFactoryOptions.DRIVER))) {
            var inner =
                    String.valueOf(given.getValue(ConnectionFactoryOptions.PROTOCOL)).split(":", 2);
            mutable.option(ConnectionFactoryOptions.DRIVER, inner[0])
                    .option(ConnectionFactoryOptions.PROTOCOL, inner.length > 1 ? inner[1] : "");
        }
        return mutable.build();
    }

    /** A new line with each subscription; cancelling before it is there leaves nothing open. */
    Mono<LogLine> open(boolean notifications) {
        return Mono.defer(() -> {
            var wire = new Wire();
            var factory =
                    new PostgresqlConnectionFactoryProvider()
                            .create(
                                    options.mutate()
                                            .option(
                                                    PostgresqlConnectionFactoryProvider
                                                            .LOOP_RESOURCES,
                                                    wire)
                                            .build());
            return factory.create()
                    .flatMap(connection -> line(connection, factory, wire, notifications))
                    .doOnError(_ -> wire.cut())
                    .doOnCancel(wire::cut);
        });
    }

    private Mono<LogLine> line(
            PostgresqlConnection connection,
            PostgresqlConnectionFactory factory,
            Wire wire,
            boolean notifications) {
        var database =
                DatabaseClient.create(
                        new SingleConnectionFactory(connection, factory.getMetadata(), true));
        var ear =
                notifications
                        ? listen(database).onErrorResume(failure -> isRefused(connection, failure))
                        : Mono.<Ear>just(new Ear.Deaf());
        return ear.map(it -> new LogLine(connection, wire, database, timer, it));
    }

    /**
     * A notification is a transaction, whose commit waits for the disk by default: too much for a
     * hint, and reads queue behind it.
     */
    private static Mono<Ear> listen(DatabaseClient database) {
        return database.sql(
                        """
                        SELECT
                            pg_backend_pid() AS process,
                            set_config('synchronous_commit', 'off', false)
                        """)
                .map(row -> (Ear) new Ear.Listening(Rows.required(row, "process", Integer.class)))
                .one()
                .delayUntil(_ -> database.sql("LISTEN " + LogLine.CHANNEL).then());
    }

    /** By a server that answers, such as one that only follows another server. */
    private Mono<Ear> isRefused(PostgresqlConnection connection, Throwable failure) {
        return Mono.from(connection.validate(ValidationDepth.LOCAL))
                .flatMap(isThere -> {
                    if (!isThere) {
                        return Mono.error(failure);
                    }
                    if (refusalIsTold.compareAndSet(false, true)) {
                        log.warn(
                                "the database takes no LISTEN; changes of other processes are"
                                        + " seen by polling: {}",
                                failure.toString());
                    }
                    return Mono.just(new Ear.Deaf());
                });
    }
}
