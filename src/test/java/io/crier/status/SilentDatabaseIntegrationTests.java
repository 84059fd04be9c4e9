package io.crier.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Replica;
import io.crier.TcpProxy;
import io.crier.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is known when the database says nothing. */
class SilentDatabaseIntegrationTests {
    @Test
    void allButTheSourcesIsToldAndThatTheLogIsNotRead() throws IOException {
        var database = TestDatabase.fresh();
        try (var proxy = TcpProxy.to(database.host(), database.port());
                var replica = Replica.on(database.through(proxy))) {
            var status = new StatusClient(replica);
            assertThat(status.data().at("/sources/count").asInt(-1)).isZero();
            assertThat(status.data().at("/log/reconnects").asInt(-1)).isZero();
            Awaitility.await().until(() -> status.data().at("/log/age").isNumber());

            proxy.freeze();
            var silent = status.data();
            assertThat(silent.get("sources").isNull()).isTrue();
            assertThat(silent.at("/machine/heapUsed").asLong()).isPositive();
            Awaitility.await().until(() -> status.data().at("/log/age").asDouble() > 2);

            proxy.cut();
            proxy.thaw();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> {
                        var again = status.data();
                        assertThat(again.get("sources").isNull()).isFalse();
                        assertThat(again.at("/log/age").asDouble()).isLessThan(2);
                        assertThat(again.at("/log/reconnects").asInt()).isPositive();
                    });
        }
    }
}
