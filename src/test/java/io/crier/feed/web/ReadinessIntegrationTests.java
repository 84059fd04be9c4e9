package io.crier.feed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.EventStream;
import io.crier.Management;
import io.crier.Replica;
import io.crier.TcpProxy;
import io.crier.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the probes say while things go wrong. */
class ReadinessIntegrationTests {
    private static void assertHealth(Management management, int liveness, int readiness) {
        assertThat(management.health("liveness")).isEqualTo(liveness);
        assertThat(management.health("readiness")).isEqualTo(readiness);
    }

    @Test
    void aReplicaThatCannotReadTheLogForTooLongIsNotReadyUntilItCan() throws IOException {
        var database = TestDatabase.fresh();
        try (var proxy = TcpProxy.to(database.host(), database.port());
                var replica = Replica.on(database.through(proxy), "crier.feed.max-tail-age=2s")) {
            var management = new Management(replica);
            // On a machine that is busy with other things it may take a moment.
            Awaitility.await().until(() -> management.health("readiness") == 200);
            assertThat(management.health("liveness")).isEqualTo(200);
            assertThat(management.health("startup")).isEqualTo(200);
            assertThat(management.json("/actuator/health").at("/components/feed/details/line"))
                    .hasToString("\"listening\"");

            proxy.freeze();
            Awaitility.await().until(() -> management.health("readiness") == 503);
            assertThat(management.json("/actuator/health/readiness").at("/components/feed/status"))
                    .hasToString("\"DOWN\"");
            assertThat(management.health("liveness")).isEqualTo(200);
            assertThat(management.health("startup")).isEqualTo(200);

            proxy.cut();
            proxy.thaw();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> management.health("readiness") == 200);
        }
    }

    @Test
    void aShortOutageTakesNobodyOutOfServiceWhoStillServesFromMemory() throws IOException {
        var database = TestDatabase.fresh();
        try (var proxy = TcpProxy.to(database.host(), database.port());
                var replica = Replica.on(database.through(proxy))) {
            var management = new Management(replica);
            var crier = replica.client();
            Awaitility.await().until(() -> management.health("readiness") == 200);
            crier.create("{\"title\":\"Kept\"}");
            assertThat(crier.get("/v1/announcements").status()).isEqualTo(200);

            proxy.freeze();
            Awaitility.await()
                    .until(() ->
                            management
                                            .json("/actuator/health/readiness")
                                            .at("/components/feed/details/tailAgeSeconds")
                                            .asDouble()
                                    > 3);
            assertHealth(management, 200, 200);
            assertThat(crier.get("/v1/announcements").status()).isEqualTo(200);
            try (var stream = crier.stream("")) {
                assertThat(stream.next().type()).isEqualTo("bookmark");
            }
            // The whole tells of it, for those who look.
            assertThat(management.get("/actuator/health").statusCode()).isEqualTo(503);
            proxy.cut();
            proxy.thaw();
        }
    }

    @Test
    void aReplicaThatStopsIsNotReadyWhileItsStreamsEnd() throws Exception {
        var replica = Replica.on(TestDatabase.fresh(), "crier.feed.drain=4s");
        var management = new Management(replica);
        var streams = new ArrayList<EventStream>();
        for (var count = 0; count < 60; count++) {
            var stream = replica.client().stream("");
            assertThat(stream.next().type()).isEqualTo("bookmark");
            streams.add(stream);
        }
        var stopping = CompletableFuture.runAsync(replica::close);
        Awaitility.await().until(() -> management.health("readiness") == 503);
        var told = management.json("/actuator/health/readiness").get("components");
        assertThat(told.at("/feed/details/streams").asInt()).isPositive();
        assertThat(
                        List.of(
                                told.at("/feed/status").asString(),
                                told.at("/readinessState/status").asString()))
                .containsOnly("OUT_OF_SERVICE");
        assertThat(management.health("liveness")).isEqualTo(200);
        stopping.get();
        for (var stream : streams) {
            stream.close();
        }
    }
}
