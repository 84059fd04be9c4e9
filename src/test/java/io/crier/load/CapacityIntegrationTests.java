package io.crier.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

/** Who asks for room where no filter asks for him. */
@CrierTest
@Import(CapacityIntegrationTests.ByHand.class)
@TestPropertySource(
        properties = {
            "crier.feed.ring.max-changes=20",
            "crier.intake.allow-private-addresses=true",
            "crier.intake.lookout=100ms"
        })
class CapacityIntegrationTests {
    @TestConfiguration(proxyBeanMethods = false)
    static class ByHand {
        @Bean
        @Primary
        HandCapacity handCapacity() {
            return new HandCapacity();
        }
    }

    /** There is as much room as a test says. */
    static final class HandCapacity implements Capacity {
        private final Set<Demand> full = ConcurrentHashMap.newKeySet();
        private final Map<Demand, AtomicInteger> refused = new ConcurrentHashMap<>();

        @Override
        public void require(Demand demand) {
            if (full.contains(demand)) {
                refused.computeIfAbsent(demand, _ -> new AtomicInteger()).incrementAndGet();
                throw new Overloaded("there is no room for this");
            }
        }

        void fill(Demand demand) {
            full.add(demand);
        }

        void free() {
            full.clear();
        }

        int refused(Demand demand) {
            var count = refused.get(demand);
            return count == null ? 0 : count.get();
        }
    }

    @LocalServerPort int port;
    @Autowired HandCapacity capacity;
    private CrierClient crier;

    @BeforeEach
    void connect() {
        crier = new CrierClient(port);
    }

    @AfterEach
    void free() {
        capacity.free();
    }

    @Test
    void changesThatAreNotInMemoryAreNotReadWithoutRoom() throws IOException {
        var first = crier.create("{\"title\":\"A\"}").get("cursor").asString();
        var last = first;
        for (var i = 0; i < 60; i++) {
            last = crier.create("{\"title\":\"A\"}").get("cursor").asString();
        }
        try (var stream = crier.stream("?since=" + last)) {
            assertThat(stream.next().type()).isEqualTo("bookmark");
        }
        capacity.fill(Demand.READ);
        for (var catchup : new String[] {"all", "latest"}) {
            var behind = "/v1/changes?since=%s&catchup=%s".formatted(first, catchup);
            var answer = crier.get(behind);
            assertThat(answer.status()).as(catchup).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isPresent();
            assertThat(answer.text("/detail")).startsWith("there is no room for this");
            var near = "/v1/changes?since=%s&catchup=%s".formatted(last, catchup);
            assertThat(crier.get(near).status()).as(catchup).isEqualTo(200);
        }
        capacity.free();
        for (var catchup : new String[] {"all", "latest"}) {
            var behind = "/v1/changes?since=%s&catchup=%s".formatted(first, catchup);
            assertThat(crier.get(behind).json().get("items")).as(catchup).hasSize(60);
        }
    }

    /** Its feed is Crier's own. */
    @Test
    void aSourceThatIsDueWaitsUntilThereIsRoomForWhatItTells() {
        crier.create("{\"title\":\"A\"}");
        var added =
                crier.post(
                        "/v1/sources",
                        "{\"url\":\"http://127.0.0.1:%d/v1/announcements.atom\",\"enabled\":false}"
                                .formatted(port));
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        var path = "/v1/sources/" + added.text("/id");
        capacity.fill(Demand.WRITE);
        var before = capacity.refused(Demand.WRITE);
        assertThat(crier.patch(path, "{\"enabled\":true}").status()).isEqualTo(200);
        // Each of its workers has looked again since.
        Awaitility.await().until(() -> capacity.refused(Demand.WRITE) >= before + 8);
        assertThat(crier.get(path).json().path("lastPolledAt").isString()).isFalse();
        capacity.free();
        Awaitility.await().until(() -> crier.get(path).json().path("lastPolledAt").isString());
        assertThat(crier.get(path).json().path("lastPoll").path("created").asInt()).isPositive();
    }
}
