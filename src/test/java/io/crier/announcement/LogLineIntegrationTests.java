package io.crier.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.Await;
import io.crier.CrierTest;
import io.crier.TcpProxy;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.r2dbc.OptionsCapableConnectionFactory;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.test.StepVerifier;

@CrierTest
class LogLineIntegrationTests {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Autowired ChangeLog changeLog;
    @Autowired Environment environment;
    @Autowired Scheduler timer;

    @Test
    void hearsOthersAndNotItself() {
        Mono<List<Boolean>> heard =
                Flux.usingWhen(
                                Mono.zip(changeLog.line(true), changeLog.line(true)),
                                lines ->
                                        Flux.merge(
                                                lines.getT1().wakes(),
                                                Flux.range(0, 3)
                                                        .concatMap(_ -> lines.getT1().wakeOthers())
                                                        // An own word would be here before the
                                                        // answer to what follows it.
                                                        .then(lines.getT1().bounds())
                                                        .thenMany(lines.getT2().wakeOthers())
                                                        .cast(Boolean.class)),
                                lines -> lines.getT1().close().then(lines.getT2().close()))
                        .takeUntilOther(Mono.delay(Duration.ofSeconds(2)))
                        .collectList();
        assertThat(Await.value(heard)).containsExactly(true);
    }

    @Test
    void neitherHearsNorTellsWhereItIsNotWanted() {
        Mono<List<Boolean>> heard =
                Flux.usingWhen(
                                Mono.zip(changeLog.line(true), changeLog.line(false)),
                                lines ->
                                        Flux.merge(
                                                lines.getT1().wakes(),
                                                lines.getT2().wakes(),
                                                lines.getT1()
                                                        .wakeOthers()
                                                        .then(lines.getT2().wakeOthers())
                                                        .then(lines.getT2().bounds())
                                                        .then(lines.getT1().bounds())
                                                        .thenMany(Flux.<Boolean>empty())),
                                lines -> lines.getT1().close().then(lines.getT2().close()))
                        .takeUntilOther(Mono.delay(Duration.ofSeconds(2)))
                        .collectList();
        assertThat(Await.value(heard)).isEmpty();
    }

    /** Of the application that runs: each commit in turn wakes it, as those of its writers do. */
    @Test
    void othersAreToldAtMostEveryTwentyMilliseconds() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("LISTEN " + LogLine.CHANNEL);
            var begun = System.nanoTime();
            for (var commits = 0; commits < 400; commits++) {
                changeLog.committed(1);
                while (System.nanoTime() - begun < commits * 1_000_000L) {
                    Thread.onSpinWait();
                }
            }
            var words = 0;
            var ear = connection.unwrap(PGConnection.class);
            for (var come = ear.getNotifications(1_000);
                    come != null && come.length > 0;
                    come = ear.getNotifications(1_000)) {
                words += come.length;
            }
            assertThat(words).isBetween(2, 400 / 20 + 2);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                environment.getRequiredProperty("spring.r2dbc.url").replace("r2dbc:", "jdbc:"),
                environment.getRequiredProperty("spring.r2dbc.username"),
                environment.getRequiredProperty("spring.r2dbc.password"));
    }

    @Test
    void tellsAtOnceThatTheServerHasEndedIt() {
        var line = Await.value(changeLog.line(true));
        StepVerifier.create(line.wakes())
                .then(this::terminateLines)
                .expectError(DataAccessException.class)
                .verify(SOON);
        assertThatThrownBy(() -> Await.value(line.bounds()))
                .isInstanceOf(DataAccessException.class);
    }

    private void terminateLines() {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    SELECT pg_terminate_backend(pid)
                    FROM pg_stat_activity
                    WHERE application_name = 'crier-tail'
                      AND datname = current_database()
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void closesInTimeAndForGoodWhenTheServerIsSilent() throws Exception {
        try (var proxy = proxy()) {
            var line = Await.value(lines(proxy).open(true));
            assertThat(proxy.open()).isEqualTo(1);
            proxy.freeze();
            assertThatThrownBy(() -> Await.value(line.bounds().timeout(Duration.ofMillis(200))))
                    .hasCauseInstanceOf(TimeoutException.class);
            line.close().block(Duration.ofSeconds(3));
            Awaitility.await().atMost(SOON).until(() -> proxy.open() == 0);
        }
    }

    @Test
    void leavesNoSocketBehindWhenAServerTakesConnectionsAndSaysNothing() throws Exception {
        try (var proxy = proxy()) {
            proxy.freeze();
            for (var attempt = 1; attempt <= 5; attempt++) {
                assertThatThrownBy(() ->
                                Await.value(
                                        lines(proxy).open(true).timeout(Duration.ofMillis(300))))
                        .hasCauseInstanceOf(TimeoutException.class);
                assertThat(proxy.accepted()).isEqualTo(attempt);
            }
            Awaitility.await().atMost(SOON).until(() -> proxy.open() == 0);
        }
    }

    private TcpProxy proxy() {
        var options = options();
        return TcpProxy.to(
                String.valueOf(options.getRequiredValue(ConnectionFactoryOptions.HOST)),
                Integer.parseInt(
                        String.valueOf(options.getRequiredValue(ConnectionFactoryOptions.PORT))));
    }

    private LogLines lines(TcpProxy proxy) {
        var options =
                options()
                        .mutate()
                        .option(ConnectionFactoryOptions.HOST, "127.0.0.1")
                        .option(ConnectionFactoryOptions.PORT, proxy.port())
                        .build();
        return new LogLines(
                new OptionsCapableConnectionFactory(options, ConnectionFactories.get(options)),
                timer);
    }

    private ConnectionFactoryOptions options() {
        return ConnectionFactoryOptions.parse(environment.getRequiredProperty("spring.r2dbc.url"))
                .mutate()
                .option(
                        ConnectionFactoryOptions.USER,
                        environment.getRequiredProperty("spring.r2dbc.username"))
                .option(
                        ConnectionFactoryOptions.PASSWORD,
                        environment.getRequiredProperty("spring.r2dbc.password"))
                .build();
    }
}
