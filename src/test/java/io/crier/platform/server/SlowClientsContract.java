package io.crier.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import io.crier.EventStream;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Whatever slow clients do: while each is at it, a stream is open that must live, and another
 * client is answered.
 */
@CrierTest
@Timeout(60)
abstract class SlowClientsContract {
    @LocalServerPort int port;
    @Autowired MeterRegistry meters;
    CrierClient crier;
    private EventStream witness;

    /** One that is not slow. */
    abstract CrierClient client();

    @BeforeEach
    void open() {
        crier = client();
        witness = crier.stream("");
        assertThat(witness.next().type()).isEqualTo("bookmark");
    }

    @AfterEach
    void isWell() throws IOException {
        // By a client whose connection was not idle for so long that it is being closed just now.
        var cursor = client().create("{\"title\":\"Still there\"}").get("cursor").asString();
        while (!witness.nextChange().id().equals(cursor)) {
            // of the test
        }
        witness.close();
    }

    final double refusals() {
        return refusals("slow");
    }

    final double refusals(String reason) {
        return meters.get("crier.refusals").tag("reason", reason).counter().count();
    }
}
