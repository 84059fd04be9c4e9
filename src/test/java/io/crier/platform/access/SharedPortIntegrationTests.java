package io.crier.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.Replica;
import io.crier.TestDatabase;
import org.junit.jupiter.api.Test;

class SharedPortIntegrationTests {
    @Test
    void whereOperatorsHaveNoPortOfTheirOwnTheyShowATokenAndProbesDoNot() {
        try (var replica = Replica.on(TestDatabase.fresh(), "management.server.port=")) {
            var port = replica.port();
            for (var path : new String[] {"", "/", "/health", "/feed", "/prometheus", "/sources"}) {
                var line = "GET /actuator" + path + " HTTP/1.1";
                assertThat(Asking.status(port, line)).as(line).isEqualTo(401);
            }
            for (var probe : new String[] {"liveness", "readiness", "startup"}) {
                var line = "GET /actuator/health/" + probe + " HTTP/1.1";
                assertThat(Asking.status(port, line)).as(line).isIn(200, 503);
            }
            var operator = "Authorization: Bearer test";
            assertThat(Asking.status(port, "GET /actuator/feed HTTP/1.1", operator)).isEqualTo(200);
        }
    }
}
