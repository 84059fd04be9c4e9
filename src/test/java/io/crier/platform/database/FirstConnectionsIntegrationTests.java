package io.crier.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crier.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;

class FirstConnectionsIntegrationTests {
    private final TestDatabase database = TestDatabase.fresh();

    private ConnectionPool pool(String url) {
        var options =
                ConnectionFactoryOptions.parse(url)
                        .mutate()
                        .option(ConnectionFactoryOptions.USER, database.user())
                        .option(ConnectionFactoryOptions.PASSWORD, database.password())
                        .build();
        return new ConnectionPool(
                ConnectionPoolConfiguration.builder(ConnectionFactories.get(options))
                        .initialSize(3)
                        .maxSize(5)
                        .build());
    }

    private static ObjectProvider<ConnectionPool> given(ConnectionPool pool) {
        return new ObjectProvider<>() {
            @Override
            public ConnectionPool getObject() {
                return pool;
            }
        };
    }

    private static int made(ConnectionPool pool) {
        return pool.getMetrics().orElseThrow().allocatedSize();
    }

    @Test
    void areMadeBeforeSomebodyWaitsForOne() {
        var pool = pool(database.r2dbcUrl());
        try {
            var first = new FirstConnections(given(pool));
            first.afterPropertiesSet();
            Awaitility.await().until(() -> made(pool) == 3);
            first.start();
            first.stop();
            assertThat(first.isRunning()).isFalse();
            assertThat(made(pool)).isEqualTo(3);
        } finally {
            pool.disposeLater().block();
        }
    }

    /** What could not be made is not counted as made: it would be missing for ever. */
    @Test
    void whoNeedsOneLearnsHimselfThatThereIsNone() {
        var pool = pool("r2dbc:postgresql://127.0.0.1:1/nothing");
        try {
            var first = new FirstConnections(given(pool));
            first.afterPropertiesSet();
            first.start();
            assertThatThrownBy(() -> pool.create().block(Duration.ofSeconds(10)))
                    .hasMessageContaining("127.0.0.1");
            Awaitility.await().until(() -> made(pool) == 0);
            first.stop();
        } finally {
            pool.disposeLater().block();
        }
    }
}
