package io.crier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.context.ApplicationContext;

@CrierTest
class ProbeIntegrationTests {
    @LocalManagementPort int port;
    @Autowired ApplicationContext context;

    private boolean isReady() {
        return Probe.isReady(Probe.ask(Integer.toString(port)));
    }

    @Test
    void itIsReadyWhenCrierIs() {
        assertThat(isReady()).isTrue();
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        try {
            assertThat(isReady()).isFalse();
        } finally {
            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        }
        assertThat(isReady()).isTrue();
    }

    @Test
    void itSaysWhyItIsNot() throws IOException {
        var closed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        var nobody = closed.getLocalPort();
        closed.close();
        assertThat(Probe.ask(Integer.toString(nobody)))
                .contains(Integer.toString(nobody))
                .contains("refused");
        assertThat(Probe.ask("http"))
                .isEqualTo("MANAGEMENT_SERVER_PORT=http: it must be a port, such as 8081");
    }
}
